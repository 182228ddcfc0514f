using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;

namespace Spasms.Tests.Compiling;

/// <summary>How follow-ups that others asked speak for sections.</summary>
public sealed class FollowUpsTests
{
    private const string Spread = """
        [conditions#dystonia-treatment]
        what is dystonia | how do they put it right
        [conditions#parkinsons-treatment]
        what is parkinsons | how do they put it right
        [conditions#dystonia-symptoms]
        what is dystonia | how would i notice
        [conditions#parkinsons-symptoms]
        what is parkinsons | how would i notice
        [-]
        what is dystonia | who won the cup
        [said]
        what is dystonia | ah right cheers
        [told]
        what is dystonia | mine has been twisting since monday
        """;

    [Fact]
    public void The_talk_before_tells_the_topic_and_the_follow_up_what_is_asked()
    {
        Assert.Equal("conditions#parkinsons-treatment", First("how do they put it right", "does parkinsons hurt"));
        Assert.Equal("conditions#dystonia-symptoms", First("how would you notice", "is dystonia bad"));
    }

    [Fact]
    public void What_is_asked_holds_for_topics_that_nobody_asked_it_of()
    {
        var votes = Votes(Read(Spread), "put it right", "als", out _);

        Assert.Contains("treatment", votes.MaxBy(v => v.Value).Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_subjects_notes_and_reports_are_told_from_questions()
    {
        var read = Read(Spread);

        Votes(read, "who won the cup then", "what is dystonia", out var other);
        Votes(read, "ah right", "what is dystonia", out var said);
        Votes(read, "mine twisting since monday", "what is dystonia", out var told);
        Votes(read, "how would i notice", "what is dystonia", out var asked);

        Assert.True(other.Ours < 0.5);
        Assert.True(said.Said > 0.5);
        Assert.True(told.Told > 0.5);
        Assert.True(asked.Ours > 0.5 && asked.Said < 0.5 && asked.Told < 0.5);
    }

    [Fact]
    public void The_same_follow_ups_are_learnt_to_the_same_bit() =>
        Assert.Equal(Votes(Read(Spread), "how is it put right", "dystonia", out _), Votes(Read(Spread), "how is it put right", "dystonia", out _));

    [Fact]
    public void What_was_learnt_from_the_same_is_not_learnt_again()
    {
        var (earlier, passages) = (Read(Spread), Content.Knowledge.Passages);
        FollowUps Again(string text, ImmutableArray<Passage> sections) => FollowUps.Compile(new SourceFile(FollowUps.Path, text), null, sections, new DiagnosticBag(), earlier);

        Assert.Same(earlier, Again(Spread, passages));
        Assert.NotSame(earlier, Again(Spread + "what is a cramp | and how long for\n", passages));
        Assert.NotSame(earlier, Again(Spread, passages.RemoveAt(passages.Length - 1)));
    }

    [Fact]
    public void No_follow_up_that_we_measure_with_is_learnt_from()
    {
        var learnt = Lines("knowledge/follow-ups.txt").ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(Lines("tests/search/tune-follow-ups.txt").Concat(Lines("tests/search/held-follow-ups.txt")), learnt.Contains);
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(Repo.PathOf(path)).Where(l => l.Contains('|'));

    private static string First(string question, string before) => Votes(Read(Spread), question, before, out _).MaxBy(v => v.Value).Key;

    private static FollowUps Read(string text)
    {
        var bag = new DiagnosticBag();
        var read = FollowUps.Compile(new SourceFile(FollowUps.Path, text), null, Content.Knowledge.Passages, bag);
        Assert.False(bag.HasErrors);
        return read;
    }

    private static Dictionary<string, float> Votes(FollowUps read, string question, string before, out FollowUpShares shares)
    {
        var votes = new float[Content.Knowledge.Passages.Length];
        shares = read.Vote(Folded(question), Folded(before), votes);
        return Content.Knowledge.Passages.ToDictionary(p => p.Id, p => votes[p.Ordinal]);
    }

    private static string[] Folded(string text) => [.. Words.Of(text).Select(w => Words.Singular(w.Value))];
}
