using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Spasms.Knowledge.RedFlags;

/// <summary>A found phrase: its mark and its first and last word.</summary>
public readonly record struct PhraseHit(int Mark, int First, int Last);

/// <summary>
/// Finds all phrases of a table in a row of words in one pass. A word may end in <c>*</c>, which stands for any ending;
/// up to three filler words may stand between the words of a phrase. Built once, then only read.
/// </summary>
public sealed class PhraseTable
{
    /// <summary>A stem has at least so many letters.</summary>
    public const int ShortestStem = 3;

    private const int MostFillers = 3;
    private readonly Node _root = new();
    private readonly HashSet<string> _fillers;

    /// <summary>An empty table.</summary>
    /// <param name="fillers">Words that may stand between the words of a phrase.</param>
    public PhraseTable(IEnumerable<string> fillers) => _fillers = new HashSet<string>(fillers, StringComparer.Ordinal);

    /// <summary>Adds a phrase; only while the table is being built.</summary>
    internal void Add(ImmutableArray<string> words, int mark)
    {
        var node = _root;
        foreach (var word in words)
        {
            node = word.EndsWith('*') ? node.ChildOfStem(word[..^1]) : node.Child(word);
        }

        if (!node.Marks.Contains(mark))
        {
            node.Marks = node.Marks.Add(mark);
        }
    }

    /// <summary>All phrases in the words, in the order of their first word.</summary>
    /// <param name="words">Normalised words.</param>
    /// <param name="hits">Receives the hits.</param>
    /// <param name="ends">True for a word that ends a sentence: no phrase goes over it.</param>
    /// <returns>Steps taken: they grow with the number of words and no faster.</returns>
    public int Find(ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, List<PhraseHit> hits)
    {
        var steps = 0;
        for (var i = 0; i < words.Length; i++)
        {
            Walk(_root, words, ends, i, i, 0, hits, ref steps);
        }

        return steps;
    }

    private void Walk(Node node, ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, int first, int at, int skipped, List<PhraseHit> hits, ref int steps)
    {
        steps++;
        var word = words[at];
        if (node.Words is { } exact && exact.TryGetValue(word, out var next))
        {
            Arrive(next, words, ends, first, at, hits, ref steps);
        }

        if (node.Stems is not null && word.Length >= ShortestStem && node.ByStart.TryGetValue(word.AsSpan(0, ShortestStem), out var stems))
        {
            foreach (var (stem, further) in stems)
            {
                if (word.StartsWith(stem, StringComparison.Ordinal))
                {
                    Arrive(further, words, ends, first, at, hits, ref steps);
                }
            }
        }

        if (at > first && skipped < MostFillers && at + 1 < words.Length && !ends[at] && _fillers.Contains(word))
        {
            Walk(node, words, ends, first, at + 1, skipped + 1, hits, ref steps);
        }
    }

    private void Arrive(Node node, ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, int first, int at, List<PhraseHit> hits, ref int steps)
    {
        foreach (var mark in node.Marks)
        {
            hits.Add(new PhraseHit(mark, first, at));
        }

        if (!node.IsLeaf && at + 1 < words.Length && !ends[at])
        {
            Walk(node, words, ends, first, at + 1, 0, hits, ref steps);
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Words { get; private set; }

        /// <summary>Stems by their first letters.</summary>
        public Dictionary<string, List<(string Stem, Node Next)>>? Stems { get; private set; }

        public Dictionary<string, List<(string Stem, Node Next)>>.AlternateLookup<ReadOnlySpan<char>> ByStart { get; private set; }

        public ImmutableArray<int> Marks { get; set; } = [];

        public bool IsLeaf => Words is null && Stems is null;

        public Node Child(string word)
        {
            ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(Words ??= new Dictionary<string, Node>(StringComparer.Ordinal), word, out _);
            return child ??= new Node();
        }

        public Node ChildOfStem(string stem)
        {
            if (Stems is null)
            {
                Stems = new Dictionary<string, List<(string, Node)>>(StringComparer.Ordinal);
                ByStart = Stems.GetAlternateLookup<ReadOnlySpan<char>>();
            }

            ref var stems = ref CollectionsMarshal.GetValueRefOrAddDefault(Stems, stem[..ShortestStem], out _);
            stems ??= [];
            foreach (var (known, next) in stems)
            {
                if (known == stem)
                {
                    return next;
                }
            }

            var child = new Node();
            stems.Add((stem, child));
            return child;
        }
    }
}
