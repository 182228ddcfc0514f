using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Fhir;

/// <summary>
/// A finished questionnaire as a FHIR R4 QuestionnaireResponse (https://hl7.org/fhir/R4/questionnaireresponse.html), about
/// nobody by name. "Not sure" and "skipped" are reasons for an absent value; "no" is an answer.
/// </summary>
public static class FhirResponse
{
    /// <summary>The resource.</summary>
    /// <param name="book">The rules that it went by: the ones that <paramref name="record"/> names.</param>
    /// <param name="words">Names of the levels and the reserved options.</param>
    /// <param name="url">Canonical address of the questionnaire, without version.</param>
    /// <param name="record">What was told.</param>
    /// <param name="rules">Every rule that fired.</param>
    /// <param name="authored">When the result was given.</param>
    public static JsonObject Of(TriageBook book, PhraseBook words, string url, ResultRecord record, ImmutableArray<string> rules, DateTimeOffset authored)
    {
        var items = new JsonArray();
        foreach (var answer in record.Answers)
        {
            if (book.Question(answer.Question) is { } question)
            {
                items.Add((JsonNode)Wrapped(book, words, url, question, answer));
            }
        }

        var level = Levels.Name(record.Level);
        items.Add((JsonNode)Item(FhirTerms.Urgency, words["fhir-urgency"], [Value("valueCoding", FhirTerms.Coding(url, FhirTerms.Urgency, level, words["level-" + level]))]));
        if (!rules.IsEmpty)
        {
            items.Add((JsonNode)Item(FhirTerms.Rules, words["fhir-rules"], [.. rules.Select(r => Value("valueString", r))]));
        }

        return new JsonObject
        {
            ["resourceType"] = "QuestionnaireResponse",
            ["questionnaire"] = FhirQuestionnaire.Canonical(url, record.Book),
            ["status"] = "completed",
            ["subject"] = new JsonObject { ["type"] = "Patient", ["display"] = words["fhir-anonymous"] },
            ["authored"] = authored.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["item"] = items,
        };
    }

    private static JsonObject Wrapped(TriageBook book, PhraseBook words, string url, Question question, ResultAnswer answer)
    {
        var item = Item(question.Id, question.Text, Values(words, url, question, answer));
        foreach (var group in FhirQuestionnaire.GroupsOf(book, question).Reverse())
        {
            item = new JsonObject { ["linkId"] = group, ["item"] = new JsonArray(item) };
        }

        return item;
    }

    private static JsonObject Item(string linkId, string text, IEnumerable<JsonObject> answers) =>
        new() { ["linkId"] = linkId, ["text"] = text, ["answer"] = new JsonArray([.. answers]) };

    private static IEnumerable<JsonObject> Values(PhraseBook words, string url, Question question, ResultAnswer answer)
    {
        var type = FhirTerms.TypeOf(question);
        var absent = answer.Kind switch
        {
            AnswerKind.NotSure => FhirTerms.Unknown,
            AnswerKind.Skipped => FhirTerms.Declined,
            _ => null,
        };
        switch (type)
        {
            case "choice" when absent is not null:
                return [Value("valueCoding", FhirTerms.AbsentCoding(absent))];
            case "choice" when answer.Kind == AnswerKind.No || answer.Options.IsEmpty:
                return [Value("valueCoding", FhirTerms.Coding(url, question.Id, FhirTerms.None, words["triage-none"]))];
            case "choice":
                return answer.Options.Select(o => Value("valueCoding", FhirTerms.Coding(url, question.Id, o, question.Option(o)?.Text ?? o)));
            case "boolean" when absent is null:
                return [Value("valueBoolean", answer.Kind == AnswerKind.Given)];
            case "integer" when absent is null && answer.Value is { } scale:
                // In between counts as the graver.
                return [Value("valueInteger", (int)Math.Ceiling(scale))];
            case "decimal" when absent is null && answer.Value is { } number:
                return [Value("valueDecimal", FhirTerms.Rounded(number))];
            case "quantity" when absent is null && answer.Value is { } amount:
                return [Value("valueQuantity", FhirTerms.Quantity(question, amount))];
            default:
                return [Absent(type, absent ?? "not-applicable")];
        }
    }

    private static JsonObject Value(string name, JsonNode value) => new() { [name] = value };

    // A primitive carries extensions beside itself, under its name with an underscore.
    private static JsonObject Absent(string type, string reason)
    {
        var extension = new JsonObject
        {
            ["extension"] = new JsonArray(new JsonObject { ["url"] = FhirTerms.AbsentExtension, ["valueCode"] = reason }),
        };
        return Value(type == "quantity" ? "valueQuantity" : "_value" + char.ToUpperInvariant(type[0]) + type[1..], extension);
    }
}
