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
        Span<int> chosen = stackalloc int[Most];
        foreach (var (facts, share) in passages)
        {
            var room = Math.Min(share, Most - picked.Count);
            if (room <= 0)
            {
                continue;
            }

            foreach (var index in Best(facts, evidence, said, picked, chosen[..room]))
            {
                picked.Add(new Picked(facts, index));
            }
        }

        return [.. picked];
    }

    // The lines of one passage that are worth most, in the order of the file; of lines worth the same the first.
    private static ReadOnlySpan<int> Best(PassageFacts facts, Evidence evidence, IReadOnlyCollection<string> said, List<Picked> picked, Span<int> chosen)
    {
        Span<double> worths = stackalloc double[Most];
        var count = 0;
        for (var line = 0; line < facts.Sentences.Length; line++)
        {
            if ((said.Count > 0 && said.Contains(new Picked(facts, line).Key)) || IsLikeAny(picked, facts.Sentences[line]))
            {
                continue;
            }

            var worth = (line == 0 ? Lead : 0) + evidence.Of(facts, line);
            var at = count;
            while (at > 0 && worths[at - 1] < worth)
            {
                at--;
            }

            if (at == chosen.Length)
            {
                continue;
            }

            count = Math.Min(count + 1, chosen.Length);
            for (var i = count - 1; i > at; i--)
            {
                (worths[i], chosen[i]) = (worths[i - 1], chosen[i - 1]);
            }

            (worths[at], chosen[at]) = (worth, line);
        }

        chosen = chosen[..count];
        chosen.Sort();
        return chosen;
    }

    private static bool IsLikeAny(List<Picked> picked, LineWords line)
    {
        foreach (var other in picked)
        {
            if (AreAlike(other.Facts.Sentences[other.Index], line))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreAlike(LineWords first, LineWords second)
    {
        var shared = first.Shared(second);
        return shared >= Alike * Math.Min(first.Count, second.Count) && shared >= Alike * 0.8 * Math.Max(first.Count, second.Count);
    }
}
