using System.Collections.Frozen;
using System.Collections.Immutable;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Search.Lucene;

/// <summary>
/// <see cref="IPassageIndex"/> on Lucene.Net: its English analysis, its BM25 for each field, its spans for words near each
/// other, its speller, its explanations. The gains and the order of ties are those of the port's contract.
/// </summary>
public sealed class LucenePassageIndex : IPassageIndex
{
    private const double NearGain = 0.2;
    private const double AspectGain = 0.25;
    private const int Format = 1;

    private readonly ImmutableArray<Passage> _passages;
    private readonly PassageAnalyzer _analyzer;
    private readonly FrozenDictionary<string, int> _documents;
    private readonly IndexSearcher _searcher;
    private readonly LuceneSpelling _spelling;

    private LucenePassageIndex(ImmutableArray<Passage> passages, PassageAnalyzer analyzer, Vocabulary vocabulary, RAMDirectory directory)
    {
        _passages = passages;
        _analyzer = analyzer;
        var reader = DirectoryReader.Open(directory);
        _documents = DocumentCounts.Of(reader);
        _searcher = new IndexSearcher(reader) { Similarity = new PassageSimilarity(_documents) };
        _spelling = new LuceneSpelling(passages.SelectMany(Texts), vocabulary, analyzer);
    }

    /// <summary>Builds the index.</summary>
    /// <param name="passages">What can be found; their order doesn't matter, their ordinals do.</param>
    /// <param name="vocabulary">Other names of topics, targets of spelling, and words that are never corrected.</param>
    /// <param name="folder">Where the index is kept with versioned commits; null: in memory only.</param>
    /// <exception cref="IOException">The folder can't be used.</exception>
    public static LucenePassageIndex Build(ImmutableArray<Passage> passages, Vocabulary vocabulary, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ImmutableArray<Passage> ordered = [.. (passages.IsDefault ? [] : passages).OrderBy(p => p.Ordinal)];
        var analyzer = new PassageAnalyzer(vocabulary);
        if (folder is not null)
        {
            var content = Content(ordered, vocabulary);
            return new LucenePassageIndex(
                ordered, analyzer, vocabulary, LuceneFolder.Open(folder, content, (disk, policy) => PassageWriter.Write(disk, ordered, analyzer, policy, content)));
        }

        var memory = new RAMDirectory();
        PassageWriter.Write(memory, ordered, analyzer, new KeepOnlyLastCommitDeletionPolicy(), "");
        return new LucenePassageIndex(ordered, analyzer, vocabulary, memory);
    }

    /// <inheritdoc/>
    public ImmutableArray<Hit> Search(Query query, int count)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = Terms(query);
        if (terms.Count == 0 || count <= 0)
        {
            return [];
        }

        var shares = terms.Select(t => Shares(t)).ToArray();
        var near = Near(terms);
        var found = new List<Hit>();
        for (var document = 0; document < _passages.Length; document++)
        {
            if (Score(query, shares, near, document) is > 0 and var score)
            {
                found.Add(new Hit(_passages[document], score));
            }
        }

        return [.. found.OrderByDescending(h => h.Score).ThenBy(h => h.Passage.Ordinal).Take(count)];
    }

    /// <inheritdoc/>
    public Explanation Explain(Query query, Passage passage)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(passage);
        var document = _passages.IndexOf(passage);
        if (document < 0)
        {
            return new Explanation(0, "not in the index", []);
        }

        var terms = Terms(query);
        var near = Near(terms);
        var parts = new List<Explanation>();
        var gains = new List<Explanation>();
        for (var slot = 0; slot < terms.Count; slot++)
        {
            if (Part(terms[slot], document) is not { } part)
            {
                continue;
            }

            parts.Add(part);
            if (near[slot].Contains(document))
            {
                gains.Add(new Explanation(part.Value * NearGain, $"{terms[slot].Term} stands near its neighbour in the question", []));
            }
        }

        var sum = parts.Sum(p => p.Value);
        if (gains.Count > 0)
        {
            parts.Add(new Explanation(gains.Sum(g => g.Value), "neighbours of the question stand near each other", [.. gains]));
            sum += parts[^1].Value;
        }

        if (sum > 0 && query.Aspect is { } aspect && passage.Section.Aspect == aspect)
        {
            parts.Add(new Explanation(sum * AspectGain, $"tells of {aspect}, as the question asks", []));
            sum += parts[^1].Value;
        }

        return new Explanation(sum, sum > 0 ? $"score of {passage.Id}" : "no term of the question stands here", [.. parts]);
    }

    /// <inheritdoc/>
    public bool Knows(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _analyzer.Terms(word) is { Count: > 0 } terms && terms.All(_documents.ContainsKey);
    }

    /// <inheritdoc/>
    public double Idf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var having = _analyzer.Terms(word) is [var term, ..] ? _documents.GetValueOrDefault(term) : 0;
        return Math.Log(1 + ((_passages.Length - having + 0.5) / (having + 0.5)));
    }

    /// <inheritdoc/>
    public string? Correct(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Knows(word) ? null : _spelling.Correct(word);
    }

    private static IEnumerable<string> Texts(Passage passage) =>
    [
        passage.Article.Title,
        .. passage.Article.AlsoCalled,
        .. passage.Section.Path.IsEmpty ? [passage.Section.Heading] : passage.Section.Path,
        .. passage.Section.Sentences.Select(s => s.Text),
    ];

    // All that the index is made of, and the form in which it is written.
    private static string Content(ImmutableArray<Passage> passages, Vocabulary vocabulary) => ContentHash.Of(string.Join(
        '\n',
        passages.SelectMany(p => Texts(p).Prepend(p.Id).Append(p.Section.Topics.IsEmpty ? "" : p.Section.Topics[0]))
            .Concat(vocabulary.Topics.Select(t => t.Id + " " + string.Join('|', t.Words)))
            .Prepend($"form {Format}")));

    // The known terms of a question, each once, the greater weight where one comes twice.
    private List<(string Term, double Weight)> Terms(Query query)
    {
        var terms = new List<(string Term, double Weight)>();
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, weight) in query.Terms.IsDefault ? [] : query.Terms)
        {
            if (string.IsNullOrEmpty(word) || !(weight > 0) || !double.IsFinite(weight))
            {
                continue;
            }

            foreach (var term in _analyzer.Terms(word).Where(_documents.ContainsKey))
            {
                if (slots.TryAdd(term, terms.Count))
                {
                    terms.Add((term, weight));
                }
                else if (terms[slots[term]].Weight < weight)
                {
                    terms[slots[term]] = (term, weight);
                }
            }
        }

        return terms;
    }

    private double[] Shares((string Term, double Weight) term)
    {
        var shares = new double[_passages.Length];
        TermShares.Fill(_searcher, term.Term, term.Weight, shares);
        return shares;
    }

    // For each term the documents in which it stands near the one before or after it.
    private HashSet<int>[] Near(List<(string Term, double Weight)> terms)
    {
        var near = terms.Select(_ => new HashSet<int>()).ToArray();
        for (var slot = 1; slot < terms.Count; slot++)
        {
            foreach (var document in TermShares.Near(_searcher, terms[slot - 1].Term, terms[slot].Term))
            {
                near[slot - 1].Add(document);
                near[slot].Add(document);
            }
        }

        return near;
    }

    // Added up in the order in which Explain tells it, so that both agree to the last bit.
    private double Score(Query query, double[][] shares, HashSet<int>[] near, int document)
    {
        double sum = 0;
        double gains = 0;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            sum += shares[slot][document];
            gains += near[slot].Contains(document) ? shares[slot][document] * NearGain : 0;
        }

        sum += gains;
        return query.Aspect is { } aspect && _passages[document].Section.Aspect == aspect ? sum + (sum * AspectGain) : sum;
    }

    private Explanation? Part((string Term, double Weight) term, int document)
    {
        ImmutableArray<Explanation> fields = [.. TermShares.Explain(_searcher, term.Term, document)];
        if (fields.IsEmpty)
        {
            return null;
        }

        var share = fields.Sum(f => f.Value);
        return term.Weight == 1
            ? new Explanation(share, term.Term, fields)
            : new Explanation(share * term.Weight, FormattableString.Invariant($"{term.Term}: weight {term.Weight:0.###} of {share:0.000}"), []);
    }
}
