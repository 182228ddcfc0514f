using System.Collections.Frozen;

namespace Spasms.Knowledge.Text;

/// <summary>Finds where sentences end: abbreviations, initials and decimals don't end one.</summary>
public static class SentenceEnds
{
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "e.g", "i.e", "dr", "mr", "mrs", "ms", "st", "vs", "approx", "a.m", "p.m", "u.s", "u.k", "fig", "prof", "inc", "jr", "sr", "cf",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The sentences of a text, trimmed; a line's end ends a sentence too, with or without punctuation.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var found = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            AddSentences(line, found);
        }

        return found;
    }

    private static void AddSentences(string text, List<string> found)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEnd(text, i, out var next))
            {
                found.Add(text[start..next].Trim());
                start = next;
                i = next - 1;
            }
        }

        if (start < text.Length && !string.IsNullOrWhiteSpace(text[start..]))
        {
            found.Add(text[start..].Trim());
        }
    }

    /// <summary>The offset at which a second sentence begins, or -1.</summary>
    public static int SecondStart(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEnd(text, i, out var next))
            {
                while (next < text.Length && char.IsWhiteSpace(text[next]))
                {
                    next++;
                }

                return next < text.Length ? next : -1;
            }
        }

        return -1;
    }

    /// <summary>True when the text ends as a sentence does, closing quotes and brackets aside.</summary>
    public static bool EndsWell(string text)
    {
        var last = text.AsSpan().TrimEnd("\"')]\u201D\u2019");
        return last.Length > 0 && last[^1] is '.' or '?' or '!' or '\u2026';
    }

    /// <summary>Words as a reader counts them: what stands between spaces and holds a letter or digit.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inWord = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                inWord = false;
            }
            else if (!inWord && char.IsLetterOrDigit(c))
            {
                inWord = true;
                count++;
            }
        }

        return count;
    }

    // An end is a mark, closing quotes, white space and then something that can begin a sentence.
    private static bool IsEnd(string text, int at, out int next)
    {
        next = at + 1;
        if (text[at] is not ('.' or '!' or '?' or '\u2026'))
        {
            return false;
        }

        while (next < text.Length && text[next] is '.' or '!' or '?' or '"' or '\'' or ')' or ']' or '\u201D' or '\u2019')
        {
            next++;
        }

        var begin = next;
        while (begin < text.Length && char.IsWhiteSpace(text[begin]))
        {
            begin++;
        }

        if (begin == next || begin == text.Length)
        {
            return false;
        }

        while (begin < text.Length && text[begin] is '"' or '\'' or '(' or '[' or '\u201C' or '\u2018' or '{')
        {
            begin++;
        }

        return begin < text.Length
            && (char.IsUpper(text[begin]) || char.IsDigit(text[begin]) || text[begin - 1] == '{')
            && !(text[at] == '.' && IsAbbreviation(text, at));
    }

    private static bool IsAbbreviation(string text, int dot)
    {
        var start = dot;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        var word = text[start..dot];
        return word.Length == 1 && char.IsLetter(word[0]) && word != "I" || Abbreviations.Contains(word.ToLowerInvariant());
    }
}
