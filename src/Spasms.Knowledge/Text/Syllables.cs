using System.Collections.Frozen;

namespace Spasms.Knowledge.Text;

/// <summary>Counts the syllables of English words by their letters; the readability formulas need no better.</summary>
public static class Syllables
{
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["people"] = 2, ["area"] = 3, ["areas"] = 3, ["idea"] = 3, ["ideas"] = 3, ["being"] = 2, ["every"] = 2, ["everyone"] = 3,
        ["everything"] = 3, ["evening"] = 2, ["different"] = 3, ["several"] = 3, ["doesnt"] = 2, ["didnt"] = 2, ["isnt"] = 2,
        ["wasnt"] = 2, ["couldnt"] = 2, ["wouldnt"] = 2, ["shouldnt"] = 2, ["hasnt"] = 2, ["hadnt"] = 2, ["havent"] = 2,
        ["neednt"] = 2, ["business"] = 2, ["heard"] = 1, ["hour"] = 1, ["hours"] = 1, ["our"] = 1, ["fire"] = 1, ["tired"] = 1,
        ["clothes"] = 1, ["create"] = 2, ["created"] = 3, ["science"] = 2, ["quiet"] = 2, ["diet"] = 2, ["diets"] = 2,
        ["poem"] = 2, ["onto"] = 2, ["into"] = 2, ["yes"] = 1, ["eyes"] = 1, ["eye"] = 1, ["eyelid"] = 2, ["eyelids"] = 2,
        ["biopsy"] = 3, ["react"] = 2, ["reaction"] = 3, ["naive"] = 2, ["two"] = 1, ["else"] = 1, ["once"] = 1, ["really"] = 2,
        ["usual"] = 3, ["usually"] = 4, ["actual"] = 3, ["fluid"] = 2, ["fluids"] = 2, ["ruin"] = 2, ["doing"] = 2, ["going"] = 2,
        ["vitamin"] = 3, ["caffeine"] = 2, ["movement"] = 2, ["movements"] = 2, ["sometimes"] = 2, ["something"] = 2, ["someone"] = 2,
        ["element"] = 3, ["cement"] = 2, ["supplement"] = 3, ["supplements"] = 3, ["nausea"] = 3, ["poison"] = 2, ["via"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>At least 1 for any word; a number is read at a glance and counts 1.</summary>
    /// <param name="word">Normalised as by <see cref="Words"/>: lower case, no accents, no apostrophes.</param>
    public static int Of(string word)
    {
        if (Exceptions.TryGetValue(word, out var known))
        {
            return known;
        }

        if (word.Length > 0 && char.IsAsciiDigit(word[0]))
        {
            return 1;
        }

        return Math.Max(1, Groups(word) + Splits(word) - Silent(word));
    }

    private static int Groups(string word)
    {
        var count = 0;
        var before = false;
        for (var i = 0; i < word.Length; i++)
        {
            var vowel = IsVowel(word, i);
            if (vowel && !before)
            {
                count++;
            }

            before = vowel;
        }

        return count;
    }

    // Two vowels that are spoken apart: neuropath-i-a, di-et, be-ing; and the hidden one of spas(u)m and rhyth(u)m.
    private static int Splits(string word)
    {
        var more = 0;
        for (var i = 0; i + 1 < word.Length; i++)
        {
            var pair = word.AsSpan(i, 2);
            var soft = i > 0 && word[i - 1] is 't' or 's' or 'c' or 'g' or 'x';
            more += pair switch
            {
                "ia" or "io" when !soft => 1,
                "iu" or "ua" or "eo" or "uo" when i > 0 && word[i - 1] is not ('q' or 'g') => 1,
                _ => 0,
            };
        }

        if (word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 3 && IsVowel(word, word.Length - 4))
        {
            more++;
        }

        var stem = word.EndsWith('s') ? word.AsSpan(0, word.Length - 1) : word;
        return stem.EndsWith("sm") || stem.EndsWith("thm") ? more + 1 : more;
    }

    private static int Silent(string word)
    {
        var silent = Inner(word);
        var n = word.Length;
        if (n > 2 && word[^1] == 'e' && !IsVowel(word, n - 2))
        {
            return silent + (word[^2] == 'l' && n > 3 && !IsVowel(word, n - 3) ? 0 : 1);
        }

        if (n > 3 && word.EndsWith("ed", StringComparison.Ordinal) && !IsVowel(word, n - 3))
        {
            return silent + (word[^3] is 't' or 'd' || (word[^3] == 'l' && !IsVowel(word, n - 4) && word[^4] is not ('l' or 'r' or 'w')) ? 0 : 1);
        }

        if (n > 3 && word.EndsWith("es", StringComparison.Ordinal) && !IsVowel(word, n - 3))
        {
            var hissing = word[^3] is 's' or 'x' or 'z' or 'c' or 'g' || (word[^3] == 'h' && word[^4] is 'c' or 's');
            return silent + (hissing || (word[^3] == 'l' && !IsVowel(word, n - 4)) ? 0 : 1);
        }

        return silent;
    }

    // The e of safe-ly, move-ment, care-ful, use-less.
    private static int Inner(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ly", "ment", "ments", "ful", "less", "ness"])
        {
            var e = word.Length - ending.Length - 1;
            if (e > 1 && word[e] == 'e' && word.EndsWith(ending, StringComparison.Ordinal) && !IsVowel(word, e - 1) && Groups(word[..e]) > 0)
            {
                return 1;
            }
        }

        return 0;
    }

    private static bool IsVowel(string word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => at > 0,
        _ => false,
    };
}
