using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spasms.Knowledge.Text;

/// <summary>One word of a text.</summary>
/// <param name="Value">Normalised form: lower case, without accents, apostrophes dropped (<c>don't</c> is <c>dont</c>).</param>
/// <param name="Start">Offset of its first UTF-16 unit in the original text.</param>
/// <param name="Length">Length in the original text.</param>
public readonly record struct Word(string Value, int Start, int Length);

/// <summary>
/// Cuts text into words the same way everywhere: the index, the vocabulary, the red-flag scan and the recognizers.
/// Independent of culture and machine (I7).
/// </summary>
public static class Words
{
    /// <summary>Words longer than this are cut; nothing real is longer.</summary>
    public const int MaxWordLength = 64;

    // The last letter of a long word may become two.
    private const int Room = MaxWordLength + 1;

    // A word and what parts it from the next, about.
    private const int LettersOfWord = 5;

    // A message is cut up for the scan, for small talk, for the answer ...: while a turn is taken, the last text that its thread
    // cut up is there for the next reader. By reference, so that no text is compared.
    [ThreadStatic]
    private static bool s_holds;

    [ThreadStatic]
    private static string? s_text;

    [ThreadStatic]
    private static ImmutableArray<Word> s_words;

    /// <summary>The words of a text in order. Never throws, lone surrogates included.</summary>
    public static ImmutableArray<Word> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!s_holds)
        {
            return Cut(text);
        }

        if (!ReferenceEquals(s_text, text))
        {
            s_words = Cut(text);
            s_text = text;
        }

        return s_words;
    }

    /// <summary>From here on this thread keeps the last text that it cut up, until <see cref="LetGo"/>.</summary>
    public static void Hold() => s_holds = true;

    /// <summary>Lets go of the last text: it may be a person's.</summary>
    public static void LetGo()
    {
        s_holds = false;
        s_text = null;
        s_words = default;
    }

    private static ImmutableArray<Word> Cut(string text)
    {
        var words = new Word[(text.Length / LettersOfWord) + 1];
        var count = 0;
        Span<char> value = stackalloc char[Room];
        var length = 0;
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsWordPart(c) || (start >= 0 && IsJoiner(text, i)))
            {
                if (start < 0)
                {
                    start = i;
                }

                length = Append(value, length, c);
            }
            else if (start >= 0)
            {
                Close(ref words, ref count, value[..length], start, i);
                (start, length) = (-1, 0);
            }
        }

        if (start >= 0)
        {
            Close(ref words, ref count, value[..length], start, text.Length);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(count == words.Length ? words : words[..count]);
    }

    /// <summary>The normalised words joined by single spaces: the form in which vocabulary entries are compared.</summary>
    public static string Normalise(string text) => string.Join(' ', Of(text).Select(w => w.Value));

    /// <summary>A normalised word with its plural ending folded away: the form in which the words of questions are compared.</summary>
    public static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static void Close(ref Word[] words, ref int count, ReadOnlySpan<char> value, int start, int end)
    {
        if (value.Length == 0)
        {
            return;
        }

        if (count == words.Length)
        {
            Array.Resize(ref words, 2 * count);
        }

        words[count++] = new Word(value.ToString(), start, end - start);
    }

    private static bool IsWordPart(char c) =>
        c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    // An apostrophe inside a word belongs to it (don't, Parkinson's); a point between digits too (7.5).
    private static bool IsJoiner(string text, int i) => text[i] switch
    {
        '\'' or '\u2019' or '\u02BC' or '\u00AD' or '\u200D' => i + 1 < text.Length && char.IsLetter(text[i + 1]),
        '.' or ',' => char.IsAsciiDigit(text[i - 1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]),
        _ => false,
    };

    // How many letters there are then.
    private static int Append(Span<char> value, int length, char c)
    {
        if (length >= MaxWordLength || c is '\'' or '\u2019' or '\u02BC' or '\u00AD' or '\u200D')
        {
            return length;
        }

        if (c < 128)
        {
            value[length] = char.ToLowerInvariant(c);
        }
        else if (c is 'ß' or 'ẞ')
        {
            value[length++] = 's';
            value[length] = 's';
        }
        else if (c is 'æ' or 'Æ' or 'œ' or 'Œ')
        {
            value[length++] = c is 'æ' or 'Æ' ? 'a' : 'o';
            value[length] = 'e';
        }
        else if (LatinLetters.Plain(c) is { } plain)
        {
            value[length] = plain;
        }
        else if (!char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        {
            value[length] = char.ToLowerInvariant(c);
        }
        else
        {
            return length;
        }

        return length + 1;
    }
}
