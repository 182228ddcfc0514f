using System.Collections.Frozen;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Spell;
using Lucene.Net.Store;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Search.Lucene;

/// <summary>
/// Finds the word that was meant with Lucene's own speller over the words of the passages and the vocabulary: one edit from
/// five letters, two from eight. Plain English words are left alone, and what is equally near to unlike words too.
/// </summary>
internal sealed class LuceneSpelling
{
    private const int OneEdit = 5;
    private const int TwoEdits = 8;
    private const int Longest = 32;
    private const int ShortestTarget = 4;
    private const int Candidates = 64;

    private readonly DirectoryReader _words;
    private readonly PassageAnalyzer _analyzer;
    private readonly FrozenSet<string> _kept;
    private readonly DirectSpellChecker _one = Checker(1);
    private readonly DirectSpellChecker _two = Checker(2);

    /// <summary>Gathers the words.</summary>
    /// <param name="texts">The texts of the passages.</param>
    /// <param name="vocabulary">More targets, and words that are kept as they are.</param>
    /// <param name="analyzer">Tells whether two words are forms of one.</param>
    public LuceneSpelling(IEnumerable<string> texts, Vocabulary vocabulary, PassageAnalyzer analyzer)
    {
        _analyzer = analyzer;
        var names = vocabulary.Topics.SelectMany(t => t.Words).SelectMany(w => w.Split(' ')).Distinct(StringComparer.Ordinal).ToArray();
        _kept = vocabulary.PlainWords.Concat(vocabulary.PlainWords.Select(Stem)).Concat(names).ToFrozenSet(StringComparer.Ordinal);
        var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(PassageAnalyzer.Version, new WhitespaceAnalyzer(PassageAnalyzer.Version))))
        {
            foreach (var text in texts.Append(string.Join(' ', names)))
            {
                writer.AddDocument(new Document { new TextField(Fields.Words, Words.Normalise(text), Field.Store.NO) });
            }

            writer.ForceMerge(1);
        }

        _words = DirectoryReader.Open(directory);
    }

    /// <summary>The word meant, or null.</summary>
    public string? Correct(string word)
    {
        if (word.Length is < OneEdit or > Longest || !word.All(char.IsLetter) || _kept.Contains(word) || _kept.Contains(Stem(word)))
        {
            return null;
        }

        var near = Near(_one, word);
        if (near.Length == 0 && word.Length >= TwoEdits)
        {
            near = Near(_two, word);
        }

        return near.Length == 0 ? null : Likeliest(word, near);
    }

    private static DirectSpellChecker Checker(int edits) => new()
    {
        MaxEdits = edits,
        MinPrefix = 0,
        MinQueryLength = 0,
        Accuracy = 0,
        MaxInspections = Candidates,
        LowerCaseTerms = false,
    };

    private string[] Near(DirectSpellChecker checker, string word) =>
    [
        .. checker.SuggestSimilar(new Term(Fields.Words, word), Candidates, _words, SuggestMode.SUGGEST_ALWAYS)
            .Select(s => s.String)
            .Where(s => s.Length >= ShortestTarget && s.All(char.IsLetter))
            .Order(StringComparer.Ordinal),
    ];

    // Twice as likely as any unlike word, or nobody can tell which was meant.
    private string? Likeliest(string word, string[] near)
    {
        var best = near.MaxBy(n => Weight(word, n))!;
        return near.All(n => Stem(n) == Stem(best) || Weight(word, best) >= 2 * Weight(word, n)) ? best : null;
    }

    // Slips seldom touch the first letter.
    private long Weight(string word, string target) =>
        _words.TotalTermFreq(new Term(Fields.Words, target)) * (word[0] == target[0] ? 8 : 1);

    private string Stem(string word) => _analyzer.Terms(word) is [var stem, ..] ? stem : word;
}
