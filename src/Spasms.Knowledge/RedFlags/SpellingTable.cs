using Spasms.Knowledge.Prepared;
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

    private readonly WordTable _words;
    private readonly WordTable _right;
    private readonly WordTable _stems;
    private readonly WordTable _shapes;

    // By number of the shape: where the numbers of its words begin, and those.
    private readonly Flat<int> _starts;
    private readonly Flat<int> _candidates;

    private SpellingTable(WordTable words, WordTable right, WordTable stems, WordTable shapes, Flat<int> starts, Flat<int> candidates)
    {
        _words = words;
        _right = right;
        _stems = stems;
        _shapes = shapes;
        _starts = starts;
        _candidates = candidates;
    }

    /// <summary>A table of words to correct to, of words that are right as they stand, and of stems of right words.</summary>
    public static SpellingTable Of(IEnumerable<string> words, IEnumerable<string> right, IEnumerable<string> stems)
    {
        string[] meant = [.. words.Where(w => w.Length >= ShortestOneEdit).Distinct(StringComparer.Ordinal)];
        var shapes = WordTable.Of(meant.SelectMany(Shapes));
        var byShape = new List<int>[shapes.Count];
        for (var word = 0; word < meant.Length; word++)
        {
            foreach (var shape in Shapes(meant[word]).Distinct(StringComparer.Ordinal))
            {
                (byShape[shapes.Find(shape)] ??= []).Add(word);
            }
        }

        var starts = new int[shapes.Count + 1];
        for (var shape = 0; shape < byShape.Length; shape++)
        {
            starts[shape + 1] = starts[shape] + byShape[shape].Count;
        }

        return new SpellingTable(WordTable.Of(meant), WordTable.Of(right.Concat(meant)), WordTable.Of(stems), shapes, starts, byShape.SelectMany(s => s).ToArray());
    }

    /// <summary>Its kept form.</summary>
    internal static SpellingTable In(Form form, SpellingTable? table) => new(
        WordTable.In(form, table?._words),
        WordTable.In(form, table?._right),
        WordTable.In(form, table?._stems),
        WordTable.In(form, table?._shapes),
        form.Flat(table?._starts ?? default),
        form.Flat(table?._candidates ?? default));

    /// <summary>The word meant, or null when the word is right, too short, or near none.</summary>
    public string? Correct(string word)
    {
        if (word.Length < ShortestOneEdit || word.Length > 20 || _right.Contains(word) || _stems.HasBeginningOf(word, PhraseTable.ShortestStem))
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

    private void Consider(string word, ReadOnlySpan<char> shape, ref string? best, ref int fewest)
    {
        if (_shapes.Find(shape) is not (var number and >= 0))
        {
            return;
        }

        for (var i = _starts[number]; i < _starts[number + 1]; i++)
        {
            var candidate = _words[_candidates[i]];
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
