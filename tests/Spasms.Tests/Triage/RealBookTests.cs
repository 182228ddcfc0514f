using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Tests.Triage;

public sealed class RealBookTests
{
    private static readonly TriageBook Book = TriageWorld.Book;

    [Fact]
    public void The_real_book_has_no_fault()
    {
        var (_, faults) = TriageWorld.Compile(Repo.Read("knowledge/triage.yaml"));

        Assert.Equal("", string.Join('\n', faults));
    }

    [Fact]
    public void It_has_questions_red_flags_and_rules_for_each_of_the_four_levels()
    {
        Assert.True(Book.Questions.Length >= 15);
        Assert.True(Book.Rules.Length >= 40);
        Assert.True(Book.Rules.Count(r => r.Level >= Urgency.Urgent && r.When.Terms.Count() == 1) >= 20);
        Assert.All(Enum.GetValues<Urgency>(), level => Assert.Contains(Book.Rules, r => r.Level == level));
    }

    [Fact]
    public void Every_rule_names_a_source_with_publisher_title_and_year() =>
        Assert.All(Book.Rules, r => Assert.All(r.Sources, s => Assert.True(Book.Sources.Single(b => b.Id == s) is { Publisher.Length: > 1, Title.Length: > 1, Year: > 2000 })));

    [Fact]
    public void Its_words_read_at_grade_six_and_no_sentence_is_longer_than_twenty_words()
    {
        var vocabulary = VocabularyCompiler.Compile(new SourceFile("vocabulary.yaml", Repo.Read("knowledge/vocabulary.yaml")), null, new DiagnosticBag());
        string[] lines =
        [
            .. Book.Questions.SelectMany(q => new[] { q.Text, q.They, q.Why, q.Means }),
            .. Book.Rules.SelectMany(r => r.Text.Append(r.Why)),
            .. Book.Dispositions.SelectMany(d => d.Text),
        ];
        var sentences = lines.SelectMany(SentenceEnds.Split).ToList();

        Assert.True(new ReadingGrade(vocabulary).Of(sentences).Value <= 6);
        Assert.DoesNotContain(sentences, s => SentenceEnds.CountWords(s) > 20);
    }
}
