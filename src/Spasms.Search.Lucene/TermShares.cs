using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Spans;

namespace Spasms.Search.Lucene;

/// <summary>What Lucene scores for one term or pair of terms, document by document.</summary>
internal static class TermShares
{
    private const int Window = 4;

    /// <summary>The share of a term in every document: title, heading (or a name of its topic), body.</summary>
    /// <param name="searcher">Over a single segment.</param>
    /// <param name="term">The analysed term.</param>
    /// <param name="weight">Its weight in the question.</param>
    /// <param name="shares">Filled in; all zero before.</param>
    public static void Fill(IndexSearcher searcher, string term, double weight, Span<double> shares)
    {
        Span<double> headings = new double[shares.Length];
        foreach (var field in Fields.Searched)
        {
            if (Scorer(searcher, field, term) is not { } scorer)
            {
                continue;
            }

            for (var document = scorer.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = scorer.NextDoc())
            {
                var share = scorer.GetScore() / PassageSimilarity.Factor;
                headings[document] += field == Fields.Heading ? share : 0;
                shares[document] += field == Fields.Names && headings[document] > 0 ? 0 : share;
            }
        }

        foreach (ref var share in shares)
        {
            share *= weight;
        }
    }

    /// <summary>The same share of one document, field by field, as <see cref="Fill"/> adds them, with Lucene's own account of each.</summary>
    public static IEnumerable<Search.Explanation> Explain(IndexSearcher searcher, string term, int document)
    {
        var inHeading = false;
        foreach (var field in Fields.Searched)
        {
            if (Scorer(searcher, field, term) is not { } scorer || scorer.Advance(document) != document || (field == Fields.Names && inHeading))
            {
                continue;
            }

            inHeading |= field == Fields.Heading;
            var account = searcher.Explain(new TermQuery(new Term(field, term)), document).ToString();
            yield return new Search.Explanation(
                scorer.GetScore() / PassageSimilarity.Factor,
                $"{field}: {string.Join("; ", account.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}",
                []);
        }
    }

    /// <summary>The documents in which two terms stand near each other, in whatever order.</summary>
    public static IEnumerable<int> Near(IndexSearcher searcher, string one, string other)
    {
        foreach (var field in Fields.Text)
        {
            var near = new SpanNearQuery(
                [new SpanTermQuery(new Term(field, one)), new SpanTermQuery(new Term(field, other))], slop: Window - 1, inOrder: false);
            if (Scorer(searcher, near) is not { } scorer)
            {
                continue;
            }

            for (var document = scorer.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = scorer.NextDoc())
            {
                yield return document;
            }
        }
    }

    private static Scorer? Scorer(IndexSearcher searcher, string field, string term) => Scorer(searcher, new TermQuery(new Term(field, term)));

    private static Scorer? Scorer(IndexSearcher searcher, global::Lucene.Net.Search.Query query)
    {
        var segments = searcher.TopReaderContext.Leaves;
        return segments.Count == 0 ? null : searcher.CreateNormalizedWeight(query).GetScorer(segments[0], null);
    }
}
