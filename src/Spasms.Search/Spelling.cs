using System.Collections.Frozen;
using Spasms.Knowledge.Vocabularies;
using Spasms.Knowledge.Text;

namespace Spasms.Search;

/// <summary>
/// Finds the word that was meant: one edit from five letters, two from eight, towards words of the index and the vocabulary.
/// Plain English words are left alone, whatever they resemble. Deterministic: fewer edits, then a shared first letter,
/// then frequency, then the alphabet.
/// </summary>
internal sealed class Spelling
{
    /// <summary>Longer words are never corrected.</summary>
    public const int Longest = 32;

    private const int OneEdit = 5;
    private const int TwoEdits = 8;
    private const int ShortestTarget = 4;

    private readonly FrozenSet<string> _kept;
    private readonly Target[] _targets;
    private readonly int[] _startOfLength;

    private Spelling(FrozenSet<string> kept, Target[] targets, int[] startOfLength)
    {
        _kept = kept;
        _targets = targets;
        _startOfLength = startOfLength;
    }

    /// <summary>Gathers targets: the index's words with their counts, and each word of the vocabulary's names.</summary>
    public static Spelling Of(IReadOnlyDictionary<string, int> wordCounts, Vocabulary vocabulary)
    {
        var counts = new Dictionary<string, int>(wordCounts, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in vocabulary.PlainWords)
        {
            kept.Add(word);
            kept.Add(Porter2.Stem(word));
        }

        foreach (var word in vocabulary.Topics.SelectMany(t => t.Words).SelectMany(w => w.Split(' ')).Distinct(StringComparer.Ordinal))
        {
            kept.Add(word);
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        var targets = counts
            .Where(c => c.Key.Length is >= ShortestTarget and <= Longest + 2 && c.Key.All(char.IsLetter))
            .OrderBy(c => c.Key.Length)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new Target(c.Key, Porter2.Stem(c.Key), c.Value, LettersOf(c.Key)))
            .ToArray();
        var starts = new int[Longest + 4];
        for (var length = 0; length < starts.Length; length++)
        {
            starts[length] = targets.TakeWhile(t => t.Word.Length < length).Count();
        }

        return new Spelling(kept.ToFrozenSet(StringComparer.Ordinal), targets, starts);
    }

    /// <summary>The word meant, or null when it needs no correction, none is near, or unlike words are about equally likely.</summary>
    public string? Correct(string word)
    {
        if (word.Length is < OneEdit or > Longest || _kept.Contains(word) || _kept.Contains(Porter2.Stem(word)))
        {
            return null;
        }

        foreach (var c in word)
        {
            if (!char.IsLetter(c))
            {
                return null;
            }
        }

        var near = Within(word, 1);
        if (near.Count == 0 && word.Length >= TwoEdits)
        {
            near = Within(word, 2);
        }

        return near.Count == 0 ? null : Likeliest(word, near);
    }

    private static uint LettersOf(string word)
    {
        uint letters = 0;
        foreach (var c in word)
        {
            letters |= 1u << (c & 31);
        }

        return letters;
    }

    private List<Target> Within(string word, int edits)
    {
        var found = new List<Target>();
        var letters = LettersOf(word);
        var end = _startOfLength[word.Length + edits + 1];
        for (var i = _startOfLength[word.Length - edits]; i < end; i++)
        {
            // Each edit changes at most two letters of the set; this spares nearly all distances.
            var target = _targets[i];
            if (uint.PopCount(letters ^ target.Letters) <= 2 * edits && EditDistance.Between(word, target.Word, edits) <= edits)
            {
                found.Add(target);
            }
        }

        return found;
    }

    private static string? Likeliest(string word, List<Target> near)
    {
        var best = near[0];
        foreach (var target in near)
        {
            best = WeightOf(word, target) > WeightOf(word, best) ? target : best;
        }

        // Twice as likely as any unlike word, or nobody can tell which was meant.
        foreach (var target in near)
        {
            if (target.Stem != best.Stem && WeightOf(word, best) < 2 * WeightOf(word, target))
            {
                return null;
            }
        }

        return best.Word;
    }

    // Slips seldom touch the first letter.
    private static int WeightOf(string word, Target target) =>
        Math.Min(target.Count, 1_000_000) * (word[0] == target.Word[0] ? 8 : 1);

    private readonly record struct Target(string Word, string Stem, int Count, uint Letters);
}
