using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Spasms.Bot.Cli.Verify;

/// <summary>Takes a reply's text apart into runs of words, undoing what the renderers put around them.</summary>
internal static partial class MarkdownRuns
{
    /// <summary>The runs of a plain text: its lines without list markers.</summary>
    public static ImmutableArray<string> OfPlain(string text) =>
        [.. Lines(text).Select(WithoutMarker).Where(l => l.Length > 0)];

    /// <summary>The runs of a Markdown text. A link's title that isn't among the titles given is a run too.</summary>
    /// <param name="text">As on the wire.</param>
    /// <param name="titles">What the citations call their documents.</param>
    public static ImmutableArray<string> OfMarkdown(string text, IReadOnlyCollection<string> titles) =>
        [.. Lines(text).SelectMany(line => OfLine(line, titles)).Where(l => l.Length > 0)];

    private static IEnumerable<string> OfLine(string line, IReadOnlyCollection<string> titles)
    {
        if (Definition().Match(line) is { Success: true } definition)
        {
            var title = definition.Groups[1].Value;
            return titles.Any(t => t.Replace('"', '\'') == title) ? [] : [title];
        }

        if (line.StartsWith('|'))
        {
            return Divider().IsMatch(line) ? [] : Cell().Split(line.Trim('|')).Select(c => Plain(c.Trim()));
        }

        var words = WithoutMarker(line);
        return [Plain(words.StartsWith("**", StringComparison.Ordinal) && words.EndsWith("**", StringComparison.Ordinal) && words.Length > 4 ? words[2..^2] : words)];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);

    private static string WithoutMarker(string line) => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..].Trim() : line;

    private static string Plain(string words) => Escaped().Replace(words, "$1");

    [GeneratedRegex("""^\[\d+\]: \S+ "(.*)"$""", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\|( --- \|)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Divider();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Cell();

    [GeneratedRegex(@"\\([\\`*_\[\]<|~#>+\-])", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
