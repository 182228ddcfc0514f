using System.Text.Json.Nodes;
using Spasms.Bot.Tests.Verify;
using Spasms.Dialog.Fhir;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Tests.Results;

/// <summary>The questionnaire and finished ones as FHIR R4.</summary>
public sealed class FhirTests
{
    private const string Url = "https://bot.example/fhir/Questionnaire/triage";

    private static readonly TriageBook Book = Verified.Real.Knowledge.Triage;

    private static readonly JsonObject Questionnaire = FhirQuestionnaire.Of(Book, Verified.Real.Knowledge.English, Url);

    private static readonly Dictionary<string, JsonObject> Items = All(Questionnaire).ToDictionary(i => (string)i["linkId"]!, StringComparer.Ordinal);

    public static TheoryData<string> Stories => [.. Told.All.Keys];

    [Fact]
    public async Task Both_resources_keep_to_the_structure_of_FHIR_R4_by_its_own_definitions()
    {
        var folder = await NodeProgram.InstalledAsync("tests/Spasms.Bot.Tests/Results/validator", "fhir");
        var resources = new JsonArray([Questionnaire.DeepClone(), .. Told.All.Keys.Select(story => (JsonNode)Response(story))]);

        var (code, output, error) = await NodeProgram.RunAsync("node", ["validate.js"], folder, resources.ToJsonString());

        Assert.True(code == 0, error);
        Assert.Equal("", output.Trim());
    }

    [Fact]
    public async Task The_checker_finds_a_fault_where_there_is_one()
    {
        var folder = await NodeProgram.InstalledAsync("tests/Spasms.Bot.Tests/Results/validator", "fhir");
        var broken = Response("ordinary");
        broken["status"] = "done";

        var (_, output, _) = await NodeProgram.RunAsync("node", ["validate.js"], folder, new JsonArray(broken).ToJsonString());

        Assert.Contains("status", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_question_stands_once_in_the_books_order_and_every_link_id_is_unique()
    {
        var ids = All(Questionnaire).Select(i => (string)i["linkId"]!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(Book.Questions.Select(q => q.Id), ids.Where(id => Book.Question(id) is not null));
        Assert.Equal(Book.Hash, (string?)Questionnaire["version"]);
        Assert.Equal("draft", (string?)Questionnaire["status"]);
    }

    [Fact]
    public void A_condition_names_earlier_items_and_answers_that_they_can_have()
    {
        var seen = new HashSet<string>();
        foreach (var item in All(Questionnaire))
        {
            foreach (var test in (item["enableWhen"] as JsonArray ?? []).Select(t => t!))
            {
                Assert.Contains((string)test["question"]!, seen);
                if (test["answerCoding"] is { } coding)
                {
                    Assert.Contains(Codes(Items[(string)test["question"]!]), c => c == Code(coding));
                }
            }

            Assert.Equal(item["enableWhen"] is JsonArray { Count: > 1 }, item["enableBehavior"] is not null);
            seen.Add((string)item["linkId"]!);
        }
    }

    [Fact]
    public void A_question_that_hangs_on_others_is_enabled_by_exactly_the_answers_that_make_the_engine_ask_it()
    {
        var child = Items["screen-child"]["enableWhen"]!.AsArray();

        Assert.Contains(child, t => (string)t!["question"]! == "age" && (string)t["operator"]! == "<" && (decimal)t["answerQuantity"]!["value"]! == 16);
        Assert.Contains(child, t => (string)t!["question"]! == "age" && (string)t["operator"]! == "exists" && !(bool)t["answerBoolean"]!);
        Assert.Contains(child, t => (string)t!["question"]! == "who" && (string)t["answerCoding"]!["code"]! == "my-child");
        Assert.Equal("any", (string?)Items["screen-child"]["enableBehavior"]);

        // At least 12 and under 56, or not known: two clauses, so one of them is a group around the question.
        Assert.Equal("group", (string?)Items["pregnant.when-1"]["type"]);
        Assert.Same(Items["pregnant"], Items["pregnant.when-1"]["item"]![0]);
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_response_has_every_answer_under_an_item_of_the_questionnaire_with_a_value_of_its_type(string story)
    {
        var response = Response(story);

        Assert.Equal("completed", (string?)response["status"]);
        Assert.Equal($"{Url}|{Book.Hash}", (string?)response["questionnaire"]);
        Assert.Equal("2026-11-22T10:00:00Z", (string?)response["authored"]);
        Assert.Null(response["subject"]!["reference"]);
        foreach (var item in All(response))
        {
            var question = Items[(string)item["linkId"]!];
            var type = (string)question["type"]!;
            Assert.Equal(type == "group", item["answer"] is null);
            foreach (var answer in (item["answer"] as JsonArray ?? []).Select(a => a!.AsObject()))
            {
                Assert.Contains(answer.Single().Key.TrimStart('_'), Names(type));
                Assert.True(type != "choice" || Codes(question).Contains(Code(answer["valueCoding"]!)), answer.ToJsonString());
            }
        }

        Assert.Equal(Told.Result(story).Result!.Answers.Length, All(response).Count(i => Book.Question((string)i["linkId"]!) is not null));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void Groups_of_the_response_are_those_of_the_questionnaire(string story) =>
        Assert.All(Paths(Response(story)), path => Assert.Contains(path, Paths(Questionnaire)));

    [Fact]
    public void Not_sure_skipped_and_no_are_three_different_answers()
    {
        var unsure = All(Response("unsure")).ToDictionary(i => (string)i["linkId"]!, i => i["answer"]?[0], StringComparer.Ordinal);
        var ordinary = All(Response("ordinary")).ToDictionary(i => (string)i["linkId"]!, i => i["answer"]?[0], StringComparer.Ordinal);

        Assert.Equal("asked-unknown", (string?)unsure["screen-back"]!["valueCoding"]!["code"]);
        Assert.Equal("none", (string?)ordinary["screen-back"]!["valueCoding"]!["code"]);
        Assert.Equal("asked-declined", (string?)unsure["age"]!["valueQuantity"]!["extension"]![0]!["valueCode"]);
        Assert.Equal(45m, (decimal?)ordinary["age"]!["valueQuantity"]!["value"]);
    }

    [Fact]
    public void A_yes_or_no_question_is_a_boolean_and_not_sure_of_it_is_neither()
    {
        var yes = Find("baclofen", "baclofen-gap");
        var unsure = Find("baclofen-kept", "baclofen-gap");

        Assert.True((bool?)yes["valueBoolean"]);
        Assert.Null(unsure["valueBoolean"]);
        Assert.Equal("asked-unknown", (string?)unsure["_valueBoolean"]!["extension"]![0]!["valueCode"]);
    }

    [Fact]
    public void The_level_and_every_rule_that_fired_stand_at_the_end()
    {
        var level = Find("breakdown", "result-urgency");
        var rules = All(Response("breakdown")).Single(i => (string)i["linkId"]! == "result-rules")["answer"]!.AsArray();

        Assert.Equal("emergency", (string?)level["valueCoding"]!["code"]);
        Assert.Equal(Told.Result("breakdown").Rules, rules.Select(r => (string)r!["valueString"]!));
    }

    private static JsonNode Find(string story, string linkId) =>
        All(Response(story)).Single(i => (string)i["linkId"]! == linkId)["answer"]![0]!;

    private static JsonObject Response(string story)
    {
        var reply = Told.Result(story);
        return FhirResponse.Of(Book, Verified.Real.Knowledge.English, Url, reply.Result!, reply.Rules, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    }

    private static IEnumerable<JsonObject> All(JsonNode parent) =>
        (parent["item"] as JsonArray ?? []).Select(i => i!.AsObject()).SelectMany(i => All(i).Prepend(i));

    private static IEnumerable<string> Paths(JsonNode parent, string above = "") => (parent["item"] as JsonArray ?? [])
        .SelectMany(i => Paths(i!, $"{above}/{(string)i!["linkId"]!}").Prepend($"{above}/{(string)i["linkId"]!}"));

    private static IEnumerable<string> Codes(JsonObject question) => question["answerOption"]!.AsArray().Select(o => Code(o!["valueCoding"]!));

    private static string Code(JsonNode coding) => $"{(string)coding["system"]!} {(string)coding["code"]!}";

    private static string[] Names(string type) => type switch
    {
        "choice" => ["valueCoding"],
        "boolean" => ["valueBoolean"],
        "integer" => ["valueInteger"],
        "decimal" => ["valueDecimal"],
        "quantity" => ["valueQuantity"],
        "string" => ["valueString"],
        _ => [],
    };
}
