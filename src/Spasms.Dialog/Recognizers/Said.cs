using System.Buffers;
using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Recognizers;

/// <summary>Words as said, with the breaks between them.</summary>
internal sealed class Said
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",.;!?:()\n");

    private static readonly HashSet<string> Units = new(
        ["yo", "y", "yr", "yrs", "years", "mo", "mos", "months", "w", "wk", "wks", "weeks", "d", "days", "h", "hr", "hrs", "hours", "m", "min", "mins", "minutes", "sec", "secs", "f"], StringComparer.Ordinal);

    private readonly ImmutableArray<Word> _words;
    private readonly string _text;

    // A bit for each first letter: words that count as the same begin with the same.
    private readonly ulong _firsts;

    // Words of plain English, which are no slip of another.
    private readonly WordTable? _plain;

    /// <summary>Cuts the text into words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="plain">Words that are meant as they stand: a washing machine is no wasting.</param>
    public Said(string text, WordTable? plain = null)
    {
        _text = text;
        _plain = plain;
        var words = ImmutableArray.CreateBuilder<Word>();
        foreach (var word in Words.Of(text))
        {
            AddUnglued(words, word);
        }

        _words = words.ToImmutable();
        foreach (var word in _words)
        {
            _firsts |= word.Value.Length > 0 ? Bit(word.Value[0]) : ulong.MaxValue;
        }

        Line = $" {string.Join(' ', _words.Select(static w => w.Value))} ";
    }

    // "36yo", "10mins", "45f": a number and its unit in one word. "60s" stays: it can be seconds or a decade.
    private static void AddUnglued(ImmutableArray<Word>.Builder words, Word word)
    {
        var digits = word.Value.Length - word.Value.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length;
        if (digits is > 0 and < 5 && Units.Contains(word.Value[digits..]))
        {
            words.Add(new Word(word.Value[..digits], word.Start, digits));
            words.Add(new Word(word.Value[digits..], word.Start + digits, word.Length - digits));
        }
        else
        {
            words.Add(word);
        }
    }

    /// <summary>How many words.</summary>
    public int Count => _words.Length;

    /// <summary>The normalised words between single spaces, one before and one after.</summary>
    public string Line { get; }

    /// <summary>A word, or "" outside the text.</summary>
    public string this[int i] => i >= 0 && i < _words.Length ? _words[i].Value : "";

    /// <summary>Whether a phrase of whole words stands in it.</summary>
    public bool Has(string phrase) => Has(Line, phrase);

    /// <summary>Whether any of these phrases stands in it.</summary>
    public bool HasAny(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Has(phrase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it begins with a phrase of whole words.</summary>
    public bool Begins(string phrase) => Line.Length > phrase.Length + 1 && Line.AsSpan(1).StartsWith(phrase) && Line[phrase.Length + 1] == ' ';

    // The line has a space before and after each word.
    private static bool Has(string line, string phrase)
    {
        for (var at = line.IndexOf(phrase, 1, StringComparison.Ordinal); at >= 0 && at + phrase.Length < line.Length; at = line.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if (line[at - 1] == ' ' && line[at + phrase.Length] == ' ')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What stands in the text between two words that follow each other; "" outside the text.</summary>
    public ReadOnlySpan<char> Between(int i, int next)
    {
        if (i < 0 || next >= _words.Length)
        {
            return "";
        }

        var end = _words[i].Start + _words[i].Length;
        return _text.AsSpan(end, _words[next].Start - end);
    }

    /// <summary>True when a comma, stop or dash stands before a word.</summary>
    public bool BreaksBefore(int i) => Between(i - 1, i).IndexOfAny(Breaks) >= 0;

    /// <summary>
    /// Every place where a phrase begins; plurals match and one slip of the finger in a long word. In a phrase,
    /// <c>#</c> stands for any number and a last <c>.</c> for a comma, a stop or the end.
    /// </summary>
    public IEnumerable<int> Find(string phrase)
    {
        // Thousands of phrases are looked for in a story, and hardly one stands there: nothing is made before one does.
        if (phrase.Length > 0 && phrase[0] is not ('#' or '.') && (_firsts & Bit(phrase[0])) == 0)
        {
            return [];
        }

        List<int>? found = null;
        for (var i = 0; i < _words.Length; i++)
        {
            if (StandsAt(i, phrase))
            {
                (found ??= []).Add(i);
            }
        }

        return (IEnumerable<int>?)found ?? [];
    }

    private static ulong Bit(char letter) => 1UL << (letter % 64);

    private bool StandsAt(int i, ReadOnlySpan<char> phrase)
    {
        while (true)
        {
            var space = phrase.IndexOf(' ');
            var part = space < 0 ? phrase : phrase[..space];
            if (part is "." && space < 0)
            {
                return i == _words.Length || BreaksBefore(i);
            }

            if (i >= _words.Length || !(part is "#" ? NumberReader.IsNumber(_words[i].Value) : WordMatch.Same(_words[i].Value, part, mends: _plain is null || !_plain.Contains(_words[i].Value))))
            {
                return false;
            }

            i++;
            if (space < 0)
            {
                return true;
            }

            phrase = phrase[(space + 1)..];
        }
    }
}

/// <summary>When two words count as the same.</summary>
internal static class WordMatch
{
    private const int LongWord = 7;

    /// <summary>Equal, equal but for a plural, or long and one edit apart.</summary>
    public static bool Same(ReadOnlySpan<char> a, ReadOnlySpan<char> b, bool mends) =>
        a.SequenceEqual(b) || Singular(a).SequenceEqual(Singular(b)) || (mends && a.Length >= LongWord && b.Length >= LongWord && a[0] == b[0] && OneEdit(a, b));

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    private static bool OneEdit(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        var restA = a[i..];
        var restB = b[i..];
        if (restA.Length == restB.Length)
        {
            var swapped = restA.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..]);
            return swapped || restA[1..].SequenceEqual(restB[1..]);
        }

        return restA.Length > restB.Length ? restA[1..].SequenceEqual(restB) : restB[1..].SequenceEqual(restA);
    }
}
