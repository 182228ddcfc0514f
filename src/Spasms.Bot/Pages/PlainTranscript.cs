using System.Text;
using System.Text.RegularExpressions;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>The conversation as plain text, to copy or to hand to a doctor: who said what, and where each citation stands.</summary>
internal static partial class PlainTranscript
{
    /// <summary>All messages in order.</summary>
    public static string Write(PhraseBook words, IReadOnlyList<SaidMessage> said)
    {
        var text = new StringBuilder();
        foreach (var message in said)
        {
            text.Append(words[message.IsPerson ? "page-you" : "page-bot"]).Append(":\n");
            if (Level(words, message) is { } level)
            {
                text.Append(level).Append('\n');
            }

            text.Append(message.IsPerson ? message.Text : OfMarkdown(message.Text)).Append("\n\n");
        }

        return text.Append(words["page-disclaimer"]).Append('\n').ToString();
    }

    // The level is named once: a result begins with a heading that says it.
    private static string? Level(PhraseBook words, SaidMessage message) =>
        message.Urgency is { } urgency && !message.Text.StartsWith("**", StringComparison.Ordinal) ? words["page-urgency-" + urgency] : null;

    // Only the few marks that the bot's own renderer writes.
    private static string OfMarkdown(string text)
    {
        text = Definition().Replace(text, "[$1] $3: $2");
        text = Strong().Replace(text, "$1");
        text = Divider().Replace(text, "");
        return Escaped().Replace(text, "$1");
    }

    [GeneratedRegex("""^\[(\d+)\]: (\S+) "(.*)"$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\*\*(.+)\*\*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Strong();

    [GeneratedRegex(@"^\|( --- \|)+\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Divider();

    [GeneratedRegex(@"\\([\\`*_\[\]<|~#>+\-])", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
