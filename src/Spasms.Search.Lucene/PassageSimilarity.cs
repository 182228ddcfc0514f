using System.Collections.Frozen;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Explanation = Lucene.Net.Search.Explanation;

namespace Spasms.Search.Lucene;

/// <summary>
/// Lucene's BM25 for each field, with one inverse document frequency for all of them and with field lengths kept exactly:
/// passages are short, and Lucene's one-byte norm would otherwise round them.
/// </summary>
/// <param name="documents">How many documents have a term in any field; empty while the index is written.</param>
internal sealed class PassageSimilarity(FrozenDictionary<string, int> documents) : BM25Similarity(SaturationOfCounts, SaturationOfLength)
{
    private const float SaturationOfCounts = 1.2f;
    private const float SaturationOfLength = 0.75f;

    /// <summary>Lucene's form of BM25 has the constant factor k1 + 1, which the port's scores don't.</summary>
    public const double Factor = 1 + 1.2;

    /// <summary>For writing: norms don't depend on frequencies.</summary>
    public static PassageSimilarity Writing { get; } = new(FrozenDictionary<string, int>.Empty);

    /// <inheritdoc/>
    public override global::Lucene.Net.Search.Explanation IdfExplain(CollectionStatistics collectionStats, TermStatistics termStats)
    {
        var having = documents.GetValueOrDefault(termStats.Term.Utf8ToString());
        return new global::Lucene.Net.Search.Explanation(Idf(having, collectionStats.MaxDoc), $"idf(docFreq={having} in any field, maxDocs={collectionStats.MaxDoc})");
    }

    /// <inheritdoc/>
    protected override float Idf(long docFreq, long numDocs) => (float)Math.Log(1 + ((numDocs - docFreq + 0.5) / (docFreq + 0.5)));

    /// <inheritdoc/>
    protected override byte EncodeNormValue(float boost, int fieldLength) => (byte)Math.Min(255, fieldLength);

    /// <inheritdoc/>
    protected override float DecodeNormValue(byte b) => b;
}
