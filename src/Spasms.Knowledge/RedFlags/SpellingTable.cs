using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Finds the warning word that a misspelt one stands for: one edit from five letters, two from eight
/// (an edit is a letter added, lost or changed, or two neighbours swapped). Built once, then only read.
/// </summary>
public sealed class SpellingTable
{
    private const int ShortestOneEdit = 5;
    private const int ShortestTwoEdits = 8;
    private readonly Dictionary<string, ImmutableArray<string>> _byShape = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>>.AlternateLookup<ReadOnlySpan<char>> _shapes;
    private readonly HashSet<string> _right;

    private readonly ILookup<string, string> _stems;

    /// <summary>A table of words to correct to, of words that are right as they stand, and of stems of right words.</summary>
    public SpellingTable(IEnumerable<string> words, IEnumerable<string> right, IEnumerable<string> stems)
    {
        _stems = stems.Distinct(StringComparer.Ordinal).ToLookup(s => s[..PhraseTable.ShortestStem], StringComparer.Ordinal);
        _shapes = _byShape.GetAlternateLookup<ReadOnlySpan<char>>();
        _right = new HashSet<string>(right, StringComparer.Ordinal);
        foreach (var word in words.Where(w => w.Length >= ShortestOneEdit))
        {
            _right.Add(word);
            foreach (var shape in Shapes(word))
            {
                _byShape[shape] = _byShape.TryGetValue(shape, out var known) ? known.Add(word) : [word];
            }
        }
    }

    /// <summary>The word meant, or null when the word is right, too short, or near none.</summary>
    public string? Correct(string word)
    {
        if (word.Length < ShortestOneEdit || word.Length > 20 || _right.Contains(word) || HasStem(word))
        {
            return null;
        }

        string? best = null;
        var fewest = int.MaxValue;
        Span<char> shape = stackalloc char[word.Length];
        Consider(word, word, ref best, ref fewest);
        for (var i = 0; i < word.Length; i++)
        {
            word.AsSpan(0, i).CopyTo(shape);
            word.AsSpan(i + 1).CopyTo(shape[i..]);
            Consider(word, shape[..^1], ref best, ref fewest);
        }

        return best;
    }

    private bool HasStem(string word)
    {
        foreach (var stem in _stems[word[..PhraseTable.ShortestStem]])
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void Consider(string word, ReadOnlySpan<char> shape, ref string? best, ref int fewest)
    {
        if (!_shapes.TryGetValue(shape, out var candidates))
        {
            return;
        }

        foreach (var candidate in candidates)
        {
            var edits = EditDistance.Between(word, candidate, 2);
            var allowed = Math.Min(word.Length, candidate.Length) >= ShortestTwoEdits ? 2 : 1;
            if (edits <= allowed && (edits < fewest || (edits == fewest && string.CompareOrdinal(candidate, best) < 0)))
            {
                best = candidate;
                fewest = edits;
            }
        }
    }

    // The word itself and the word with each one letter left out: two words one edit apart share a shape.
    private static IEnumerable<string> Shapes(string word)
    {
        yield return word;
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }
    }
}
