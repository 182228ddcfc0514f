using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Bot.Cli.Verify;

/// <summary>
/// Proves a saved reply against the content that it names (I3): each quote stands in the named section at the named hash,
/// and what is left of the text without its quotes is the bot's own words. Findings in order; none means proved.
/// </summary>
/// <param name="current">The content of the knowledge folder.</param>
/// <param name="older">An older content by its hash or that of its questionnaire, or null where it isn't held here.</param>
internal sealed class Verification(CitableContent current, Func<string, CitableContent?> older)
{
    /// <summary>Everything that is wrong with a reply.</summary>
    public ImmutableArray<string> Of(SavedReply reply)
    {
        var content = reply.Content.Length == 0 || reply.Content == current.Hash ? current : older(reply.Content);
        return
        [
            .. reply.Citations.SelectMany((c, i) => Citation(reply, i + 1, c, content)),
            .. reply.Runs.SelectMany(run => Rest(run, reply.Citations)).Concat(reply.Buttons)
                .Where(rest => !(content ?? current).Own.Hold(rest))
                .Select(rest => $"line {reply.Line}: no quote and not the bot's own words: {rest}"),
        ];
    }

    private IEnumerable<string> Citation(SavedReply reply, int number, SavedCitation citation, CitableContent? content)
    {
        var held = new[] { content, current }.FirstOrDefault(c => c?.Has(citation.Article, citation.Hash) == true);
        if (held is null && citation is { Article: "triage", Hash.Length: > 0 })
        {
            // A questionnaire in flight goes on with the rules that it began with.
            held = older(citation.Hash) is { } pinned && pinned.Has(citation.Article, citation.Hash) ? pinned : null;
        }

        if (held?.Quotes(citation) == true)
        {
            yield break;
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"line {reply.Line}: [{number}] {citation.Article}#{citation.Section}");
        if (held is not null)
        {
            yield return $"{place}: not found: no such line there: {citation.Quote}";
            yield break;
        }

        var now = current.QuotesInAnyVersion(citation) ? "the line stands there today" : "the line does not stand there today";
        yield return citation.Hash.Length == 0
            ? $"{place}: names no content hash; {now}"
            : $"{place}: changed content: {Short(citation.Hash)} is not held here; {now}";
    }

    // What is left of a run when each quote with its number is taken out.
    private static string[] Rest(string run, ImmutableArray<SavedCitation> citations)
    {
        for (var i = 0; i < citations.Length; i++)
        {
            if (citations[i].Quote.Length > 0)
            {
                run = run.Replace(string.Create(CultureInfo.InvariantCulture, $"{citations[i].Quote} [{i + 1}]"), "\n", StringComparison.Ordinal);
            }
        }

        return run.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
