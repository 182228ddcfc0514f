using System.Collections.Immutable;
using Spasms.Knowledge.Questions;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>
/// Which lines of the articles hold which words, by stem. Answering uses it to find the one sentence that carries what was
/// asked, whatever section it stands in. Built once a snapshot; immutable.
/// </summary>
internal sealed class LineIndex
{
    private readonly Dictionary<string, int[]> _linesOf;
    private readonly int[] _firstLine;
    private readonly Dictionary<string, string[]> _same;

    private LineIndex(Dictionary<string, int[]> linesOf, int[] firstLine, Dictionary<string, string[]> same)
    {
        _linesOf = linesOf;
        _firstLine = firstLine;
        _same = same;
    }

    /// <summary>How many lines there are.</summary>
    public int Count => _firstLine[^1];

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
                foreach (var word in sentence)
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
        var groups = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var group in same)
        {
            var stems = group.Select(Porter2.Stem).Distinct(StringComparer.Ordinal).ToArray();
            foreach (var stem in stems)
            {
                groups.TryAdd(stem, stems);
            }
        }

        return new LineIndex(lines.ToDictionary(l => l.Key, l => l.Value.ToArray(), StringComparer.Ordinal), first, groups);
    }

    /// <summary>Where a line stands among all lines.</summary>
    public int Number(PassageFacts facts, int sentence) => _firstLine[facts.Passage.Ordinal] + sentence;

    /// <summary>True when some line holds a word of this stem.</summary>
    public bool Holds(string stem) => _linesOf.ContainsKey(stem);

    /// <summary>True when some line of a passage holds a word of the same stem.</summary>
    public bool Holds(PassageFacts facts, string word)
    {
        var first = _firstLine[facts.Passage.Ordinal];
        return _linesOf.TryGetValue(Porter2.Stem(word), out var lines) && Array.Exists(lines, l => l >= first && l < _firstLine[facts.Passage.Ordinal + 1]);
    }

    /// <summary>The lines that hold a word or one that says the same.</summary>
    public IEnumerable<int[]> Holding(string word)
    {
        var stem = Porter2.Stem(word);
        foreach (var one in _same.TryGetValue(stem, out var group) ? group : [stem])
        {
            if (_linesOf.TryGetValue(one, out var found))
            {
                yield return found;
            }
        }
    }
}
