using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Search;

/// <summary>Reads passages into <see cref="IndexData"/>. Lives for one build.</summary>
internal sealed class IndexBuilder
{
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _termOfWord = new(StringComparer.Ordinal);
    private readonly List<List<Raw>> _postings = [];
    private readonly List<int> _tokens = [];
    private readonly Dictionary<string, ImmutableArray<string>> _namesOfTopic = new(StringComparer.Ordinal);

    private enum Field
    {
        Title,
        Heading,
        Body,
    }

    /// <summary>How often each word (unstemmed) stands in the passages: the targets of spelling.</summary>
    public Dictionary<string, int> WordCounts { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for passages whose index was kept.</summary>
    public static Dictionary<string, int> CountsOf(ImmutableArray<Passage> passages, Vocabulary vocabulary)
    {
        var builder = new IndexBuilder();
        builder.Build(passages, vocabulary);
        return builder.WordCounts;
    }

    /// <summary>Builds the arrays.</summary>
    public IndexData Build(ImmutableArray<Passage> passages, Vocabulary vocabulary)
    {
        foreach (var topic in vocabulary.Topics)
        {
            // Names of several words would lend passages their common words ("water tablets"): those are the recognizers' business.
            _namesOfTopic.TryAdd(topic.Id, [.. topic.Words.Where(w => !w.Contains(' ', StringComparison.Ordinal))]);
        }

        ImmutableArray<Passage> ordered = [.. passages.OrderBy(p => p.Ordinal)];
        var lengths = new Lengths[ordered.Length];
        var tokenStarts = new int[ordered.Length + 1];
        for (var document = 0; document < ordered.Length; document++)
        {
            lengths[document] = Read(ordered[document], document);
            tokenStarts[document + 1] = _tokens.Count;
        }

        return Flatten(ordered, lengths, tokenStarts);
    }

    private static MeanLengths Mean(Lengths[] lengths)
    {
        var (title, heading, body) = (0L, 0L, 0L);
        foreach (var one in lengths)
        {
            title += one.Title;
            heading += one.Heading;
            body += one.Body;
        }

        double count = Math.Max(1, lengths.Length);
        return new MeanLengths(title / count, heading / count, body / count);
    }

    private static Raw Count(Raw raw, Field field) => field switch
    {
        Field.Title => raw with { Title = Math.Min(255, raw.Title + 1) },
        Field.Heading => raw with { Heading = Math.Min(255, raw.Heading + 1) },
        _ => raw with { Body = Math.Min(255, raw.Body + 1) },
    };

    private Lengths Read(Passage passage, int document)
    {
        var title = Add(passage.Article.Title, document, Field.Title);
        foreach (var name in passage.Article.AlsoCalled)
        {
            title += Add(name, document, Field.Title);
        }

        var heading = 0;
        foreach (var step in passage.Section.Path)
        {
            heading += Add(step, document, Field.Heading);
        }

        if (passage.Section.Path.IsEmpty)
        {
            heading += Add(passage.Section.Heading, document, Field.Heading);
        }

        var body = 0;
        foreach (var sentence in passage.Section.Sentences)
        {
            body += Add(sentence.Text, document, Field.Body);
        }

        AddNames(passage, document);
        return new Lengths(title, heading, body);
    }

    // The other names of what a section is about are found like its heading, once each, without making the heading longer.
    private void AddNames(Passage passage, int document)
    {
        if (passage.Section.Topics.IsEmpty || !_namesOfTopic.TryGetValue(passage.Section.Topics[0], out var names))
        {
            return;
        }

        foreach (var name in names)
        {
            var postings = CollectionsMarshal.AsSpan(_postings[TermOf(name)]);
            if (postings.IsEmpty || postings[^1].Document != document)
            {
                _postings[TermOf(name)].Add(new Raw(document, 0, 1, 0));
            }
            else if (postings[^1].Heading == 0)
            {
                postings[^1] = postings[^1] with { Heading = 1 };
            }
        }
    }

    private int Add(string text, int document, Field field)
    {
        var words = Words.Of(text);
        foreach (var word in words)
        {
            var term = TermOf(word.Value);
            _tokens.Add(term);
            CollectionsMarshal.GetValueRefOrAddDefault(WordCounts, word.Value, out _)++;
            var postings = _postings[term];
            if (postings.Count == 0 || postings[^1].Document != document)
            {
                postings.Add(new Raw(document, 0, 0, 0));
            }

            postings[^1] = Count(postings[^1], field);
        }

        _tokens.Add(IndexData.Border);
        return words.Length;
    }

    private int TermOf(string word)
    {
        if (_termOfWord.TryGetValue(word, out var known))
        {
            return known;
        }

        var stem = Porter2.Stem(word);
        if (!_terms.TryGetValue(stem, out var term))
        {
            term = _postings.Count;
            _terms.Add(stem, term);
            _postings.Add([]);
        }

        _termOfWord.Add(word, term);
        return term;
    }

    private IndexData Flatten(ImmutableArray<Passage> passages, Lengths[] lengths, int[] tokenStarts)
    {
        var total = _postings.Sum(p => p.Count);
        var starts = new int[_postings.Count + 1];
        var documents = new int[total];
        var impacts = new double[total];
        var counts = new Frequencies[total];
        var data = new IndexData
        {
            Passages = passages,
            Terms = WordTable.Of(_terms.Keys),
            Starts = starts,
            Documents = documents,
            Impacts = impacts,
            Frequencies = counts,
            Lengths = lengths,
            Mean = Mean(lengths),
            TokenStarts = tokenStarts,
            Tokens = _tokens.ToArray(),
        };

        var at = 0;
        for (var term = 0; term < _postings.Count; term++)
        {
            var idf = Bm25.Idf(passages.Length, _postings[term].Count);
            foreach (var raw in _postings[term])
            {
                var frequencies = new Frequencies((byte)raw.Title, (byte)raw.Heading, (byte)raw.Body);
                var (title, heading, body) = data.Shares(idf, raw.Document, frequencies);
                documents[at] = raw.Document;
                counts[at] = frequencies;
                impacts[at] = title + heading + body;
                at++;
            }

            starts[term + 1] = at;
        }

        return data;
    }

    private readonly record struct Raw(int Document, int Title, int Heading, int Body);
}
