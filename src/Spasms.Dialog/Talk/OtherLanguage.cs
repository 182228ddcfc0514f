using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Talk;
using Spasms.Knowledge.Text;
using Spasms.Search;

namespace Spasms.Dialog.Talk;

/// <summary>
/// Recognises a message in another language than English, by its script or its little words. Wants to be sure:
/// an English message with a foreign or medical word in it stays English.
/// </summary>
public static class OtherLanguage
{
    private const int Common = 2;
    private const int About = 3;
    private const int AlsoEnglish = 1;

    // A longer text shows its language well before its end.
    private const int MostWords = 60;

    /// <summary>The tag of the language, or null for English and for what nobody can tell.</summary>
    /// <param name="book">The languages known.</param>
    /// <param name="index">Its words count as English.</param>
    /// <param name="text">The message.</param>
    public static string? Find(TalkBook book, IPassageIndex index, string text)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(text);
        var script = Scripts.Main(text);
        return script switch
        {
            null => null,
            Scripts.Latin => InLatin(book, index, text),
            _ => InScript(book, script, text),
        };
    }

    private static string? InScript(TalkBook book, string script, string text)
    {
        var words = WordsOf(text);
        KnownLanguage? best = null;
        var bestScore = 0;
        foreach (var language in book.Languages)
        {
            if (language.Script != script)
            {
                continue;
            }

            // Where no letter tells, the last of the script stands for it: the one most people write.
            var score = (LettersOf(language, text) * About) + words.Sum(w => language.Common.Contains(w) || language.About.Contains(w) ? Common : 0);
            if (best is null || score >= bestScore)
            {
                best = language;
                bestScore = score;
            }
        }

        return best?.Tag;
    }

    private static string? InLatin(TalkBook book, IPassageIndex index, string text)
    {
        // What a word is in English is the same for every language: looked up once.
        var words = Array.ConvertAll(ImmutableCollectionsMarshal.AsArray(WordsOf(text))!, w => Heard.Of(book, index, w));
        if (Array.TrueForAll(words, w => w.AlsoEnglish))
        {
            // Nothing can be surely another language's.
            return null;
        }

        KnownLanguage? best = null;
        var bestScore = 0;
        foreach (var language in book.Languages)
        {
            if (language.Script is null && Score(language, words, text) is var score && score > bestScore)
            {
                best = language;
                bestScore = score;
            }
        }

        return best?.Tag;
    }

    // Above zero when the language's words clearly outweigh the English ones.
    private static int Score(KnownLanguage language, Heard[] words, string text)
    {
        var foreign = 0;
        var sure = 0;
        var english = 0;
        var form = 0;
        foreach (var (word, isSmall, alsoEnglish) in words)
        {
            var isAbout = language.About.Contains(word);
            if (isAbout || language.Common.Contains(word))
            {
                foreign += alsoEnglish ? AlsoEnglish : isAbout ? About : Common;
                sure += alsoEnglish ? 0 : isAbout ? About : Common;
            }
            else if (isSmall)
            {
                english += 2;
                form++;
            }
            else if (alsoEnglish)
            {
                english++;
            }
        }

        if (sure == 0)
        {
            return 0;
        }

        var letters = Math.Min(2, LettersOf(language, text));
        foreign += letters;
        var isShort = words.Length <= 3;
        var enough = sure + letters >= (isShort ? About : 4);
        var clear = isShort ? english == 0 : 2 * foreign > 3 * english && form <= 1 + (words.Length / 8);
        return enough && clear ? foreign : 0;
    }

    private static int LettersOf(KnownLanguage language, string text)
    {
        var found = 0;
        foreach (var letter in language.Letters)
        {
            found += text.Contains(letter, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return found;
    }

    // Different words only: "la la land" is no Spanish.
    private static ImmutableArray<string> WordsOf(string text) =>
        [.. Words.Of(text.Length > 20 * MostWords ? text[..(20 * MostWords)] : text)
            .Select(w => w.Value)
            .Where(w => w.Length > 0 && !char.IsAsciiDigit(w[0]))
            .Distinct(StringComparer.Ordinal)
            .Take(MostWords)];

    private sealed record Heard(string Word, bool IsSmall, bool AlsoEnglish)
    {
        public static Heard Of(TalkBook book, IPassageIndex index, string word)
        {
            var small = StopWords.Contains(word);
            return new Heard(word, small, small || book.English.Contains(word) || index.Knows(word));
        }
    }
}
