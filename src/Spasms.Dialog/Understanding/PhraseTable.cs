using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Understanding;

/// <summary>
/// Finds the longest known phrase that begins at a word. Cost: a lookup a word plus the phrases that share its first word,
/// so linear in the text for a given knowledge. Immutable, and flat: a kept one needs no building.
/// </summary>
internal sealed class PhraseTable
{
    private const int Near = 8;
    private const int Unlooked = -2;

    // First words of phrases first.
    private readonly WordTable _words;

    // By number of a first word: where its phrases begin, the longest first.
    private readonly Flat<int> _phrases;

    // By phrase: where its words begin, and what it means.
    private readonly Flat<int> _starts;
    private readonly Flat<int> _numbers;
    private readonly Flat<int> _meanings;
    private readonly bool _loose;

    private PhraseTable(WordTable words, Flat<int> phrases, Flat<int> starts, Flat<int> numbers, Flat<int> meanings, bool loose)
    {
        _words = words;
        _phrases = phrases;
        _starts = starts;
        _numbers = numbers;
        _meanings = meanings;
        _loose = loose;
    }

    /// <summary>A table of normalised phrases with what they mean; the first one given keeps its meaning.</summary>
    public static PhraseTable Of(params IEnumerable<(IEnumerable<string> Phrases, int Meaning)> groups) => Of(groups, loose: false);

    /// <summary>The same; a text may hold "the", "my" and the like between the words of a phrase.</summary>
    public static PhraseTable Loose(IEnumerable<(IEnumerable<string> Phrases, int Meaning)> groups) => Of(groups, loose: true);

    /// <summary>A table of phrases that all mean the same.</summary>
    public static PhraseTable Of(IEnumerable<string> phrases) => Of([(phrases, 1)]);

    /// <summary>The longest phrase that begins at a word of the text.</summary>
    /// <param name="text">Folded words.</param>
    /// <param name="at">Where the phrase begins.</param>
    /// <param name="meaning">What it means.</param>
    /// <returns>Its length in words; 0 where none begins here.</returns>
    public int Match(ReadOnlySpan<string> text, int at, out int meaning)
    {
        if (_words.Find(text[at]) is var first and >= 0 && first < _phrases.Length - 1)
        {
            Span<int> numbers = stackalloc int[Near];
            numbers.Fill(Unlooked);
            for (var phrase = _phrases[first]; phrase < _phrases[first + 1]; phrase++)
            {
                var length = LengthIn(text[at..], _numbers.Span[(_starts[phrase] + 1).._starts[phrase + 1]], numbers);
                if (length > 0)
                {
                    meaning = _meanings[phrase];
                    return length;
                }
            }
        }

        meaning = 0;
        return 0;
    }

    /// <summary>True when a phrase stands anywhere in the text.</summary>
    public bool Occurs(ReadOnlySpan<string> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Match(text, i, out _) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its kept form.</summary>
    public static PhraseTable In(Form form, PhraseTable? table) => new(
        WordTable.In(form, table?._words),
        form.Flat(table?._phrases ?? default),
        form.Flat(table?._starts ?? default),
        form.Flat(table?._numbers ?? default),
        form.Flat(table?._meanings ?? default),
        form.Flag(table?._loose ?? false));

    private static PhraseTable Of(IEnumerable<(IEnumerable<string> Phrases, int Meaning)> groups, bool loose)
    {
        var byFirst = new Dictionary<string, List<(string[] Words, int Meaning)>>(StringComparer.Ordinal);
        foreach (var (phrase, meaning) in groups.SelectMany(g => g.Phrases, (g, phrase) => (phrase, g.Meaning)))
        {
            string[] words = [.. Fold.Phrase(phrase).Where((w, i) => !loose || i == 0 || !IsSmall(w))];
            if (words.Length == 0)
            {
                continue;
            }

            if (!byFirst.TryGetValue(words[0], out var entries))
            {
                byFirst[words[0]] = entries = [];
            }

            if (!entries.Exists(e => e.Words.AsSpan().SequenceEqual(words)))
            {
                entries.Add((words, meaning));
            }
        }

        var all = byFirst.Values.SelectMany(p => p.OrderByDescending(e => e.Words.Length)).ToArray();
        var table = WordTable.Of(byFirst.Keys.Concat(all.SelectMany(e => e.Words)));
        return new PhraseTable(
            table,
            Starts(byFirst.Values.Select(p => p.Count)),
            Starts(all.Select(e => e.Words.Length)),
            all.SelectMany(e => e.Words).Select(w => table.Find(w)).ToArray(),
            all.Select(e => e.Meaning).ToArray(),
            loose);
    }

    private static int[] Starts(IEnumerable<int> lengths)
    {
        var starts = new List<int> { 0 };
        foreach (var length in lengths)
        {
            starts.Add(starts[^1] + length);
        }

        return [.. starts];
    }

    private static bool IsSmall(string word) => word is "the" or "a" or "an" or "my" or "your" or "his" or "her" or "their" or "our" or "this" or "some";

    // How many words of the text the phrase takes from its beginning, where its first word stands; 0 when the rest doesn't.
    private int LengthIn(ReadOnlySpan<string> text, ReadOnlySpan<int> rest, Span<int> numbers)
    {
        var at = 1;
        foreach (var word in rest)
        {
            while (_loose && at < text.Length && NumberAt(text, at, numbers) != word && IsSmall(text[at]))
            {
                at++;
            }

            if (at >= text.Length || NumberAt(text, at, numbers) != word)
            {
                return 0;
            }

            at++;
        }

        return at;
    }

    // Many phrases begin alike: what stands behind is looked up once.
    private int NumberAt(ReadOnlySpan<string> text, int at, Span<int> numbers)
    {
        if (at >= numbers.Length)
        {
            return _words.Find(text[at]);
        }

        if (numbers[at] == Unlooked)
        {
            numbers[at] = _words.Find(text[at]);
        }

        return numbers[at];
    }
}
