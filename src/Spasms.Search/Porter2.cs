namespace Spasms.Search;

/// <summary>
/// The English ("Porter2") stemmer, written from the algorithm that Martin Porter published with Snowball (as of its release 3).
/// <c>cramping</c>, <c>cramped</c> and <c>cramps</c> become <c>cramp</c>. Words with letters outside a to z stay as they are.
/// </summary>
public static class Porter2
{
    // Longer than any word that Words.Of makes, and room for the letter that step 1b may add.
    private const int Room = 72;

    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli",
        ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl",
        ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas", ["cosmos"] = "cosmos",
        ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SpecialBySpan =
        Special.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> DoneAfterPlural =
        new HashSet<string>(StringComparer.Ordinal) { "inning", "outing", "evening", "canning", "herring", "earring", "proceed", "exceed", "succeed" }
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The stem of a lower-case word.</summary>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Span<char> buffer = stackalloc char[Room];
        var stem = Stem(word, buffer);
        return stem.SequenceEqual(word) ? word : stem.ToString();
    }

    /// <summary>The stem as a part of <paramref name="buffer"/> (at least 72 long) or the word itself.</summary>
    internal static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word, Span<char> buffer)
    {
        if (word.Length is <= 2 or > Room - 2 || !IsPlain(word))
        {
            return word;
        }

        if (SpecialBySpan.TryGetValue(word, out var special))
        {
            return special;
        }

        var stem = new WordInWork(word, buffer);
        stem.Possessive();
        stem.Plural();
        if (!DoneAfterPlural.Contains(stem.Text))
        {
            stem.PastAndProgressive();
            stem.FinalY();
            stem.LongSuffixes();
            stem.MiddleSuffixes();
            stem.ShortSuffixes();
            stem.FinalLetter();
        }

        stem.Text.Replace('Y', 'y');
        return stem.Text;
    }

    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '\''))
            {
                return false;
            }
        }

        return true;
    }
}
