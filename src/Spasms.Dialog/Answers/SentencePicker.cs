using System.Collections.Immutable;
using Spasms.Knowledge.Articles;

namespace Spasms.Dialog.Answers;

/// <summary>A line chosen for an answer.</summary>
internal sealed record Picked(PassageFacts Facts, int Index)
{
    /// <summary>The line.</summary>
    public Sentence Sentence => Facts.Passage.Section.Sentences[Index];

    /// <summary>The key under which the thread remembers it.</summary>
    public string Key => Composed.Key(Facts.Passage, Sentence);
}

/// <summary>
/// Chooses the lines of an answer: the best passage's first, then those of passages nearly as good, none that repeats another.
/// Within a passage the lines that share most words with the question win, its lead stays first, and the file's order is kept.
/// </summary>
internal static class SentencePicker
{
    /// <summary>At most this many lines in an answer that is no list.</summary>
    public const int Most = 5;

    private const double Alike = 0.6;
    private const double Lead = 0.4;

    /// <summary>Chooses lines from passages in the given order.</summary>
    /// <param name="passages">Passages, best first, with how many lines each may give.</param>
    /// <param name="evidence">How much of the question stands in each line.</param>
    /// <param name="said">Keys of lines to leave out.</param>
    public static ImmutableArray<Picked> Pick(
        IEnumerable<(PassageFacts Facts, int Share)> passages,
        Evidence evidence,
        IReadOnlyCollection<string> said)
    {
        var picked = new List<Picked>();
        foreach (var (facts, share) in passages)
        {
            var room = Math.Min(share, Most - picked.Count);
            if (room <= 0)
            {
                continue;
            }

            var chosen = Enumerable.Range(0, facts.Sentences.Length)
                .Select(i => new Picked(facts, i))
                .Where(p => (said.Count == 0 || !said.Contains(p.Key)) && !picked.Exists(other => AreAlike(other, p)))
                .OrderByDescending(p => Worth(p, evidence))
                .ThenBy(p => p.Index)
                .Take(room)
                .OrderBy(p => p.Index);
            picked.AddRange(chosen);
        }

        return [.. picked];
    }

    private static double Worth(Picked line, Evidence evidence) =>
        (line.Index == 0 ? Lead : 0) + evidence.Of(line.Facts, line.Index);

    private static bool AreAlike(Picked a, Picked b)
    {
        var (first, second) = (a.Facts.Sentences[a.Index], b.Facts.Sentences[b.Index]);
        var shared = first.Shared(second);
        return shared >= Alike * Math.Min(first.Count, second.Count) && shared >= Alike * 0.8 * Math.Max(first.Count, second.Count);
    }
}
