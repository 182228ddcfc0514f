using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Spasms.Bot.Wire;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Pages;

/// <summary>A result as the log keeps it: what the page, the text and the clinic's computer are given.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Record">What was told and what came of it.</param>
/// <param name="Markdown">Its words as the chat shows them.</param>
/// <param name="Plain">The same without markup.</param>
/// <param name="Rules">Every rule that fired.</param>
/// <param name="Content">Content hash of the knowledge that it was made from.</param>
/// <param name="Sources">What it cites: name, quoted line and address, in the order of their numbers.</param>
internal sealed record SavedResult(
    DateTimeOffset At,
    ResultRecord Record,
    string Markdown,
    string Plain,
    ImmutableArray<string> Rules,
    string Content,
    ImmutableArray<(string Name, string Quote, string Url)> Sources)
{
    /// <summary>Reads an activity of the log; null where it is no result.</summary>
    public static SavedResult? Read(byte[] activity)
    {
        using var json = JsonDocument.Parse(activity);
        var root = json.RootElement;
        var data = Peek.Child(root, "channelData");
        if (Peek.Text(Peek.Child(root, "from"), "role") == "user" || ResultForm.Read(Peek.Child(data, "result")) is not { } record
            || !DateTimeOffset.TryParse(Peek.Text(root, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return null;
        }

        var documents = Peek.Items(Peek.Child(root, "entities")).SelectMany(e => Peek.Items(Peek.Child(e, "citation"))).Select(c => Peek.Child(c, "appearance"));
        return new SavedResult(
            at,
            record,
            Peek.Text(root, "text") ?? "",
            Peek.Text(data, "webchat:fallback-text") ?? "",
            [.. Peek.Items(Peek.Child(data, "rules")).Select(r => r.GetString() ?? "")],
            Peek.Text(data, "content") ?? "",
            [.. documents.Select(d => (Peek.Text(d, "name") ?? "", Peek.Text(d, "abstract") ?? "", Peek.Text(d, "url") ?? ""))]);
    }
}
