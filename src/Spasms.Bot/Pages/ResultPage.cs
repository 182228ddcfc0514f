using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Pages;

/// <summary>A result on paper: what to do, what was told, where each sentence stands. Also as plain text.</summary>
internal static partial class ResultPage
{
    /// <summary>The page.</summary>
    /// <param name="now">Words and the emergency number.</param>
    /// <param name="result">What is printed.</param>
    /// <param name="path">The page's own path: its other forms stand below it.</param>
    public static string Write(Snapshot now, SavedResult result, string path)
    {
        var words = now.Knowledge.English;
        var (title, detail) = Parts(result.Markdown);
        var level = Levels.Name(result.Record.Level);
        var main = Html.Of($"""
            <h1>{words["result-title"]}</h1>
            <p class="note">{Given(words, result)}</p>
            <section class="care paper {level}-level" aria-labelledby="level">
            <h2 id="level">{title}</h2>
            {MarkdownHtml.Render(detail)}
            </section>
            {ChatPage.EmergencyLine(now)}
            <h2>{words["result-told"]}</h2>
            <dl class="told">{result.Record.Answers.Select(a => Html.Of($"<div><dt>{a.Title}</dt><dd>{a.Said}</dd></div>"))}</dl>
            <h2>{words["result-places"]}</h2>
            <ol class="places">{result.Sources.Select(s => Html.Of($"""<li><q>{s.Quote}</q> <a href="{s.Url}">{s.Name}</a> <span class="address">{s.Url}</span></li>"""))}</ol>
            <h2>{words["result-keep"]}</h2>
            <ul class="forms">
            <li><a href="{path}/text">{words["result-as-text"]}</a></li>
            <li><a href="{path}/fhir" download="questionnaire-response.json">{words["result-as-fhir"]}</a></li>
            </ul>
            <p>{words["result-how-print"]}</p>
            <p class="note">{words["result-link"]}</p>
            <p class="note">{words["page-disclaimer"]}</p>
            <p class="note hash">{words.Format("result-hashes", ("content", result.Content), ("rules", result.Record.Book))}</p>
            """);
        return Layout.Page(words, $"{words["result-title"]} - {words["page-title"]}", main, "text paper", Html.Of($"""<meta name="robots" content="noindex">"""));
    }

    /// <summary>The same words as plain text.</summary>
    public static string Text(Snapshot now, SavedResult result)
    {
        var words = now.Knowledge.English;
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line(words["result-title"]);
        Line(Given(words, result));
        Line("");
        Line(result.Plain);
        Line("");
        Line(words["result-told"]);
        foreach (var answer in result.Record.Answers)
        {
            Line($"- {answer.Title}: {answer.Said}");
        }

        Line("");
        Line(words["result-places"]);
        foreach (var (i, source) in result.Sources.Index())
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] {source.Name}: {source.Url}"));
        }

        Line("");
        Line(words["page-disclaimer"]);
        Line(words.Format("result-hashes", ("content", result.Content), ("rules", result.Record.Book)));
        return text.ToString();
    }

    private static string Given(PhraseBook words, SavedResult result) =>
        words.Format("result-given", ("at", result.At.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)));

    // The first line is the level; the other titles become headings, so that a screen reader can go from one to the next.
    private static (string Title, string Detail) Parts(string markdown)
    {
        var end = markdown.IndexOf('\n', StringComparison.Ordinal);
        var (first, rest) = end < 0 ? (markdown, "") : (markdown[..end], markdown[end..]);
        return (first.Trim('*').Replace("\\", "", StringComparison.Ordinal), Title().Replace(rest, "## $1"));
    }

    [GeneratedRegex(@"^\*\*(.+)\*\*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
