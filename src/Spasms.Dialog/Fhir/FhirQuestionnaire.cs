using System.Text.Json.Nodes;
using Spasms.Knowledge;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Fhir;

/// <summary>
/// The triage book as a FHIR R4 Questionnaire (https://hl7.org/fhir/R4/questionnaire.html). Nothing is required: only
/// questions that can still change the level are asked. What came of it stands in two read-only items at the end.
/// </summary>
public static class FhirQuestionnaire
{
    /// <summary>The resource.</summary>
    /// <param name="book">The rules.</param>
    /// <param name="words">Titles and the reserved options.</param>
    /// <param name="url">Its canonical address, without version; the version is the book's hash.</param>
    public static JsonObject Of(TriageBook book, PhraseBook words, string url)
    {
        var resource = new JsonObject
        {
            ["resourceType"] = "Questionnaire",
            ["id"] = "triage",
            ["url"] = url,
            ["version"] = book.Hash,
            ["name"] = "SpasmsTriage",
            ["title"] = words["fhir-title"],
            ["status"] = book.IsApproved ? "active" : "draft",
            ["experimental"] = !book.IsApproved,
            ["subjectType"] = new JsonArray("Patient"),
            ["publisher"] = "Spasms.Bot",
            ["description"] = words[book.IsApproved ? "fhir-description" : "fhir-description-draft"],
        };
        if (book is { IsApproved: true, Approval: { } approval })
        {
            resource["approvalDate"] = approval.Date;
        }

        resource["item"] = new JsonArray([.. book.Questions.Select(q => Wrapped(book, words, url, q)), Urgency(words, url), Rules(words)]);
        return resource;
    }

    /// <summary>LinkIds of the groups around a question, outermost first.</summary>
    internal static IEnumerable<string> GroupsOf(TriageBook book, Question question) =>
        Enumerable.Range(1, Math.Max(0, FhirConditions.Clauses(book, "", question).Length - 1)).Select(n => GroupId(question, n));

    /// <summary>The canonical address with version: what a response names.</summary>
    public static string Canonical(string url, string version) => $"{url}|{version}";

    private static string GroupId(Question question, int number) => $"{question.Id}.when-{number}";

    private static JsonObject Wrapped(TriageBook book, PhraseBook words, string url, Question question)
    {
        var clauses = FhirConditions.Clauses(book, url, question);
        var item = Item(words, url, question);
        for (var i = clauses.Length - 1; i >= 0; i--)
        {
            item = i == clauses.Length - 1
                ? item
                : new JsonObject { ["linkId"] = GroupId(question, i + 1), ["type"] = "group", ["item"] = new JsonArray(item) };
            item["enableWhen"] = new JsonArray([.. clauses[i]]);
            if (clauses[i].Length > 1)
            {
                item["enableBehavior"] = "any";
            }
        }

        return item;
    }

    private static JsonObject Item(PhraseBook words, string url, Question question)
    {
        var type = FhirTerms.TypeOf(question);
        var item = new JsonObject { ["linkId"] = question.Id, ["text"] = question.Text, ["type"] = type };
        switch (type)
        {
            case "quantity":
                var (code, name) = FhirTerms.UnitOf(question);
                item.Insert(0, "extension", new JsonArray(new JsonObject
                {
                    ["url"] = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
                    ["valueCoding"] = new JsonObject { ["system"] = FhirTerms.Ucum, ["code"] = code, ["display"] = name },
                }));
                break;
            case "integer":
                item.Insert(0, "extension", new JsonArray(
                    new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/minValue", ["valueInteger"] = 0 },
                    new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/maxValue", ["valueInteger"] = 10 }));
                break;
            case "choice":
                if (question.Type == QuestionType.Choices)
                {
                    item["repeats"] = true;
                }

                item["answerOption"] = new JsonArray(
                [
                    .. question.Options.Select(o => Option(FhirTerms.Coding(url, question.Id, o.Id, o.Text))),
                    Option(FhirTerms.Coding(url, question.Id, FhirTerms.None, words["triage-none"])),
                    Option(FhirTerms.AbsentCoding(FhirTerms.Unknown)),
                    Option(FhirTerms.AbsentCoding(FhirTerms.Declined)),
                ]);
                break;
        }

        return item;
    }

    private static JsonObject Urgency(PhraseBook words, string url) => new()
    {
        ["linkId"] = FhirTerms.Urgency,
        ["text"] = words["fhir-urgency"],
        ["type"] = "choice",
        ["readOnly"] = true,
        ["answerOption"] = new JsonArray(
        [
            .. Enum.GetValues<Urgency>().OrderDescending()
                .Select(level => Option(FhirTerms.Coding(url, FhirTerms.Urgency, Levels.Name(level), words["level-" + Levels.Name(level)]))),
        ]),
    };

    private static JsonObject Rules(PhraseBook words) => new()
    {
        ["linkId"] = FhirTerms.Rules,
        ["text"] = words["fhir-rules"],
        ["type"] = "string",
        ["repeats"] = true,
        ["readOnly"] = true,
    };

    private static JsonObject Option(JsonObject coding) => new() { ["valueCoding"] = coding };
}
