using System.Collections.Immutable;
using System.Text.Json;

namespace Spasms.Bot.Pages;

/// <summary>A message of the log as the form shows it.</summary>
/// <param name="IsPerson">True when the person wrote it.</param>
/// <param name="Text">Plain words of the person, Markdown of the bot.</param>
internal sealed record SaidMessage(bool IsPerson, string Text)
{
    /// <summary>Its id, where a thumb may be given for it; else null.</summary>
    public string? Judged { get; private init; }

    /// <summary>BCP 47 tag of the words, or null.</summary>
    public string? Language { get; private init; }

    /// <summary>emergency, urgent, routine, selfcare, or null.</summary>
    public string? Urgency { get; private init; }

    /// <summary>Address of the page to print it from, or null.</summary>
    public string? Page { get; private init; }

    /// <summary>The question that it puts, or null.</summary>
    public AskedForm? Question { get; private init; }

    /// <summary>Next steps that send their own words.</summary>
    public ImmutableArray<string> Suggestions { get; private init; } = [];

    /// <summary>Reads an activity of the log; null for what is no message or has no words.</summary>
    public static SaidMessage? Read(byte[] activity)
    {
        using var json = JsonDocument.Parse(activity);
        var root = json.RootElement;
        if (Peek.Text(root, "type") != "message")
        {
            return null;
        }

        var isPerson = root.TryGetProperty("from", out var from) && Peek.Text(from, "role") == "user";
        var data = Peek.Child(root, "channelData");
        var text = isPerson
            ? Peek.Text(Peek.Child(data, "messageBack"), "displayText") ?? Peek.Text(root, "text")
            : Peek.Text(root, "text");
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var actions = Peek.Child(Peek.Child(root, "suggestedActions"), "actions");
        return new SaidMessage(isPerson, text)
        {
            Judged = Peek.Items(Peek.Child(root, "entities")).Any(e => Peek.Items(Peek.Child(e, "potentialAction")).Any()) ? Peek.Text(root, "id") : null,
            Language = Peek.Text(root, "locale"),
            Urgency = Peek.Text(data, "urgency"),
            Page = isPerson ? null : Peek.Text(data, "page"),
            Question = isPerson ? null : AskedForm.Read(Peek.Child(data, "question")),
            Suggestions = isPerson ? [] : [.. Peek.Items(actions).Where(a => Peek.Text(a, "type") == "imBack").Select(a => Peek.Text(a, "title") ?? "").Where(t => t.Length > 0)],
        };
    }
}

/// <summary>A question as the form puts it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Turn">The turn in which it was put.</param>
/// <param name="Type">yesno, choice, choices, ...</param>
/// <param name="Options">Its buttons.</param>
internal sealed record AskedForm(string Id, int Turn, string Type, ImmutableArray<(string Id, string Text)> Options)
{
    /// <summary>Reads the question of an activity from its channel data.</summary>
    public static AskedForm? Read(JsonElement question)
    {
        if (Peek.Text(question, "id") is not { } id)
        {
            return null;
        }

        var turn = Peek.Child(question, "turn") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var at) ? at : 0;
        var options = Peek.Items(Peek.Child(question, "options")).Select(o => (Peek.Text(o, "id") ?? "", Peek.Text(o, "text") ?? ""));
        return new AskedForm(id, turn, Peek.Text(question, "type") ?? "choice", [.. options]);
    }
}
