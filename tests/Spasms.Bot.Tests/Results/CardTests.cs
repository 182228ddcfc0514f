using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spasms.Bot.Tests.Verify;
using Spasms.Bot.Wire;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;

namespace Spasms.Bot.Tests.Results;

/// <summary>A result's card says what its text says, and every client finds its way.</summary>
public sealed partial class CardTests
{
    private const string Page = "https://bot.example/result/x";

    public static TheoryData<string> Stories => [.. Told.All.Keys];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Card_plain_text_and_markdown_have_the_same_words_in_the_same_order(string story)
    {
        var reply = Told.Result(story);
        var activity = Activity(reply);
        var plain = Words(PlainText.Render(reply));

        Assert.Equal(plain, Words(Said(Card(activity))));
        Assert.Equal(plain, Words(Definition().Replace((string)activity["text"]!, "")));
        Assert.Equal(plain, Words((string)activity["channelData"]!["webchat:fallback-text"]!));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_urgency_is_the_first_word_of_the_card_and_not_only_its_colour(string story)
    {
        var reply = Told.Result(story);
        var first = Card(Activity(reply))["body"]![0]!;

        Assert.Matches(new Regex("^(Emergency|Urgent|Routine|Self-care): ", RegexOptions.None), (string)first["items"]![0]!["text"]!);
        Assert.Equal(
            reply.Urgency switch { Urgency.Emergency => "attention", Urgency.Urgent => "warning", Urgency.Routine => "accent", _ => "good" },
            (string)first["style"]!);
    }

    [Fact]
    public void A_card_keeps_to_the_schema_that_Web_Chat_draws()
    {
        string[] known = ["AdaptiveCard", "Container", "TextBlock", "Action.OpenUrl", "Action.Submit", "messageBack"];
        var card = Card(Activity(Told.Result("statin")));

        Assert.True(Version.Parse((string)card["version"]!) <= new Version(1, 6));
        Assert.Empty(Types(card).Except(known));
        Assert.All(Types(card), t => Assert.NotEmpty(t));
    }

    [Fact]
    public void Its_buttons_open_the_page_to_print_and_send_words_of_the_persons_own()
    {
        var actions = (JsonArray)Card(Activity(Told.Result("statin")))["actions"]!;

        Assert.Equal(Page, (string)actions[0]!["url"]!);
        Assert.Equal(["change", "start over"], actions.Skip(1).Select(a => (string)a!["data"]!["cardAction"]!["text"]!));
        Assert.All(actions.Skip(1), a => Assert.Equal("messageBack", (string)a!["data"]!["cardAction"]!["type"]!));
    }

    [Fact]
    public void Only_a_result_is_a_card()
    {
        var reply = new Writer(ReplyKind.Say).Say("Hello.").Done();

        Assert.Null(Activity(reply)["attachments"]);
    }

    [Fact]
    public void The_record_of_a_result_survives_the_wire()
    {
        var record = Told.Result("unsure").Result!;
        using var json = System.Text.Json.JsonDocument.Parse(ResultForm.Write(record).ToJsonString());
        var read = ResultForm.Read(json.RootElement)!;

        Assert.Equal((record.Book, record.Level), (read.Book, read.Level));
        Assert.Equal(record.Answers.Select(a => (a.Question, a.Title, a.Said, a.Kind, a.Value)), read.Answers.Select(a => (a.Question, a.Title, a.Said, a.Kind, a.Value)));
        Assert.Equal(record.Answers.SelectMany(a => a.Options), read.Answers.SelectMany(a => a.Options));
    }

    private static JsonNode Activity(Reply reply) => JsonNode.Parse(Verified.Activity(reply))!;

    private static JsonObject Card(JsonNode activity)
    {
        var attachment = Assert.Single((JsonArray)activity["attachments"]!)!;
        Assert.Equal(ResultCard.ContentType, (string)attachment["contentType"]!);
        return (JsonObject)attachment["content"]!;
    }

    private static string Said(JsonNode card) => string.Join('\n', Texts((JsonArray)card["body"]!));

    private static IEnumerable<string> Texts(JsonArray items) => items.SelectMany(i => i!["items"] is JsonArray inner ? Texts(inner) : [Link().Replace((string)i["text"]!, "")]);

    private static IEnumerable<string> Types(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "type" ? [(string)p.Value!] : p.Value is null ? [] : Types(p.Value)),
        JsonArray a => a.SelectMany(i => Types(i!)),
        _ => [],
    };

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\[\d+\]: .*$", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
