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
            node = word.EndsWith('*') ? node.Child(prefix: word[..^1]) : node.Child(word: word);
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
    public void Find(ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, List<PhraseHit> hits)
    {
        for (var i = 0; i < words.Length; i++)
        {
            Walk(_root, words, ends, i, i, 0, hits);
        }
    }

    private void Walk(Node node, ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, int first, int at, int skipped, List<PhraseHit> hits)
    {
        var word = words[at];
        if (node.Words is { } exact && exact.TryGetValue(word, out var next))
        {
            Arrive(next, words, ends, first, at, hits);
        }

        if (node.Prefixes is not null)
        {
            for (var length = node.ShortestPrefix; length <= node.LongestPrefix && length <= word.Length; length++)
            {
                if (node.ByPrefix.TryGetValue(word.AsSpan(0, length), out var further))
                {
                    Arrive(further, words, ends, first, at, hits);
                }
            }
        }

        if (at > first && skipped < MostFillers && at + 1 < words.Length && !ends[at] && _fillers.Contains(word))
        {
            Walk(node, words, ends, first, at + 1, skipped + 1, hits);
        }
    }

    private void Arrive(Node node, ReadOnlySpan<string> words, ReadOnlySpan<bool> ends, int first, int at, List<PhraseHit> hits)
    {
        foreach (var mark in node.Marks)
        {
            hits.Add(new PhraseHit(mark, first, at));
        }

        if (!node.IsLeaf && at + 1 < words.Length && !ends[at])
        {
            Walk(node, words, ends, first, at + 1, 0, hits);
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Words { get; private set; }

        public Dictionary<string, Node>? Prefixes { get; private set; }

        public Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> ByPrefix { get; private set; }

        public int ShortestPrefix { get; private set; } = int.MaxValue;

        public int LongestPrefix { get; private set; }

        public ImmutableArray<int> Marks { get; set; } = [];

        public bool IsLeaf => Words is null && Prefixes is null;

        public Node Child(string? word = null, string? prefix = null)
        {
            if (word is not null)
            {
                return ChildOf(Words ??= new Dictionary<string, Node>(StringComparer.Ordinal), word);
            }

            if (Prefixes is null)
            {
                Prefixes = new Dictionary<string, Node>(StringComparer.Ordinal);
                ByPrefix = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
            }

            ShortestPrefix = Math.Min(ShortestPrefix, prefix!.Length);
            LongestPrefix = Math.Max(LongestPrefix, prefix.Length);
            return ChildOf(Prefixes, prefix);
        }

        private static Node ChildOf(Dictionary<string, Node> children, string key)
        {
            ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(children, key, out _);
            return child ??= new Node();
        }
    }
}
