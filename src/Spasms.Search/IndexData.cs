using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

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

    /// <summary>Stems by term number.</summary>
    public required WordTable Terms { get; init; }

    /// <summary>Where a term's postings begin; one more entry than terms.</summary>
    public required Flat<int> Starts { get; init; }

    /// <summary>The document of each posting, rising within a term.</summary>
    public required Flat<int> Documents { get; init; }

    /// <summary>What each posting adds to its document's score for a term of weight 1.</summary>
    public required Flat<double> Impacts { get; init; }

    /// <summary>What each impact was computed from.</summary>
    public required Flat<Frequencies> Frequencies { get; init; }

    /// <summary>Words of each document's fields.</summary>
    public required Flat<Lengths> Lengths { get; init; }

    /// <summary>Mean words of the fields.</summary>
    public required MeanLengths Mean { get; init; }

    /// <summary>Where a document's tokens begin; one more entry than documents.</summary>
    public required Flat<int> TokenStarts { get; init; }

    /// <summary>The term numbers of each document's texts in reading order.</summary>
    public required Flat<int> Tokens { get; init; }

    /// <summary>The number of a word's term, or -1.</summary>
    public int TermOf(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[80];
        return Terms.Find(Porter2.Stem(word, buffer));
    }

    /// <summary>How many documents have a term.</summary>
    public int DocumentsHaving(int term) => Starts[term + 1] - Starts[term];

    /// <summary>The posting of a document for a term, or -1.</summary>
    public int Posting(int term, int document)
    {
        var documents = Documents.Span;
        var (from, to) = (Starts[term], Starts[term + 1]);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (documents[middle] < document)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from < Starts[term + 1] && documents[from] == document ? from : -1;
    }

    /// <summary>Its kept form, without the passages.</summary>
    public static IndexData In(Form form, IndexData? data, ImmutableArray<Passage> passages) => new()
    {
        Passages = passages,
        Terms = WordTable.In(form, data?.Terms),
        Starts = form.Flat(data?.Starts ?? default),
        Documents = form.Flat(data?.Documents ?? default),
        Impacts = form.Flat(data?.Impacts ?? default),
        Frequencies = form.Flat(data?.Frequencies ?? default),
        Lengths = form.Flat(data?.Lengths ?? default),
        Mean = new MeanLengths(form.Real(data?.Mean.Title ?? 0), form.Real(data?.Mean.Heading ?? 0), form.Real(data?.Mean.Body ?? 0)),
        TokenStarts = form.Flat(data?.TokenStarts ?? default),
        Tokens = form.Flat(data?.Tokens ?? default),
    };

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
