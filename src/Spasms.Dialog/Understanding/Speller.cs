using System.Runtime.InteropServices;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Understanding;

/// <summary>
/// Mends a misspelt word to a word of the vocabulary or of the cues: one edit from five letters, two from eight
/// (an edit: a letter added, lost, changed, or two neighbours swapped). Finds them through the forms with letters left out,
/// so that a word costs some lookups and no scan.
/// </summary>
internal sealed class Speller
{
    private const int TwoEditsFrom = 8;
    private const int OneEditFrom = 5;
    private readonly Dictionary<string, List<string>> _byDeletion = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>Teaches a word that may be meant.</summary>
    public void Learn(string word)
    {
        if (word.Length < OneEditFrom - 1 || word.Length > 24 || !word.All(char.IsAsciiLetter) || !_words.Add(word))
        {
            return;
        }

        Note(word, word);
        foreach (var one in Deletions(word))
        {
            Note(one, word);
            if (word.Length >= TwoEditsFrom - 1)
            {
                foreach (var two in Deletions(one))
                {
                    Note(two, word);
                }
            }
        }
    }

    /// <summary>The one nearest word, or null when none is near or several are equally near.</summary>
    public string? Correct(string word)
    {
        if (word.Length < OneEditFrom || word.Length > 24 || !word.All(char.IsAsciiLetter))
        {
            return null;
        }

        var limit = word.Length >= TwoEditsFrom ? 2 : 1;
        string? best = null;
        var bestDistance = limit + 1;
        var tie = false;
        var known = _byDeletion.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> one = stackalloc char[word.Length - 1];
        Span<char> two = stackalloc char[word.Length - 2];
        Try(word);
        for (var i = 0; i < word.Length; i++)
        {
            Without(word, i, one);
            Try(one);
            for (var j = 0; limit == 2 && j < one.Length; j++)
            {
                Without(one, j, two);
                Try(two);
            }
        }

        return tie ? null : best;

        void Try(ReadOnlySpan<char> form)
        {
            if (!known.TryGetValue(form, out var candidates))
            {
                return;
            }

            foreach (var candidate in candidates)
            {
                if (candidate == best)
                {
                    continue;
                }

                var distance = EditDistance.Between(word, candidate, limit);
                if (distance < bestDistance)
                {
                    (best, bestDistance, tie) = (candidate, distance, false);
                }
                else if (distance == bestDistance && distance <= limit)
                {
                    // Of two equally near words the one that keeps the first letter is meant.
                    var (old, now) = (best![0] == word[0], candidate[0] == word[0]);
                    tie = old == now;
                    best = now && !old ? candidate : best;
                }
            }
        }
    }

    // The forms are looked up where they are written: a long word has some hundred, and none of them lives on.
    private static void Without(ReadOnlySpan<char> word, int at, Span<char> into)
    {
        word[..at].CopyTo(into);
        word[(at + 1)..].CopyTo(into[at..]);
    }

    private static IEnumerable<string> Deletions(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }
    }

    private void Note(string form, string word)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byDeletion, form, out _);
        list ??= [];
        if (!list.Contains(word))
        {
            list.Add(word);
        }
    }
}
