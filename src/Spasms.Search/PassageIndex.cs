using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Search;

/// <summary>
/// The default engine: an immutable index in memory. A score is the sum over the question's terms of three BM25s
/// (title with other names, heading path, body) with one inverse document frequency; a term near its neighbour counts
/// 1.2 times, a passage of the asked aspect 1.25 times. Shares are computed at build (BM25S, arXiv 2407.03618), so that
/// a query is a sum over arrays.
/// </summary>
public sealed class PassageIndex : IPassageIndex
{
    private const double NearGain = 0.2;
    private const double AspectGain = 0.25;

    private static readonly Comparer<Passage> ByOrdinal = Comparer<Passage>.Create((a, b) => a.Ordinal.CompareTo(b.Ordinal));

    private readonly IndexData _data;
    private readonly Func<Spelling> _teach;

    private PassageIndex(IndexData data, Func<Spelling> teach)
    {
        _data = data;
        _teach = teach;
    }

    /// <summary>Finds nothing.</summary>
    public static PassageIndex Empty { get; } = Build([], Vocabulary.Empty);

    /// <summary>Builds the index. The order of <paramref name="passages"/> doesn't matter, their ordinals do.</summary>
    /// <param name="passages">What can be found.</param>
    /// <param name="vocabulary">Other names of topics, targets of spelling, and words that are never corrected.</param>
    public static PassageIndex Build(ImmutableArray<Passage> passages, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var builder = new IndexBuilder();
        var data = builder.Build(passages.IsDefault ? [] : passages, vocabulary);
        var counts = builder.WordCounts;
        return new PassageIndex(data, () => Spelling.Of(counts, vocabulary));
    }

    /// <summary>The index over a content as bytes, good for this build only.</summary>
    public static byte[] Keep(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return Form.Write((form, index) => In(form, index, knowledge), Build(knowledge.Passages, knowledge.Vocabulary));
    }

    /// <summary>The same index from its bytes, which stay in use where they are mapped.</summary>
    /// <param name="bytes">As <see cref="Keep"/> gave them; mapped ones begin at a multiple of eight.</param>
    /// <param name="knowledge">The content that it was made over.</param>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public static PassageIndex Kept(Flat<byte> bytes, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return Form.Read<PassageIndex>((form, _) => In(form, null, knowledge), bytes);
    }

    // Which words can be meant by misspelt ones is not kept, and worked out anew on the first of them.
    private static PassageIndex In(Form form, PassageIndex? index, KnowledgeBase knowledge)
    {
        form.CheckBuild(typeof(PassageIndex).Module);
        return new(
            IndexData.In(form, index?._data, knowledge.Passages),
            () => Spelling.Of(IndexBuilder.CountsOf(knowledge.Passages, knowledge.Vocabulary), knowledge.Vocabulary));
    }

    /// <inheritdoc/>
    public ImmutableArray<Hit> Search(Query query, int count) => Search(query, count, out _);

    /// <summary>As <see cref="Search(Query, int)"/>, and tells how much work it was.</summary>
    public ImmutableArray<Hit> Search(Query query, int count, out Work work)
    {
        ArgumentNullException.ThrowIfNull(query);
        var plan = QueryPlan.Of(query, _data);
        work = new Work(plan.Count, 0, 0);
        if (plan.Count == 0 || count <= 0)
        {
            return [];
        }

        // Two whole numbers for each real one: of those the framework has a pool compiled ahead.
        var scores = ArrayPool<int>.Shared.Rent(2 * _data.Passages.Length);
        try
        {
            var all = MemoryMarshal.Cast<int, double>(scores.AsSpan())[.._data.Passages.Length];
            all.Clear();
            var postings = AddUp(plan, all);
            var kept = Math.Min(count, all.Length);
            var first = new TopDocuments(new (double, int)[kept]);
            for (var document = 0; document < all.Length; document++)
            {
                if (all[document] > 0)
                {
                    all[document] = WithAspect(all[document], query, document);
                    first.Offer(all[document], document);
                }
            }

            if (plan.Count == 1)
            {
                work = new Work(1, postings, 0);
                return Hits(first.Sorted());
            }

            using var nearness = new Nearness(_data, plan);
            var best = WithNearness(query, plan, nearness, all, first, out var tokens);
            work = new Work(plan.Count, postings, tokens);
            return Hits(best.Sorted());
        }
        finally
        {
            ArrayPool<int>.Shared.Return(scores);
        }
    }

    /// <inheritdoc/>
    public Explanation Explain(Query query, Passage passage)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(passage);
        var document = _data.Passages.BinarySearch(passage, ByOrdinal);
        if (document < 0 || _data.Passages[document].Id != passage.Id)
        {
            return new Explanation(0, "not in the index", []);
        }

        var plan = QueryPlan.Of(query, _data);
        using var nearness = new Nearness(_data, plan);
        return Explainer.Explain(_data, query, plan, document, nearness.In(document), NearGain, AspectGain);
    }

    /// <inheritdoc/>
    public bool Knows(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _data.TermOf(word) >= 0;
    }

    /// <inheritdoc/>
    public double Idf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var term = _data.TermOf(word);
        return Bm25.Idf(_data.Passages.Length, term < 0 ? 0 : _data.DocumentsHaving(term));
    }

    /// <inheritdoc/>
    public string? Correct(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Knows(word) ? null : Spelling.Correct(word);
    }

    // Made on first use: few questions hold a word that nothing knows.
    private Spelling Spelling => field ??= _teach();

    private long AddUp(QueryPlan plan, Span<double> scores)
    {
        long postings = 0;
        for (var slot = 0; slot < plan.Count; slot++)
        {
            var start = _data.Starts[plan.Terms[slot]];
            var length = _data.Starts[plan.Terms[slot] + 1] - start;
            var documents = _data.Documents.Span.Slice(start, length);
            var impacts = _data.Impacts.Span.Slice(start, length);
            var weight = plan.Weights[slot];
            for (var i = 0; i < documents.Length; i++)
            {
                scores[documents[i]] += weight * impacts[i];
            }

            postings += length;
        }

        return postings;
    }

    // Only documents that the gain could lift into the best are read; the result is the same as if all were.
    private TopDocuments WithNearness(
        Query query, QueryPlan plan, Nearness nearness, Span<double> scores, TopDocuments first, out long tokens)
    {
        // A shade more than the gain, so that no rounding hides a document.
        const double MostGain = 1 + NearGain + 1e-9;
        var best = new TopDocuments(new (double, int)[first.Room]);
        foreach (var (score, document) in first.Kept)
        {
            best.Offer(Exact(query, plan, document, nearness.In(document)), document);
            scores[document] = 0;
        }

        for (var document = 0; document < scores.Length; document++)
        {
            if (scores[document] > 0 && scores[document] * MostGain >= best.Threshold)
            {
                best.Offer(Exact(query, plan, document, nearness.In(document)), document);
            }
        }

        tokens = nearness.TokensRead;
        return best;
    }

    private double Exact(Query query, QueryPlan plan, int document, ReadOnlySpan<bool> near)
    {
        double sum = 0;
        double gains = 0;
        for (var slot = 0; slot < plan.Count; slot++)
        {
            var posting = _data.Posting(plan.Terms[slot], document);
            if (posting >= 0)
            {
                var share = plan.Weights[slot] * _data.Impacts[posting];
                sum += share;
                gains += near[slot] ? share * NearGain : 0;
            }
        }

        return WithAspect(sum + gains, query, document);
    }

    private double WithAspect(double score, Query query, int document) =>
        query.Aspect is { } aspect && _data.Passages[document].Section.Aspect == aspect ? score + (score * AspectGain) : score;

    private ImmutableArray<Hit> Hits(ReadOnlySpan<(double Score, int Document)> documents)
    {
        var hits = ImmutableArray.CreateBuilder<Hit>(documents.Length);
        foreach (var (score, document) in documents)
        {
            hits.Add(new Hit(_data.Passages[document], score));
        }

        return hits.MoveToImmutable();
    }
}
