using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Tests.Compiling;

public sealed class ReadingGradeTests
{
    private static readonly ReadingGrade Plain = new(Vocabulary.Empty);

    [Theory]
    [InlineData(1, "the leg hurts cramp stretch rest moved helped feet tired hour breathe caused once eyes clothes cant dont likes")]
    [InlineData(2, "muscle statement seizure spasm doctor water over table people movement sleepy needed added tested causes twitches isnt quiet fluid being handle handled stiffness helpful careful safely people into also below")]
    [InlineData(3, "area sodium calcium tetanus medicine exercise emergent idea element supplement serious arteries different nausea")]
    [InlineData(4, "potassium dystonia magnesium usually emergency neurospasm understanding especially")]
    [InlineData(5, "neuropathy electrolyte electricity", -1)]
    public void Syllables_are_counted_as_they_are_spoken(int expected, string words, int slack = 0)
    {
        foreach (var word in words.Split(' '))
        {
            Assert.True(Syllables.Of(word) <= expected && Syllables.Of(word) >= expected + slack, $"{word}: {Syllables.Of(word)}");
        }
    }

    [Fact]
    public void The_grade_is_that_of_flesch_and_kincaid()
    {
        // 10 words, 2 sentences, 11 syllables.
        var grade = Plain.Of(["The cat sat on the mat.", "It was very warm."]);

        Assert.Equal((2, 10, 11), (grade.Sentences, grade.Words, grade.Syllables));
        Assert.Equal((0.39 * 5) + (11.8 * 1.1) - 15.59, grade.Value, precision: 9);
    }

    [Fact]
    public void A_vocabulary_term_counts_as_one_word_of_two_syllables()
    {
        var vocabulary = Vocabulary.Empty with
        {
            Topics = [new Topic("als", "ALS", TopicKind.Condition, null, ["amyotrophic lateral sclerosis", "leg", "neuropathy"], [], null)],
        };
        var tool = new ReadingGrade(vocabulary);

        Assert.Equal((4, 5), Counts(tool.Of(["This is amyotrophic lateral sclerosis here."])));
        Assert.Equal((1, 2), Counts(tool.Of(["Neuropathy."])));
        Assert.Equal((1, 1), Counts(tool.Of(["Legs."])));
    }

    [Fact]
    public void A_telephone_number_is_one_short_word() =>
        Assert.Equal((2, 2), Counts(Plain.Of(["Call 1-800-222-1222."])));

    [Fact]
    public void No_words_have_grade_zero() => Assert.Equal(0, Plain.Of(["", "..."]).Value);

    [Theory]
    [InlineData("A cramp hurts. It passes.", 15)]
    [InlineData("Is it a cramp? No.", 15)]
    [InlineData("He said \"stop.\" Then he left.", 16)]
    [InlineData("Vitamin B12. Iron.", 13)]
    public void A_second_sentence_is_found_where_it_begins(string text, int at) => Assert.Equal(at, SentenceEnds.SecondStart(text));

    [Theory]
    [InlineData("A cramp lasts 1.5 minutes, e.g. in bed.")]
    [InlineData("Ask Dr. Smith about it.")]
    [InlineData("The U.S. Food and Drug Administration says so.")]
    [InlineData("Call at 8 a.m. or later.")]
    [InlineData("Salts (e.g. Sodium) matter.")]
    [InlineData("Wait ... and rest.")]
    [InlineData("No end")]
    [InlineData("")]
    public void One_sentence_is_one_sentence(string text) => Assert.Equal(-1, SentenceEnds.SecondStart(text));

    [Fact]
    public void The_author_sees_the_hardest_sentences_of_each_article()
    {
        var knowledge = KnowledgeCompiler.Compile(KnowledgeFiles.Good).Knowledge!;

        var grades = Grading.OfArticles(knowledge);

        Assert.Equal(["articles/cramps.md", "articles/when-to-get-help.md"], grades.Select(g => g.File));
        Assert.All(grades, g => Assert.True(g.Hardest[0].Grade >= g.Hardest[^1].Grade));
        Assert.Equal(5, grades[0].Hardest.Length);
    }

    private static (int Words, int Syllables) Counts(Grade grade) => (grade.Words, grade.Syllables);
}
