using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Tests.Triage;

/// <summary>What stands in a result, and that what it says about other answers is true.</summary>
public sealed class ResultTests
{
    public static TheoryData<string> People => [.. CaseTests.All.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(People))]
    public void What_would_raise_or_lower_a_result_really_does_when_that_answer_is_changed(string id)
    {
        var end = CaseTests.Find(id).Walk();
        var now = Assessment.Of(TriageWorld.Book, end.State!.Responses);
        var raising = Nearest.Raising(TriageWorld.Book, end.State.Responses, now, Urgency.SelfCare).ToList();
        var lowering = Nearest.Lowering(TriageWorld.Book, end.State.Responses, now, Urgency.SelfCare).ToList();

        Assert.All(raising, o => Assert.True(o.Level > now.Level));
        Assert.All(lowering, o => Assert.True(o.Level < now.Level));
        foreach (var other in raising.Concat(lowering).Where(o => o.Response.Value is null))
        {
            var question = TriageWorld.Book.Question(other.Response.Question)!;
            var talk = WalkTests.Walk(CaseTests.Find(id).Walk().Say("change my " + question.Name).AnswerWith(other));

            Assert.True(talk.Result!.Urgency == other.Level, $"{question.Id}: {talk.Result.Urgency}, said {other.Level}");
        }
    }

    [Fact]
    public void Most_results_that_are_no_emergency_say_what_would_change_them()
    {
        var results = CaseTests.All.Select(c => c.Walk().Result!).Where(r => r.Urgency < Urgency.Emergency).ToList();
        var telling = results.Count(r => Headings(r).Any(h => h.StartsWith("This would make it", StringComparison.Ordinal)));

        Assert.True(telling >= results.Count * 8 / 10, $"{telling} of {results.Count}");
    }

    [Theory]
    [MemberData(nameof(People))]
    public void Warning_signs_are_signs_of_rules_that_are_graver_and_have_not_fired(string id)
    {
        var result = CaseTests.Find(id).Walk().Result!;
        var signs = result.Citations.Where(c => TriageWorld.Book.Rules.Any(r => r.Sign == c.Quote)).ToList();

        Assert.Equal(result.Urgency == Urgency.Emergency, signs.Count == 0);
        Assert.All(signs, s =>
        {
            var rule = TriageWorld.Book.Rule(s.Section)!;
            Assert.Equal(rule.Sign, s.Quote);
            Assert.True(rule.Level > result.Urgency);
            Assert.DoesNotContain(rule.Id, result.Rules);
        });
    }

    [Fact]
    public void An_emergency_is_short_and_says_first_whom_to_call()
    {
        var result = new EngineTalk().Say("check my symptoms").Walk("screen-chest").Press("confusion").Levels[^1];

        Assert.Equal(Urgency.Emergency, result.Urgency);
        Assert.Equal("country-US", result.Citations[0].Article);
        Assert.True(PlainText.Render(result).Split(' ').Length < 130, PlainText.Render(result));
        Assert.Equal(["Emergency: get help now", "Because you said that", "About this advice"], Headings(result));
        Assert.Equal(["there is new confusion"], result.Blocks.OfType<Block.List>().Last().Items.Select(i => PlainText.Render(i)));
    }

    [Fact]
    public void A_result_names_what_can_play_a_part_and_what_may_help_in_the_words_of_the_articles()
    {
        var result = Real(("medicines", "a statin"), ("kind", "cramp"), ("where", "calf"));

        Assert.Equal(Urgency.Routine, result.Urgency);
        Assert.Contains(result.Citations, c => c is { Article: "neurospasms", Section: "statins" });
        Assert.Contains(result.Citations, c => c is { Article: "self-help", Section: "calf-stretch" });
    }

    [Fact]
    public void What_would_raise_it_is_what_may_still_come_not_an_illness_or_a_medicine()
    {
        var words = PlainText.Render(Real(("medicines", "a statin"), ("kind", "cramp"), ("where", "calf")));

        Assert.Contains("if the pee is dark, like cola or tea: emergency", words, StringComparison.Ordinal);
        Assert.DoesNotContain("baclofen", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_do_to_a_muscle_is_said_where_it_may_be_something_urgent()
    {
        var result = Real(("screen-body", "swollen calf"), ("kind", "cramp"), ("where", "calf"));

        Assert.Equal(Urgency.Urgent, result.Urgency);
        Assert.DoesNotContain(result.Citations, c => c.Article == "self-help");
    }

    [Fact]
    public void Whatever_can_play_a_part_is_said_as_a_possibility_and_every_passage_names_its_subject()
    {
        var knowledge = Content.In("US").Knowledge;
        var leads = knowledge.Result.Contributors.Select(e => knowledge.Passages.First(p => p.Id == $"{e.Article}#{e.Anchor}").Section.Sentences[0].Text);

        Assert.All(leads, l => Assert.Matches(new Regex(" (can|may|often|linked) ", RegexOptions.None), l));
    }

    [Fact]
    public void Every_red_flag_to_watch_for_first_is_a_rule_above_routine_with_a_sign()
    {
        var knowledge = Content.In("US").Knowledge;

        Assert.All(knowledge.Result.Watch.SelectMany(w => w.Rules), id => Assert.True(knowledge.Triage.Rule(id) is { Level: > Urgency.Routine, Sign.Length: > 0 }, id));
    }

    [Fact]
    public void A_result_says_that_no_clinician_reviewed_it_until_one_has_signed_these_very_rules()
    {
        Assert.Contains("not yet reviewed by a clinician", PlainText.Render(Real()), StringComparison.Ordinal);

        var text = Repo.Read("knowledge/triage.yaml");
        var signed = TriageWorld.Compile($"approved:\n  by: A. Doctor\n  role: GP\n  date: 2026-11-27\n  hash: {TriageWorld.Book.RulesHash}\n{text}").Book;
        var changed = TriageWorld.Compile($"approved:\n  by: A. Doctor\n  role: GP\n  date: 2026-11-27\n  hash: {TriageWorld.Book.RulesHash}\n{text}\n# changed\n").Book;

        Assert.True(signed.IsApproved);
        Assert.False(changed.IsApproved);
    }

    [Fact]
    public void The_record_of_a_result_holds_each_answer_with_how_it_was_read()
    {
        var record = Real(("medicines", "not sure"), ("bad", "skip"))!.Result!;

        Assert.Equal(TriageWorld.Book.Hash, record.Book);
        Assert.Equal((AnswerKind.Given, 45d), record.Answers.Where(a => a.Question == "age").Select(a => (a.Kind, a.Value!.Value)).Single());
        Assert.Equal(AnswerKind.No, record.Answers.Single(a => a.Question == "screen-chest").Kind);
        Assert.Equal(AnswerKind.NotSure, record.Answers.Single(a => a.Question == "medicines").Kind);
    }

    private static ImmutableArray<string> Headings(Reply reply) => [.. reply.Blocks.OfType<Block.Heading>().Select(h => h.Text)];

    private static Reply Real(params (string Question, string Answer)[] answers) =>
        new EngineTalk().Say("check my symptoms").Walk(null, answers).Levels[^1];
}
