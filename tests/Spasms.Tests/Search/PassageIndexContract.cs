using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Tests.Search;

/// <summary>What every <see cref="IPassageIndex"/> keeps to. An implementation proves itself by a five-line subclass.</summary>
public abstract class PassageIndexContract
{
    private static readonly Vocabulary Words = Corpus.Vocabulary(
        ["stretch", "jeans", "cramped", "twitch", "gnats"], ("dystonia", ["dystonia", "torsion dystonia", "dystonic"]), ("statins", ["statins", "lipitor"]));

    private IPassageIndex Index => Build(Corpus.Small, Words);

    protected abstract IPassageIndex Build(ImmutableArray<Passage> passages, Vocabulary vocabulary);

    [Fact]
    public void A_word_of_one_passage_finds_that_passage() =>
        Assert.Equal([3], Found(Query.Of("electromyography")));

    [Fact]
    public void Another_form_of_the_word_finds_it_too() =>
        Assert.Equal([2], Found(Query.Of("twitches", "eyelids")));

    [Fact]
    public void Another_name_of_the_article_finds_it() =>
        Assert.Equal([0], Found(Query.Of("charley")));

    [Fact]
    public void Another_single_word_name_of_the_sections_topic_finds_it() =>
        Assert.Equal([4], Found(Query.Of("dystonic")));

    [Fact]
    public void A_common_word_of_a_name_of_several_words_finds_nothing() =>
        Assert.Empty(Found(Query.Of("torsion")));

    [Fact]
    public void Unknown_words_find_nothing()
    {
        Assert.Empty(Found(Query.Of("romans", "ate")));
        Assert.Empty(Found(Query.Of()));
        Assert.Empty(Found(Query.Of("", " ", "\uD800")));
    }

    [Fact]
    public void Unknown_words_beside_known_ones_change_nothing() =>
        Assert.Equal(Scores(Query.Of("magnesium")), Scores(Query.Of("zzz", "magnesium", "qqq")));

    [Fact]
    public void More_words_that_match_rank_higher() =>
        Assert.Equal(5, Found(Query.Of("magnesium", "cramp"))[0]);

    [Fact]
    public void A_heading_match_scores_more_than_the_same_match_in_a_long_body()
    {
        var index = Build(
            [
                Corpus.Passage(0, "Other", "Something", "A long body that mentions cramp once among many other plain words here."),
                Corpus.Passage(1, "Other", "Cramp", "A short body."),
            ],
            Vocabulary.Empty);
        Assert.Equal(1, index.Search(Query.Of("cramp"), 1)[0].Passage.Ordinal);
    }

    [Fact]
    public void Ties_go_to_the_lower_ordinal_in_whatever_order_they_came()
    {
        var twins = Enumerable.Range(0, 20).Select(i => Corpus.Passage(i, "Same", "Same", "The same words.")).ToImmutableArray();
        var index = Build([.. twins.Reverse()], Vocabulary.Empty);
        Assert.Equal([0, 1, 2, 3, 4], index.Search(Query.Of("same", "words"), 5).Select(h => h.Passage.Ordinal));
    }

    [Fact]
    public void A_passage_of_the_asked_aspect_gains_a_quarter()
    {
        var plain = Scores(Query.Of("cramp"));
        var treated = Scores(Query.Of("cramp") with { Aspect = Aspect.Treatment });
        Assert.Equal(plain[1] * 1.25, treated[1]);
        Assert.Equal(plain[0], treated[0]);
        Assert.Equal(1, Found(Query.Of("cramp") with { Aspect = Aspect.Treatment })[0]);
    }

    [Fact]
    public void Neighbouring_words_that_stand_near_each_other_gain()
    {
        var index = Build(
            [
                Corpus.Passage(0, "T", "H", "leg one two three four five six seven cramp"),
                Corpus.Passage(1, "T", "H", "one two three leg cramp four five six seven"),
            ],
            Vocabulary.Empty);
        var hits = index.Search(Query.Of("leg", "cramp"), 2);
        Assert.Equal(1, hits[0].Passage.Ordinal);
        Assert.Equal(1.2, hits[0].Score / hits[1].Score, 9);
        Assert.Equal(hits, index.Search(Query.Of("cramp", "leg"), 2));
    }

    [Fact]
    public void A_lower_weight_lowers_a_words_share()
    {
        var index = Index;
        var full = index.Search(Query.Of("magnesium"), 1)[0].Score;
        var half = index.Search(new Query([new QueryTerm("magnesium", 0.5)]), 1)[0].Score;
        Assert.Equal(full / 2, half);
    }

    [Fact]
    public void Senseless_weights_count_as_absent() =>
        Assert.Empty(Found(new Query([new QueryTerm("cramp", 0), new QueryTerm("cramp", -1), new QueryTerm("cramp", double.NaN), new QueryTerm("cramp", double.PositiveInfinity)])));

    [Fact]
    public void A_word_asked_twice_counts_once() =>
        Assert.Equal(Scores(Query.Of("cramp")), Scores(Query.Of("cramp", "cramps", "cramping")));

    [Fact]
    public void The_count_bounds_the_hits()
    {
        var index = Index;
        Assert.Empty(index.Search(Query.Of("cramp"), 0));
        Assert.Empty(index.Search(Query.Of("cramp"), -1));
        Assert.Single(index.Search(Query.Of("cramp"), 1));
        Assert.Equal(3, index.Search(Query.Of("cramp"), int.MaxValue).Length);
    }

    [Fact]
    public void A_smaller_count_gives_the_first_of_a_greater_one()
    {
        var index = Index;
        var all = index.Search(Query.Of("cramp", "cause", "muscle"), 100);
        for (var count = 1; count <= all.Length; count++)
        {
            Assert.Equal(all[..count], index.Search(Query.Of("cramp", "cause", "muscle"), count));
        }
    }

    [Fact]
    public void The_same_question_gives_the_same_bits_twice_and_from_two_builds()
    {
        var query = Query.Of("what", "causes", "cramp", "muscle", "magnesium") with { Aspect = Aspect.Causes };
        var index = Index;
        var first = index.Search(query, 10);
        Assert.Equal(first, index.Search(query, 10));
        Assert.Equal(first, Build([.. Corpus.Small.Reverse()], Words).Search(query, 10));
    }

    [Fact]
    public void The_explanation_adds_up_to_the_score_at_every_level()
    {
        var query = Query.Of("what", "causes", "cramp", "muscle", "magnesium") with { Aspect = Aspect.Causes };
        var index = Index;
        foreach (var hit in index.Search(query, 10))
        {
            var explanation = index.Explain(query, hit.Passage);
            Assert.Equal(hit.Score, explanation.Value);
            AssertAddsUp(explanation);
        }
    }

    [Fact]
    public void A_passage_that_does_not_match_is_explained_with_zero()
    {
        Assert.Equal(0, Index.Explain(Query.Of("magnesium"), Corpus.Small[3]).Value);
        Assert.Equal(0, Index.Explain(Query.Of("cramp"), Corpus.Passage(77, "Leg cramps", "Cramp", "Cramp.")).Value);
    }

    [Fact]
    public void It_knows_the_words_of_its_passages_in_any_form()
    {
        var index = Index;
        Assert.True(index.Knows("cramping"));
        Assert.True(index.Knows("charley"));
        Assert.False(index.Knows("romans"));
        Assert.False(index.Knows(""));
    }

    [Fact]
    public void Rare_words_weigh_more_than_common_ones_and_unknown_words_most()
    {
        var index = Index;
        Assert.True(index.Idf("romans") > index.Idf("electromyography"));
        Assert.True(index.Idf("electromyography") > index.Idf("cramps"));
        Assert.True(index.Idf("cramps") >= 0);
    }

    [Theory]
    [InlineData("magnesum", "magnesium")]
    [InlineData("magneesum", "magnesium")]
    [InlineData("eyeild", "eyelid")]
    [InlineData("eyeldi", "eyelid")]
    [InlineData("electomiography", "electromyography")]
    [InlineData("lipitro", "lipitor")]
    [InlineData("dystona", "dystonia")]
    public void A_slip_is_corrected_to_the_nearest_word(string typed, string meant) =>
        Assert.Equal(meant, Index.Correct(typed));

    [Theory]
    [InlineData("cramps", "known")]
    [InlineData("lipitor", "known to the vocabulary")]
    [InlineData("calg", "shorter than five letters")]
    [InlineData("mxssgge", "two edits in seven letters")]
    [InlineData("stretch", "plain English")]
    [InlineData("stretches", "a form of a plain English word")]
    [InlineData("twich1", "has a digit")]
    [InlineData("gnats", "plain English near nothing")]
    [InlineData("", "empty")]
    [InlineData("romans", "nothing near")]
    public void A_word_is_left_alone(string typed, string because)
    {
        Assert.NotEmpty(because);
        Assert.Null(Index.Correct(typed));
    }

    [Fact]
    public void A_word_between_two_equally_likely_unlike_words_is_left_alone()
    {
        var index = Build([Corpus.Passage(0, "T", "H", "the spine and the spike")], Vocabulary.Empty);
        Assert.Null(index.Correct("spiwe"));
    }

    [Fact]
    public void Between_unlike_words_the_one_that_is_far_more_frequent_was_meant()
    {
        var index = Build([Corpus.Passage(0, "T", "H", "the spine the spine the spine and the spike")], Vocabulary.Empty);
        Assert.Equal("spine", index.Correct("spiwe"));
    }

    [Fact]
    public void Forms_of_one_word_do_not_compete()
    {
        var index = Build([Corpus.Passage(0, "T", "H", "a muscle and muscles")], Vocabulary.Empty);
        Assert.Equal("muscle", index.Correct("muscel"));
    }

    [Fact]
    public void An_empty_index_finds_explains_and_corrects_nothing()
    {
        var index = Build([], Vocabulary.Empty);
        Assert.Empty(index.Search(Query.Of("cramp"), 5));
        Assert.Equal(0, index.Explain(Query.Of("cramp"), Corpus.Small[0]).Value);
        Assert.Null(index.Correct("crampp"));
        Assert.False(index.Knows("cramp"));
        Assert.True(index.Idf("cramp") >= 0);
    }

    [Fact]
    public void Odd_and_huge_questions_are_taken_calmly()
    {
        var index = Index;
        string[] odd = ["", "\0", "\uD800", "\u202Ecramp", "🦵", new string('a', 10_000), new string('y', 64), "'", "'''", "s", "ing", "ied"];
        foreach (var word in odd)
        {
            Assert.NotNull(index.Search(Query.Of(word, "cramp"), 3)[0]);
            Assert.Null(index.Correct(word));
            Assert.True(index.Idf(word) >= 0);
        }

        var many = new Query([.. Enumerable.Range(0, 5000).Select(i => new QueryTerm("word" + i)), new QueryTerm("cramp")]);
        Assert.Equal(3, index.Search(many, 10).Length);
        Assert.Equal(new Query(default).Terms.IsDefault ? 0 : 1, index.Search(new Query(default), 10).Length);
    }

    private static void AssertAddsUp(Explanation explanation)
    {
        if (!explanation.Details.IsEmpty)
        {
            double sum = 0;
            foreach (var part in explanation.Details)
            {
                AssertAddsUp(part);
                sum += part.Value;
            }

            Assert.Equal(explanation.Value, sum);
        }
    }

    private int[] Found(Query query) => [.. Index.Search(query, 10).Select(h => h.Passage.Ordinal)];

    private Dictionary<int, double> Scores(Query query) =>
        Index.Search(query, 10).ToDictionary(h => h.Passage.Ordinal, h => h.Score);
}
