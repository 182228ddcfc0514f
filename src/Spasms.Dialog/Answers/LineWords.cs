using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Answers;

/// <summary>The folded words of all headings and lines, each once a line: passage by passage, and its heading first.</summary>
internal sealed class LineTable
{
    private readonly WordTable _words;

    // By line: where its words begin, and their numbers.
    private readonly Flat<int> _starts;
    private readonly Flat<int> _numbers;

    private LineTable(WordTable words, Flat<int> starts, Flat<int> numbers)
    {
        _words = words;
        _starts = starts;
        _numbers = numbers;
    }

    /// <summary>All of some passages, by ordinal.</summary>
    public static LineTable Of(IEnumerable<Passage> passages)
    {
        var lines = passages
            .SelectMany(p => p.Section.Sentences.Select(s => s.Text).Prepend(p.Section.Heading))
            .Select(l => Fold.Text(l).Distinct(StringComparer.Ordinal).ToArray())
            .ToArray();
        var words = WordTable.Of(lines.SelectMany(l => l));
        var starts = new int[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++)
        {
            starts[i + 1] = starts[i] + lines[i].Length;
        }

        return new LineTable(words, starts, lines.SelectMany(l => l).Select(w => words.Find(w)).ToArray());
    }

    /// <summary>Its kept form.</summary>
    public static LineTable In(Form form, LineTable? table) =>
        new(WordTable.In(form, table?._words), form.Flat(table?._starts ?? default), form.Flat(table?._numbers ?? default));

    /// <summary>The number of a word, or -1.</summary>
    public int Find(string word) => _words.Find(word);

    /// <summary>The word of a number.</summary>
    public string Word(int number) => _words[number];

    /// <summary>The numbers of a line's words.</summary>
    public ReadOnlySpan<int> Numbers(int line) => _numbers.Span[_starts[line].._starts[line + 1]];
}

/// <summary>The folded words of one line.</summary>
internal sealed class LineWords(LineTable all, int line)
{
    /// <summary>How many there are.</summary>
    public int Count => Numbers.Length;

    private ReadOnlySpan<int> Numbers => all.Numbers(line);

    /// <summary>True when it holds a word.</summary>
    public bool Contains(string word) => Contains(all.Find(word));

    /// <summary>True when it holds a word, by the word's number; -1 is none.</summary>
    public bool Contains(int number) => number >= 0 && Numbers.Contains(number);

    /// <summary>True when it holds one of some words.</summary>
    public bool Overlaps(IEnumerable<string> words) => words.Any(Contains);

    /// <summary>How many words it has in common with another line.</summary>
    public int Shared(LineWords other)
    {
        var shared = 0;
        foreach (var number in Numbers)
        {
            shared += other.Numbers.Contains(number) ? 1 : 0;
        }

        return shared;
    }

    /// <summary>The words.</summary>
    public IEnumerable<string> Words()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return all.Word(Numbers[i]);
        }
    }
}
