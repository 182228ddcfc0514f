using System.Collections.Immutable;
using System.Globalization;
using System.Text;

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

    /// <summary>The words of a text in order. Never throws, lone surrogates included.</summary>
    public static ImmutableArray<Word> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = ImmutableArray.CreateBuilder<Word>();
        var value = new StringBuilder();
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

                Append(value, c);
            }
            else if (start >= 0)
            {
                Close(words, value, start, i);
                start = -1;
            }
        }

        if (start >= 0)
        {
            Close(words, value, start, text.Length);
        }

        return words.ToImmutable();
    }

    /// <summary>The normalised words joined by single spaces: the form in which vocabulary entries are compared.</summary>
    public static string Normalise(string text) => string.Join(' ', Of(text).Select(w => w.Value));

    /// <summary>A normalised word with its plural ending folded away: the form in which the words of questions are compared.</summary>
    public static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static void Close(ImmutableArray<Word>.Builder words, StringBuilder value, int start, int end)
    {
        if (value.Length > 0)
        {
            words.Add(new Word(value.ToString(), start, end - start));
        }

        value.Clear();
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

    private static void Append(StringBuilder value, char c)
    {
        if (value.Length >= MaxWordLength)
        {
            return;
        }

        if (c < 128)
        {
            if (c != '\'')
            {
                value.Append(char.ToLowerInvariant(c));
            }

            return;
        }

        if (c is '\u2019' or '\u02BC' or '\u00AD' or '\u200D')
        {
            return;
        }

        if (c is 'ß' or 'ẞ')
        {
            value.Append("ss");
        }
        else if (c is 'æ' or 'Æ' or 'œ' or 'Œ')
        {
            value.Append(c is 'æ' or 'Æ' ? "ae" : "oe");
        }
        else if (LatinLetters.Plain(c) is { } plain)
        {
            value.Append(plain);
        }
        else if (!char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        {
            value.Append(char.ToLowerInvariant(c));
        }
    }
}
