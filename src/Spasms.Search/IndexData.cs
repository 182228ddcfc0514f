using System.Collections.Immutable;
using Spasms.Knowledge.Articles;

namespace Spasms.Search;

/// <summary>How often a passage has a term, by field; counts stop at 255.</summary>
internal readonly record struct Frequencies(byte Title, byte Heading, byte Body);

/// <summary>How many words a passage has, by field.</summary>
internal readonly record struct Lengths(int Title, int Heading, int Body);

/// <summary>The mean of <see cref="Lengths"/> over all passages.</summary>
internal readonly record struct MeanLengths(double Title, double Heading, double Body);

/// <summary>The arrays that a query runs over. A posting is a place in <see cref="Documents"/> and its fellows.</summary>
internal sealed class IndexData
{
    /// <summary>Stands between two texts in <see cref="Tokens"/>.</summary>
    public const int Border = -1;

    /// <summary>By ordinal; a document is a place in this array.</summary>
    public required ImmutableArray<Passage> Passages { get; init; }

    /// <summary>Stem to term number.</summary>
    public required Dictionary<string, int> Terms { get; init; }

    /// <summary>Where a term's postings begin; one more entry than terms.</summary>
    public required int[] Starts { get; init; }

    /// <summary>The document of each posting, rising within a term.</summary>
    public required int[] Documents { get; init; }

    /// <summary>What each posting adds to its document's score for a term of weight 1.</summary>
    public required double[] Impacts { get; init; }

    /// <summary>What each impact was computed from.</summary>
    public required Frequencies[] Frequencies { get; init; }

    /// <summary>Words of each document's fields.</summary>
    public required Lengths[] Lengths { get; init; }

    /// <summary>Mean words of the fields.</summary>
    public required MeanLengths Mean { get; init; }

    /// <summary>Where a document's tokens begin; one more entry than documents.</summary>
    public required int[] TokenStarts { get; init; }

    /// <summary>The term numbers of each document's texts in reading order.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>The number of a word's term, or -1.</summary>
    public int TermOf(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[80];
        return Terms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Porter2.Stem(word, buffer), out var term) ? term : -1;
    }

    /// <summary>How many documents have a term.</summary>
    public int DocumentsHaving(int term) => Starts[term + 1] - Starts[term];

    /// <summary>The posting of a document for a term, or -1.</summary>
    public int Posting(int term, int document)
    {
        var at = Array.BinarySearch(Documents, Starts[term], DocumentsHaving(term), document);
        return at >= 0 ? at : -1;
    }

    /// <summary>The shares of the three fields in an impact; their sum in this order is the impact.</summary>
    public (double Title, double Heading, double Body) Shares(double idf, int document, Frequencies frequencies)
    {
        var lengths = Lengths[document];
        return (
            idf * Bm25.Saturation(frequencies.Title, lengths.Title, Mean.Title),
            idf * Bm25.Saturation(frequencies.Heading, lengths.Heading, Mean.Heading),
            idf * Bm25.Saturation(frequencies.Body, lengths.Body, Mean.Body));
    }
}
