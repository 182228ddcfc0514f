using System.Buffers;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.RedFlags;

/// <summary>A found phrase: its mark and its first and last word.</summary>
public readonly record struct PhraseHit(int Mark, int First, int Last);

/// <summary>
/// Finds all phrases of a table in a row of words in one pass. A word may end in <c>*</c>, which stands for any ending;
/// up to three filler words may stand between the words of a phrase. Made by <see cref="PhraseTableBuilder"/>, then only read:
/// a tree whose steps lie in one flat hash table, by node and word.
/// </summary>
public sealed class PhraseTable
{
    /// <summary>A stem has at least so many letters.</summary>
    public const int ShortestStem = 3;

    private const int MostFillers = 3;

    private readonly WordTable _words;
    private readonly WordTable _stems;

    // The first words of the table are the fillers.
    private readonly int _fillers;

    // Slot by slot: node, step, next node. A step is twice the number of a word, and one more for a stem; the root is node 0,
    // which nothing leads to, so that 0 as next node is a free slot.
    private readonly Flat<int> _steps;
    private readonly Flat<NodeKind> _kinds;
    private readonly Flat<int> _markStarts;
    private readonly Flat<int> _marks;

    internal PhraseTable(WordTable words, WordTable stems, int fillers, Flat<int> steps, Flat<NodeKind> kinds, Flat<int> markStarts, Flat<int> marks)
    {
        _words = words;
        _stems = stems;
        _fillers = fillers;
        _steps = steps;
        _kinds = kinds;
        _markStarts = markStarts;
        _marks = marks;
    }

    /// <summary>Which steps lead on from a node.</summary>
    [Flags]
    internal enum NodeKind : byte
    {
        Leaf = 0,
        Words = 1,
        Stems = 2,
    }

    /// <summary>No phrases.</summary>
    public static PhraseTable Empty { get; } = new(WordTable.Empty, WordTable.Empty, 0, new int[6], new NodeKind[1], new int[2], default);

    /// <summary>All phrases in the words, in the order of their first word.</summary>
    /// <param name="words">Normalised words.</param>
    /// <param name="hits">Receives the hits.</param>
    /// <param name="ends">True for a word that ends a sentence: no phrase goes over it.</param>
    /// <returns>Steps taken: they grow with the number of words and no faster.</returns>
    public int Find(ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, List<PhraseHit> hits)
    {
        var rented = ArrayPool<int>.Shared.Rent(words.Length);
        var text = new Text(words, ends, rented.AsSpan(0, words.Length), []);
        for (var i = 0; i < words.Length; i++)
        {
            text.Numbers[i] = _words.Find(words[i]);
        }

        var steps = 0;
        for (var i = 0; i < words.Length; i++)
        {
            Walk(text, 0, i, i, 0, hits, ref steps);
        }

        ArrayPool<int>.Shared.Return(rented);
        return steps;
    }

    /// <summary>Its kept form.</summary>
    internal static PhraseTable In(Form form, PhraseTable? table) => new(
        WordTable.In(form, table?._words),
        WordTable.In(form, table?._stems),
        form.Number(table?._fillers ?? 0),
        form.Flat(table?._steps ?? default),
        form.Flat(table?._kinds ?? default),
        form.Flat(table?._markStarts ?? default),
        form.Flat(table?._marks ?? default));

    /// <summary>Where a step lies first, in a table of so many slots.</summary>
    internal static int Slot(int node, int step, int slots) => (int)(((((uint)node * 0x9E37_79B1) ^ (uint)step) * 0x85EB_CA6B) >> 7) & (slots - 1);

    private void Walk(in Text text, int node, int first, int at, int skipped, List<PhraseHit> hits, ref int steps)
    {
        steps++;
        var number = text.Numbers[at];
        if ((_kinds[node] & NodeKind.Words) != 0 && number >= 0 && Next(node, 2 * number) is var next and > 0)
        {
            Arrive(text, next, first, at, hits, ref steps);
        }

        if ((_kinds[node] & NodeKind.Stems) != 0)
        {
            // Those found here lie behind those of the words before, which are still being walked.
            var from = text.Stems.Count;
            _stems.AddBeginnings(text.Words[at], ShortestStem, text.Stems);
            for (var i = from; i < text.Stems.Count; i++)
            {
                if (Next(node, (2 * text.Stems[i]) + 1) is var further and > 0)
                {
                    Arrive(text, further, first, at, hits, ref steps);
                }
            }

            text.Stems.RemoveRange(from, text.Stems.Count - from);
        }

        if (at > first && skipped < MostFillers && at + 1 < text.Words.Length && !text.Ends[at] && number >= 0 && number < _fillers)
        {
            Walk(text, node, first, at + 1, skipped + 1, hits, ref steps);
        }
    }

    private void Arrive(in Text text, int node, int first, int at, List<PhraseHit> hits, ref int steps)
    {
        for (var i = _markStarts[node]; i < _markStarts[node + 1]; i++)
        {
            hits.Add(new PhraseHit(_marks[i], first, at));
        }

        if (_kinds[node] != NodeKind.Leaf && at + 1 < text.Words.Length && !text.Ends[at])
        {
            Walk(text, node, first, at + 1, 0, hits, ref steps);
        }
    }

    // The node that a step leads to, or 0.
    private int Next(int node, int step)
    {
        var steps = _steps.Span;
        var slots = steps.Length / 3;
        for (var at = Slot(node, step, slots); ; at = (at + 1) & (slots - 1))
        {
            var next = steps[(3 * at) + 2];
            if (next == 0 || (steps[3 * at] == node && steps[(3 * at) + 1] == step))
            {
                return next;
            }
        }
    }

    private readonly ref struct Text(ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, Span<int> numbers, List<int> stems)
    {
        public readonly ReadOnlySpan<string> Words = words;
        public readonly ReadOnlySpan<bool> Ends = ends;
        public readonly Span<int> Numbers = numbers;
        public readonly List<int> Stems = stems;
    }
}
