using Spasms.Knowledge.Vocabularies;

namespace Spasms.Knowledge.Text;

/// <summary>A Flesch-Kincaid grade and what it was worked out from.</summary>
/// <param name="Value">School years, USA: 8 is read by most 13-year-olds. 0 for no words.</param>
/// <param name="Sentences">How many.</param>
/// <param name="Words">How many, a vocabulary term counted as one.</param>
/// <param name="Syllables">How many.</param>
public readonly record struct Grade(double Value, int Sentences, int Words, int Syllables);

/// <summary>
/// The one reading-grade tool: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975).
/// A term of the vocabulary, of many words or long, counts as one word of two syllables: it has to be there,
/// and the articles explain it. A term that is shorter than that counts as it is.
/// </summary>
public sealed class ReadingGrade
{
    private readonly Dictionary<string, List<string[]>> _terms = new(StringComparer.Ordinal);

    /// <summary>Learns the terms of a vocabulary.</summary>
    public ReadingGrade(Vocabulary vocabulary)
    {
        foreach (var word in vocabulary.Topics.SelectMany(t => t.Words).Distinct(StringComparer.Ordinal))
        {
            var parts = word.Split(' ').Select(Fold).ToArray();
            if (_terms.TryGetValue(parts[0], out var others))
            {
                others.Add(parts);
            }
            else
            {
                _terms[parts[0]] = [parts];
            }
        }

        foreach (var terms in _terms.Values)
        {
            terms.Sort((a, b) => b.Length.CompareTo(a.Length));
        }
    }

    /// <summary>The grade of some sentences together.</summary>
    public Grade Of(IEnumerable<string> sentences)
    {
        int count = 0, words = 0, syllables = 0;
        foreach (var sentence in sentences)
        {
            count++;
            Count(sentence, ref words, ref syllables);
        }

        return words == 0
            ? new Grade(0, count, 0, 0)
            : new Grade((0.39 * words / count) + (11.8 * syllables / words) - 15.59, count, words, syllables);
    }

    private void Count(string sentence, ref int words, ref int syllables)
    {
        var all = Text.Words.Of(sentence);
        for (var i = 0; i < all.Length; i++)
        {
            var length = TermAt(all, i);
            if (length > 1)
            {
                words++;
                syllables += 2;
                i += length - 1;
                continue;
            }

            var joined = IsHyphenated(sentence, all, i);
            var own = joined && char.IsAsciiDigit(all[i].Value[0]) ? 0 : Syllables.Of(all[i].Value);
            syllables += length == 1 ? Math.Min(2, own) : own;
            words += joined ? 0 : 1;
        }
    }

    // The second part of a hyphenated word, or of a telephone number, is no word of its own.
    private static bool IsHyphenated(string sentence, IReadOnlyList<Word> all, int at) =>
        at > 0 && all[at - 1].Start + all[at - 1].Length + 1 == all[at].Start && sentence[all[at].Start - 1] == '-';

    private int TermAt(IReadOnlyList<Word> all, int at)
    {
        if (!_terms.TryGetValue(Fold(all[at].Value), out var terms))
        {
            return 0;
        }

        foreach (var term in terms)
        {
            if (StandsAt(term, all, at))
            {
                return term.Length;
            }
        }

        return 0;
    }

    private static bool StandsAt(string[] term, IReadOnlyList<Word> all, int at)
    {
        if (at + term.Length > all.Count)
        {
            return false;
        }

        for (var i = 1; i < term.Length; i++)
        {
            if (Fold(all[at + i].Value) != term[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Fold(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
