using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Search;

namespace Spasms.Benchmarks;

/// <summary>
/// Passages and questions whose words are spread as in English: the word of rank r comes about 1/r as often as the first.
/// The same on every run.
/// </summary>
internal sealed class SyntheticCorpus
{
    private const int Vocabulary = 40_000;
    private const int WordsOfPassage = 90;
    private const int PassagesOfArticle = 12;

    private readonly double[] _cumulative = new double[Vocabulary];
    private ulong _state;

    public SyntheticCorpus(ulong seed)
    {
        _state = seed;
        double sum = 0;
        for (var rank = 0; rank < Vocabulary; rank++)
        {
            sum += 1.0 / (rank + 10);
            _cumulative[rank] = sum;
        }
    }

    public ImmutableArray<Passage> Passages(int count)
    {
        var passages = ImmutableArray.CreateBuilder<Passage>(count);
        Article? article = null;
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            if (ordinal % PassagesOfArticle == 0)
            {
                var id = "article" + (ordinal / PassagesOfArticle).ToString(CultureInfo.InvariantCulture);
                article = new Article(id, Text(3), [Text(2)], [], [], new DateOnly(2026, 1, 1), "", [], "", "");
            }

            var section = new Section(
                "s" + ordinal.ToString(CultureInfo.InvariantCulture), "", 2, [Text(3), Text(2)], (Aspect)Next(7), [], null, [],
                [.. Enumerable.Range(1, 6).Select(line => new Sentence(Text(WordsOfPassage / 6), line, false))]);
            passages.Add(new Passage(ordinal, article!, section));
        }

        return passages.MoveToImmutable();
    }

    /// <summary>Questions without their stop words: one to six words, the commonest fifty words left out.</summary>
    public Query[] Queries(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new Query(
            [.. Enumerable.Range(0, 1 + Next(6)).Select(_ => new QueryTerm(Word(50)))],
            Next(2) == 0 ? null : (Aspect)Next(7)))];

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(0)));

    private string Word(int from)
    {
        int rank;
        do
        {
            var at = Array.BinarySearch(_cumulative, NextUnit() * _cumulative[^1]);
            rank = at < 0 ? Math.Min(~at, Vocabulary - 1) : at;
        }
        while (rank < from);
        return "w" + Letters(rank);
    }

    private static string Letters(int number)
    {
        var text = "";
        do
        {
            text += (char)('a' + (number % 26));
            number /= 26;
        }
        while (number > 0);
        return text + "q";
    }

    private int Next(int below) => (int)(NextUnit() * below);

    // Knuth's linear congruential generator: enough for a corpus, the same everywhere.
    private double NextUnit()
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (_state >> 11) * (1.0 / (1UL << 53));
    }
}
