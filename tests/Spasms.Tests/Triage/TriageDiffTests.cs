using Spasms.Dialog.Triage;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage;

public sealed class TriageDiffTests
{
    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        var difference = TriageDiff.Between(TriageWorld.Book, TriageWorld.Book);

        Assert.True(difference.Compared > 3000);
        Assert.Empty(difference.Moves);
    }

    [Fact]
    public void A_lowered_rule_shows_the_answers_that_it_lowers_the_shortest_first()
    {
        var book = TriageWorld.Book;
        var rule = book.Rule("heartbeat")!;

        var moves = TriageDiff.Between(book, book with { Rules = book.Rules.Replace(rule, rule with { Level = Urgency.Routine }) }).Moves;

        Assert.All(moves, m => Assert.True(m.Becomes < m.Was));
        Assert.Equal(("symptoms: heartbeat", Urgency.Urgent, Urgency.Routine), (moves[0].Answers, moves[0].Was, moves[0].Becomes));
        Assert.Equal(["heartbeat"], moves[0].OldRules);
    }

    [Fact]
    public void A_new_finding_shows_as_raised()
    {
        var text = Repo.Read("knowledge/triage.yaml");
        var (without, _) = TriageWorld.Compile(text.Replace("when: {all: [wound]}", "when: {all: [wound, fever]}", StringComparison.Ordinal));

        var moves = TriageDiff.Between(without, TriageWorld.Book).Moves;

        Assert.Contains(moves, m => m is { Answers: "screen-body: wound", Was: Urgency.SelfCare, Becomes: Urgency.Urgent });
        Assert.All(moves, m => Assert.True(m.Becomes > m.Was));
    }
}
