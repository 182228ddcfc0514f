using System.Collections.Immutable;
using System.Globalization;
using Spasms.Bot.Pages;
using Spasms.Knowledge;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Text;

namespace Spasms.Bot.Operations;

/// <summary>What the owner sees: counts as bars. A count below five is told as that, so that no single person shows.</summary>
internal static class OwnerPage
{
    private const int Fewest = 5;
    private const int MostRows = 20;

    /// <summary>The page.</summary>
    /// <param name="knowledge">Names of topics, questions and passages.</param>
    /// <param name="counts">By what was counted: topic, kind, level, asked, left.</param>
    /// <param name="misses">Questions without an answer.</param>
    /// <param name="thumbs">What people think of answers.</param>
    /// <param name="days">The days that are looked at.</param>
    public static string Write(
        KnowledgeBase knowledge,
        ILookup<string, KeyValuePair<string, long>> counts,
        ImmutableArray<Miss> misses,
        (int Up, int Down) thumbs,
        int days)
    {
        var words = knowledge.English;
        var topics = knowledge.Vocabulary.Topics.ToDictionary(t => t.Id, t => t.Name, StringComparer.Ordinal);
        var questions = knowledge.Triage.Questions.ToDictionary(q => q.Id, q => q.Text, StringComparer.Ordinal);
        var left = counts["left"].ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var main = Html.Of($"""
            <h1>{words["owner-title"]}</h1>
            <p>{words.Format("owner-lead", ("days", days.ToString(CultureInfo.InvariantCulture)))}</p>
            {Table(words, "owner-topics", counts["topic"].Select(c => (topics.GetValueOrDefault(c.Key, c.Key), c.Value)))}
            {Table(words, "owner-kinds", counts["kind"].Select(c => (c.Key, c.Value)))}
            {Table(words, "owner-misses", misses.GroupBy(m => m.Passage, StringComparer.Ordinal).Select(g => (Passage(words, knowledge, g.Key), (long)g.Count())))}
            {Table(words, "owner-asked-often", Often(misses))}
            {Table(words, "owner-levels", counts["level"].Select(c => (c.Key, c.Value)))}
            {Table(words, "owner-steps", counts["asked"].Select(c => (questions.GetValueOrDefault(c.Key, c.Key), Math.Max(0, c.Value - left.GetValueOrDefault(c.Key)))).Where(c => c.Item2 > 0))}
            {Table(words, "owner-thumbs", [(words["owner-up"], thumbs.Up), (words["owner-down"], thumbs.Down)])}
            """);
        return Layout.Page(words, $"{words["owner-title"]} - {words["page-title"]}", main, "text");
    }

    // The words of a question are shown only when so many people used the same ones.
    private static IEnumerable<(string, long)> Often(ImmutableArray<Miss> misses) => misses
        .GroupBy(m => Words.Normalise(m.Question), StringComparer.Ordinal)
        .Where(g => g.Count() >= Fewest)
        .Select(g => (g.Key, (long)g.Count()));

    private static string Passage(PhraseBook words, KnowledgeBase knowledge, string id) =>
        id.Length == 0 ? words["owner-nothing-near"]
        : knowledge.Passages.FirstOrDefault(p => p.Id == id) is { } passage ? $"{passage.Article.Title}: {passage.Section.Heading}"
        : id;

    private static Html Table(PhraseBook words, string title, IEnumerable<(string Name, long Count)> counts)
    {
        var all = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal).Take(MostRows).ToArray();
        if (all.Length == 0)
        {
            return Html.Of($"""<h2>{words[title]}</h2><p>{words["owner-none"]}</p>""");
        }

        var most = Math.Max(Fewest, all[0].Count);
        var rows = all.Select(c => Html.Of($"""<tr><th scope="row">{c.Name}</th><td>{Shown(words, c.Count)}</td><td>{Bar(c.Count, most)}</td></tr>"""));
        return Html.Of($"""
            <h2>{words[title]}</h2>
            <div class="words"><table>
            <thead><tr><th scope="col">{words["owner-what"]}</th><th scope="col">{words["owner-count"]}</th><th scope="col">{words["owner-bar"]}</th></tr></thead>
            <tbody>{rows}</tbody>
            </table></div>
            """);
    }

    private static string Shown(PhraseBook words, long count) =>
        count < Fewest ? words["owner-few"] : count.ToString(CultureInfo.InvariantCulture);

    // Beside a number that says the same: pictures that are not read out.
    private static Html Bar(long count, long most)
    {
        var width = (int)(count < Fewest ? 2 : Math.Max(2, 200 * count / most));
        return Html.Of($"""<svg width="200" height="12" viewBox="0 0 200 12" aria-hidden="true" focusable="false"><rect width="{width}" height="12" rx="2" fill="currentColor"></rect></svg>""");
    }
}
