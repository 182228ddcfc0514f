using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Search.Lucene;

/// <summary>
/// Lucene's English analysis for running text, and the vocabulary as a synonym map for the names of a topic.
/// No stop words: which words of a question count is settled before the index is asked.
/// </summary>
internal sealed class PassageAnalyzer : AnalyzerWrapper
{
    /// <summary>The version whose behaviour is asked for.</summary>
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    // Two texts of one field are never near each other.
    private const int Border = 100;

    private readonly EnglishAnalyzer _english = new(Version, CharArraySet.Empty);
    private readonly Analyzer _names;

    public PassageAnalyzer(Vocabulary vocabulary)
        : base(PER_FIELD_REUSE_STRATEGY)
    {
        var synonyms = Synonyms(vocabulary);
        _names = NewAnonymous((_, reader) =>
        {
            Tokenizer topics = new WhitespaceTokenizer(Version, reader);
            TokenStream names = synonyms is null ? topics : new SynonymFilter(topics, synonyms, ignoreCase: false);
            return new TokenStreamComponents(topics, new PorterStemFilter(names));
        });
    }

    /// <summary>How a topic stands in the names field. No word of a question looks like it.</summary>
    public static string Token(string topic) => "topic:" + topic;

    /// <summary>The terms of a word of a question: one as a rule, none for what is no word.</summary>
    public IReadOnlyList<string> Terms(string word)
    {
        var normalised = Words.Normalise(word);
        if (normalised.Length == 0)
        {
            return [];
        }

        var terms = new List<string>(1);
        using var stream = _english.GetTokenStream(Fields.Body, normalised);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            terms.Add(term.ToString());
        }

        stream.End();
        return terms;
    }

    /// <inheritdoc/>
    public override int GetPositionIncrementGap(string fieldName) => Border;

    /// <inheritdoc/>
    protected override Analyzer GetWrappedAnalyzer(string fieldName) => fieldName == Fields.Names ? _names : _english;

    // Names of several words would lend passages their common words ("water tablets"): those are the recognizers' business.
    private static SynonymMap? Synonyms(Vocabulary vocabulary)
    {
        var map = new SynonymMap.Builder(dedup: true);
        var any = false;
        foreach (var topic in vocabulary.Topics)
        {
            foreach (var name in topic.Words.Where(w => w.Length > 0 && !w.Contains(' ', StringComparison.Ordinal)))
            {
                map.Add(new CharsRef(Token(topic.Id)), new CharsRef(name), includeOrig: false);
                any = true;
            }
        }

        return any ? map.Build() : null;
    }
}
