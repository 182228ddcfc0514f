using Spasms.Knowledge.Prepared;

namespace Spasms.Knowledge.Text;

/// <summary>
/// Words with their numbers, from 0 on in the order in which they were given. Immutable, and flat: a table that was kept is
/// there again without being built, and finding a word makes no string.
/// </summary>
public sealed class WordTable
{
    private readonly Flat<char> _letters;
    private readonly Flat<int> _starts;

    // Number and one, by hash; 0 is free. At least half are free, so that a look-up ends soon. Above the number stand the bits of
    // the hash that are left, so that hardly any other word is looked at.
    private readonly Flat<int> _slots;
    private readonly int _longest;

    private WordTable(Flat<char> letters, Flat<int> starts, Flat<int> slots, int longest)
    {
        _letters = letters;
        _starts = starts;
        _slots = slots;
        _longest = longest;
    }

    /// <summary>No words.</summary>
    public static WordTable Empty { get; } = new(default, new int[1], new int[2], 0);

    /// <summary>How many words there are.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The word of a number.</summary>
    public string this[int number] => new(Letters(number));

    /// <summary>A table of words; one that was given before keeps its number.</summary>
    public static WordTable Of(IEnumerable<string> words)
    {
        var each = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (seen.Add(word))
            {
                each.Add(word);
            }
        }

        var size = 2;
        while (size < 2 * each.Count)
        {
            size *= 2;
        }

        var starts = new int[each.Count + 1];
        var slots = new int[size];
        for (var i = 0; i < each.Count; i++)
        {
            starts[i + 1] = starts[i] + each[i].Length;
            var hash = HashOf(each[i]);
            var at = Slot(hash, size);
            while (slots[at] != 0)
            {
                at = (at + 1) & (size - 1);
            }

            slots[at] = (int)(hash & ~(uint)(size - 1)) | (i + 1);
        }

        return new WordTable(string.Concat(each).ToCharArray(), starts, slots, each.Count == 0 ? 0 : each.Max(w => w.Length));
    }

    /// <summary>The number of a word, or -1.</summary>
    public int Find(ReadOnlySpan<char> word) => word.Length > _longest ? -1 : Find(word, HashOf(word));

    /// <summary>True when a number stands for the word.</summary>
    public bool Is(int number, ReadOnlySpan<char> word) => Letters(number).SequenceEqual(word);

    /// <summary>True when the word is there.</summary>
    public bool Contains(ReadOnlySpan<char> word) => Find(word) >= 0;

    /// <summary>Adds the numbers of all words with which a word begins, itself included.</summary>
    /// <param name="word">The word.</param>
    /// <param name="shortest">Shorter ones don't count.</param>
    /// <param name="found">Receives them, short ones first.</param>
    public void AddBeginnings(ReadOnlySpan<char> word, int shortest, List<int> found)
    {
        var hash = First;
        for (var length = 1; length <= word.Length && length <= _longest; length++)
        {
            hash = Next(hash, word[length - 1]);
            if (length >= shortest && Find(word[..length], hash) is var number and >= 0)
            {
                found.Add(number);
            }
        }
    }

    /// <summary>True when a word begins with one of the table.</summary>
    public bool HasBeginningOf(ReadOnlySpan<char> word, int shortest)
    {
        var hash = First;
        for (var length = 1; length <= word.Length && length <= _longest; length++)
        {
            hash = Next(hash, word[length - 1]);
            if (length >= shortest && Find(word[..length], hash) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its kept form.</summary>
    internal static WordTable In(Form form, WordTable? table) =>
        new(form.Flat(table?._letters ?? default), form.Flat(table?._starts ?? default), form.Flat(table?._slots ?? default), form.Number(table?._longest ?? 0));

    // FNV-1a: the hash of a beginning is on the way to the hash of the whole.
    private const uint First = 2_166_136_261;

    private static uint Next(uint hash, char letter) => (hash ^ letter) * 16_777_619;

    private static uint HashOf(ReadOnlySpan<char> word)
    {
        var hash = First;
        foreach (var letter in word)
        {
            hash = Next(hash, letter);
        }

        return hash;
    }

    private static int Slot(uint hash, int size) => (int)((hash ^ (hash >> 15)) & (uint)(size - 1));

    private ReadOnlySpan<char> Letters(int number) => _letters.Span[_starts[number].._starts[number + 1]];

    private int Find(ReadOnlySpan<char> word, uint hash)
    {
        var slots = _slots.Span;
        var numbers = slots.Length - 1;
        for (var at = Slot(hash, slots.Length); slots[at] is var slot and not 0; at = (at + 1) & numbers)
        {
            if (((slot ^ (int)hash) & ~numbers) == 0 && Letters((slot & numbers) - 1).SequenceEqual(word))
            {
                return (slot & numbers) - 1;
            }
        }

        return -1;
    }
}
