using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.RedFlags;

/// <summary>Gathers phrases for a <see cref="PhraseTable"/>.</summary>
internal sealed class PhraseTableBuilder
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Node, int Step), int> _steps = [];
    private readonly List<PhraseTable.NodeKind> _kinds = [PhraseTable.NodeKind.Leaf];
    private readonly List<List<int>> _marks = [[]];
    private readonly int _fillers;

    /// <summary>An empty table.</summary>
    /// <param name="fillers">Words that may stand between the words of a phrase.</param>
    public PhraseTableBuilder(IEnumerable<string> fillers)
    {
        foreach (var word in fillers)
        {
            NumberOf(_words, word);
        }

        _fillers = _words.Count;
    }

    /// <summary>Adds a phrase.</summary>
    public void Add(ImmutableArray<string> words, int mark)
    {
        var node = 0;
        foreach (var word in words)
        {
            var isStem = word.EndsWith('*');
            var step = isStem ? (2 * NumberOf(_stems, word[..^1])) + 1 : 2 * NumberOf(_words, word);
            _kinds[node] |= isStem ? PhraseTable.NodeKind.Stems : PhraseTable.NodeKind.Words;
            if (!_steps.TryGetValue((node, step), out var next))
            {
                next = _kinds.Count;
                _steps.Add((node, step), next);
                _kinds.Add(PhraseTable.NodeKind.Leaf);
                _marks.Add([]);
            }

            node = next;
        }

        if (!_marks[node].Contains(mark))
        {
            _marks[node].Add(mark);
        }
    }

    /// <summary>The table of all phrases so far.</summary>
    public PhraseTable Build()
    {
        var slots = 2;
        while (slots < 2 * _steps.Count)
        {
            slots *= 2;
        }

        var steps = new int[3 * slots];
        foreach (var ((node, step), next) in _steps)
        {
            var at = PhraseTable.Slot(node, step, slots);
            while (steps[(3 * at) + 2] != 0)
            {
                at = (at + 1) & (slots - 1);
            }

            (steps[3 * at], steps[(3 * at) + 1], steps[(3 * at) + 2]) = (node, step, next);
        }

        var starts = new int[_marks.Count + 1];
        for (var node = 0; node < _marks.Count; node++)
        {
            starts[node + 1] = starts[node] + _marks[node].Count;
        }

        return new PhraseTable(
            Table(_words), Table(_stems), _fillers, steps, _kinds.ToArray(), starts, _marks.SelectMany(m => m).ToArray());
    }

    private static WordTable Table(Dictionary<string, int> numbers) => WordTable.Of(numbers.OrderBy(n => n.Value).Select(n => n.Key));

    private static int NumberOf(Dictionary<string, int> numbers, string word)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            number = numbers.Count;
            numbers.Add(word, number);
        }

        return number;
    }
}
