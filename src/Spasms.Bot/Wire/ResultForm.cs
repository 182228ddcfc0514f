using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Cli;
using Spasms.Bot.Pages;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Wire;

/// <summary>A result's record on the wire: <c>channelData.result {triage, urgency, answers: [{question, title, said, kind, options, value}]}</c>.</summary>
internal static class ResultForm
{
    /// <summary>Writes it.</summary>
    public static JsonObject Write(ResultRecord record) => new()
    {
        ["triage"] = record.Book,
        ["urgency"] = TurnWords.Word(record.Level),
        ["answers"] = new JsonArray([.. record.Answers.Select(Write)]),
    };

    /// <summary>Reads what <see cref="Write(ResultRecord)"/> wrote; null for anything else.</summary>
    public static ResultRecord? Read(JsonElement form) =>
        Peek.Text(form, "triage") is { } book && Levels.Parse(Peek.Text(form, "urgency") ?? "") is { } level
            ? new ResultRecord(book, level, [.. Peek.Items(Peek.Child(form, "answers")).Select(ReadAnswer)])
            : null;

    private static JsonObject Write(ResultAnswer answer)
    {
        var form = new JsonObject
        {
            ["question"] = answer.Question,
            ["title"] = answer.Title,
            ["said"] = answer.Said,
            ["kind"] = Word(answer.Kind),
        };
        if (!answer.Options.IsEmpty)
        {
            form["options"] = new JsonArray([.. answer.Options.Select(o => JsonValue.Create(o))]);
        }

        if (answer.Value is { } value)
        {
            form["value"] = value;
        }

        return form;
    }

    private static ResultAnswer ReadAnswer(JsonElement form) => new(
        Peek.Text(form, "question") ?? "",
        Peek.Text(form, "title") ?? "",
        Peek.Text(form, "said") ?? "",
        Enum.GetValues<AnswerKind>().FirstOrDefault(k => Word(k) == Peek.Text(form, "kind")))
    {
        Options = [.. Peek.Items(Peek.Child(form, "options")).Where(o => o.ValueKind == JsonValueKind.String).Select(o => o.GetString()!)],
        Value = Peek.Child(form, "value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null,
    };

    private static string Word(AnswerKind kind) => kind switch
    {
        AnswerKind.No => "no",
        AnswerKind.NotSure => "not_sure",
        AnswerKind.Skipped => "skipped",
        _ => "given",
    };
}
