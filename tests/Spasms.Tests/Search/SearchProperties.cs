using Spasms.Knowledge.Text;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Tests.Search;

public sealed class SearchProperties
{
    private static readonly string[] Pool = ["leg", "cramp", "cramps", "calf", "night", "nerve", "pain", "water", "salt", "eye", "the", "of"];

    private static readonly Gen<string> Texts =
        from words in Gen.Elements(Pool).ListOf()
        select string.Join(' ', words.Prepend("start"));

    private static readonly Gen<ImmutableArray<Passage>> Corpora =
        from texts in Texts.NonEmptyListOf()
        from headings in Gen.Elements(Pool).ArrayOf(texts.Count)
        from aspects in Gen.Elements(Enum.GetValues<Aspect>()).ArrayOf(texts.Count)
        select texts.Select((t, i) => Corpus.Passage(i, Pool[i % Pool.Length], headings[i], t, aspects[i])).ToImmutableArray();

    private static readonly Gen<Query> Queries =
        from words in Gen.Elements([.. Pool, "unknown"]).NonEmptyListOf()
        from aspect in Gen.Elements<Aspect?>(null, Aspect.Causes, Aspect.Treatment)
        select new Query([.. words.Select((w, i) => new QueryTerm(w, i % 3 == 0 ? 0.5 : 1))], aspect);

    [Fact]
    public void The_hits_are_the_best_of_all_passages_as_their_explanations_tell() =>
        Prop.ForAll(Corpora.ToArbitrary(), Queries.ToArbitrary(), (corpus, query) =>
        {
            var index = PassageIndex.Build(corpus, Vocabulary.Empty);
            var expected = corpus
                .Select(p => new Hit(p, index.Explain(query, p).Value))
                .Where(h => h.Score > 0)
                .OrderByDescending(h => h.Score)
                .ThenBy(h => h.Passage.Ordinal)
                .Take(3);
            Assert.Equal(expected, index.Search(query, 3));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_query_adds_up_no_more_postings_than_its_terms_have() =>
        Prop.ForAll(Corpora.ToArbitrary(), Queries.ToArbitrary(), (corpus, query) =>
        {
            PassageIndex.Build(corpus, Vocabulary.Empty).Search(query, 3, out var work);
            var tokens = corpus.Sum(p => p.Section.Sentences.Sum(s => s.Text.Length) + 20L);
            Assert.True(work.Postings <= (long)work.Terms * corpus.Length);
            Assert.True(work.Tokens <= tokens);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_edit_distance_is_that_of_the_textbook_table() =>
        Prop.ForAll(ShortWords.ToArbitrary(), ShortWords.ToArbitrary(), (a, b) =>
        {
            var distance = Textbook(a, b);
            for (var most = 0; most <= 3; most++)
            {
                Assert.Equal(Math.Min(distance, most + 1), EditDistance.Between(a, b, most));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_own_logarithm_is_the_logarithm() =>
        Prop.ForAll(Gen.Choose(0, 2_000_000).ToArbitrary(), thousandths =>
        {
            var x = 1 + (thousandths / 1000.0);
            Assert.Equal(Math.Log(x), Bm25.Ln(x), 1e-13);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> ShortWords => from letters in Gen.Elements('a', 'b', 'c').ListOf() select new string([.. letters.Take(9)]);

    private static int Textbook(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                table[i, j] = new[] { table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1) }.Min();
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
