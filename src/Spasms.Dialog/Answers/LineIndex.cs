using System.Collections.Immutable;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>
/// Which lines of the articles hold which words, by stem. Answering uses it to find the one sentence that carries what was
/// asked, whatever section it stands in. Built once a snapshot; immutable.
/// </summary>
internal sealed class LineIndex
{
    // By stem: where the lines that hold it begin, and those.
    private readonly WordTable _stems;
    private readonly Flat<int> _starts;
    private readonly Flat<int> _lines;
    private readonly Flat<int> _firstLine;
    private readonly Dictionary<string, string[]> _same = new(StringComparer.Ordinal);

    private LineIndex(WordTable stems, Flat<int> starts, Flat<int> lines, Flat<int> firstLine, ImmutableArray<ImmutableArray<string>> same)
    {
        _stems = stems;
        _starts = starts;
        _lines = lines;
        _firstLine = firstLine;
        foreach (var group in same)
        {
            var each = new List<string>();
            foreach (var word in group)
            {
                if (Porter2.Stem(word) is var stem && !each.Contains(stem))
                {
                    each.Add(stem);
                }
            }

            var alike = each.ToArray();
            Array.ForEach(alike, stem => _same.TryAdd(stem, alike));
        }
    }

    /// <summary>How many lines there are.</summary>
    public int Count => _firstLine[_firstLine.Length - 1];

    /// <summary>Indexes the lines of all passages. Cost: linear in their words.</summary>
    /// <param name="passages">The passages by ordinal.</param>
    /// <param name="same">Groups of words that say the same where lines are compared.</param>
    public static LineIndex Of(ImmutableArray<PassageFacts> passages, ImmutableArray<ImmutableArray<string>> same)
    {
        var lines = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var stemmed = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var first = new int[passages.Length + 1];
        var line = 0;
        for (var p = 0; p < passages.Length; p++)
        {
            first[p] = line;
            foreach (var sentence in passages[p].Sentences)
            {
                foreach (var word in sentence.Words())
                {
                    // Words come again and again: each is stemmed once.
                    if (!stemmed.TryGetValue(word, out var list))
                    {
                        var stem = Porter2.Stem(word);
                        stemmed[word] = list = lines.TryGetValue(stem, out var known) ? known : lines[stem] = [];
                    }

                    if (list.Count == 0 || list[^1] != line)
                    {
                        list.Add(line);
                    }
                }

                line++;
            }
        }

        first[^1] = line;
        var starts = new int[lines.Count + 1];
        var at = 0;
        foreach (var holding in lines.Values)
        {
            starts[at + 1] = starts[at] + holding.Count;
            at++;
        }

        return new LineIndex(WordTable.Of(lines.Keys), starts, lines.Values.SelectMany(l => l).ToArray(), first, same);
    }

    /// <summary>Its kept form, without the groups of words that say the same.</summary>
    public static LineIndex In(Form form, LineIndex? index, ImmutableArray<ImmutableArray<string>> same) => new(
        WordTable.In(form, index?._stems),
        form.Flat(index?._starts ?? default),
        form.Flat(index?._lines ?? default),
        form.Flat(index?._firstLine ?? default),
        same);

    /// <summary>Where a line stands among all lines.</summary>
    public int Number(PassageFacts facts, int sentence) => _firstLine[facts.Passage.Ordinal] + sentence;

    /// <summary>True when some line holds a word of this stem.</summary>
    public bool Holds(string stem) => _stems.Contains(stem);

    /// <summary>True when some line of a passage holds a word of the same stem.</summary>
    public bool Holds(PassageFacts facts, string word) => Holds(facts, _stems.Find(Porter2.Stem(word)));

    /// <summary>True when some line of a passage holds the word or one that says the same.</summary>
    public bool Says(PassageFacts facts, string word) => Stems(word).Any(s => Holds(facts, s));

    private bool Holds(PassageFacts facts, int stem)
    {
        var passage = facts.Passage.Ordinal;
        foreach (var line in Holding(stem))
        {
            if (line >= _firstLine[passage] && line < _firstLine[passage + 1])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers of the stems of a word and of those that say the same, as far as some line holds them.</summary>
    public int[] Stems(string word)
    {
        var stem = Porter2.Stem(word);
        return Array.FindAll(Array.ConvertAll(_same.TryGetValue(stem, out var group) ? group : [stem], s => _stems.Find(s)), s => s >= 0);
    }

    /// <summary>The lines that hold words of a stem, by its number.</summary>
    public ReadOnlySpan<int> Holding(int stem) => stem < 0 ? [] : _lines.Span[_starts[stem].._starts[stem + 1]];
}
