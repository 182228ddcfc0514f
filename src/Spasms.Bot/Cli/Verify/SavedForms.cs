using System.Collections.Immutable;
using System.Text.Json;

namespace Spasms.Bot.Cli.Verify;

/// <summary>The forms that a reply is saved in: the command line's and the wire's.</summary>
internal static class SavedForms
{
    /// <summary>Reads one object. False: it is none of the known forms.</summary>
    public static bool TryRead(JsonElement root, int line, ImmutableArray<SavedReply>.Builder into)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (root.TryList("replies", out var replies))
        {
            into.AddRange(replies.EnumerateArray().Select(r => OfCommandLine(r, line, root.Text("content"))));
            return true;
        }

        if (root.TryList("citations", out _))
        {
            into.Add(OfCommandLine(root, line, root.Text("content")));
            return true;
        }

        if (root.TryGetProperty("type", out _) && root.TryGetProperty("from", out var from))
        {
            if (root.Text("type") == "message" && IsBot(root, from))
            {
                into.Add(OfWire(root, line));
            }

            return true;
        }

        // What was put in: a line of the person's, or an error line of a command.
        return root.TryGetProperty("error", out _) || root.TryGetProperty("text", out _) || root.TryGetProperty("press", out _);
    }

    // A connector's channel gives no role; only the bot's messages say what they expect next.
    private static bool IsBot(JsonElement activity, JsonElement from) =>
        from.Text("role") is { Length: > 0 } role ? role == "bot" : activity.Text("inputHint").Length > 0;

    private static SavedReply OfCommandLine(JsonElement reply, int line, string content) => new(
        line,
        MarkdownRuns.OfPlain(reply.Text("text")),
        [.. reply.List("citations").Select(c => new SavedCitation(c.Text("article"), c.Text("section"), c.Text("quote"), c.Text("hash")))])
    {
        Content = content,
        Buttons = reply.TryGetProperty("question", out var question) ? [.. question.List("options").Select(o => o.Text("text"))] : [],
    };

    private static SavedReply OfWire(JsonElement activity, int line)
    {
        var documents = activity.List("entities").SelectMany(e => e.List("citation")).Select(c => c.Part("appearance")).ToArray();
        var titles = documents.Select(d => d.Text("name")).ToArray();
        return new SavedReply(
            line,
            activity.Text("textFormat") == "markdown"
                ? MarkdownRuns.OfMarkdown(activity.Text("text"), titles)
                : MarkdownRuns.OfPlain(activity.Text("text")),
            [.. documents.Select(Cited)])
        {
            Content = activity.Part("channelData").Text("content"),
            Buttons = [.. activity.Part("suggestedActions").List("actions").Select(a => a.Text("title"))],
        };
    }

    // The address names the place: .../articles/ID?q=MARK#SECTION.
    private static SavedCitation Cited(JsonElement document)
    {
        var url = document.Text("url");
        var place = url[(url.LastIndexOf('/') + 1)..];
        var end = place.IndexOfAny(['?', '#']);
        var hash = place.IndexOf('#', StringComparison.Ordinal);
        return new SavedCitation(
            Uri.UnescapeDataString(end < 0 ? place : place[..end]),
            hash < 0 ? "" : Uri.UnescapeDataString(place[(hash + 1)..]),
            document.Text("abstract"),
            document.Text("version"));
    }
}

/// <summary>Reads JSON that may be anything: what is missing is empty.</summary>
internal static class LooseJson
{
    /// <summary>A property's string, or empty.</summary>
    public static string Text(this JsonElement element, string name) =>
        Part(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    /// <summary>A property's items, or none.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        TryList(element, name, out var list) ? list.EnumerateArray() : [];

    /// <summary>A property, or an undefined element.</summary>
    public static JsonElement Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : default;

    /// <summary>True when there is a list under this name; else the element itself is handed back.</summary>
    public static bool TryList(this JsonElement element, string name, out JsonElement list)
    {
        var part = Part(element, name);
        list = part.ValueKind == JsonValueKind.Array ? part : element;
        return part.ValueKind == JsonValueKind.Array;
    }
}
