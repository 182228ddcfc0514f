using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage;

public sealed class FloorTests
{
    private const string SwollenCalf = "my left calf is swollen and warm since yesterday";

    [Fact]
    public void An_ordinary_cramp_alone_is_self_care()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk();

        Assert.Equal(Urgency.SelfCare, Assert.Single(talk.Levels).Urgency);
    }

    [Theory]
    [InlineData("age")]
    [InlineData("kind")]
    [InlineData("where")]
    [InlineData("medicines")]
    public void A_same_day_sign_typed_at_any_question_keeps_the_result_from_ending_lower(string question)
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk(question).Say(SwollenCalf);

        Assert.Contains("noted", talk.Words, StringComparison.Ordinal);
        talk.Walk();

        var end = Assert.Single(talk.Levels);
        Assert.Equal(Urgency.Urgent, end.Urgency);
        Assert.Contains("blood-clot", end.Rules);
        Assert.Contains("you wrote of this", PlainText.Render(end), StringComparison.Ordinal);
        Assert.Contains(end.Citations, c => c is { Article: "triage", Section: "blood-clot" });
    }

    [Fact]
    public void A_sign_of_the_story_counts_although_the_danger_screen_is_answered_with_none()
    {
        var talk = new EngineTalk().Say(SwollenCalf).Say("yes").Walk(null, ("confirm", "no"), ("screen-body", "none"));
        talk.Walk();

        Assert.Equal(Urgency.Urgent, talk.Levels[^1].Urgency);
        Assert.Contains("blood-clot", talk.Levels[^1].Rules);
    }

    [Fact]
    public void A_same_day_sign_that_answers_an_offer_is_advised_on_at_once()
    {
        var talk = new EngineTalk().Say("I get cramps in my calf at night").Say(SwollenCalf);

        Assert.Equal(Urgency.Urgent, Assert.Single(talk.Levels).Urgency);
        Assert.Equal("offer", talk.Pending?.Id);
    }

    [Fact]
    public void Same_day_advice_leads_on_and_an_emergency_is_still_found()
    {
        var talk = new EngineTalk().Say(SwollenCalf);

        Assert.Equal((ReplyKind.Say, Urgency.Urgent), (talk.Last[0].Kind, talk.Last[0].Urgency!.Value));
        Assert.Equal("offer", talk.Pending?.Id);

        talk.Say("yes").Walk(null, ("screen-chest", "I get short of breath"));
        Assert.Equal(Urgency.Emergency, talk.Levels[^1].Urgency);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("not now")]
    public void Whoever_wants_no_questions_hears_the_same_day_advice_once_more(string answer)
    {
        var talk = new EngineTalk().Say(SwollenCalf).Say(answer);

        var end = Assert.Single(talk.Last);
        Assert.Equal((ReplyKind.Advise, Urgency.Urgent), (end.Kind, end.Urgency!.Value));
        Assert.Equal(["blood-clot"], end.Rules);
        Assert.Contains(end.Citations, c => c is { Article: "country-US", Section: "advice" });
        Assert.Null(talk.State.Questionnaire);
    }

    [Fact]
    public void Whoever_stops_in_the_middle_leaves_with_what_is_known_to_need_help_the_same_day()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk("kind", ("screen-body", "dark-urine"));

        var stopped = talk.Fork().Say("stop");
        Assert.Equal((ReplyKind.Advise, Urgency.Urgent), (stopped.Last[0].Kind, stopped.Last[0].Urgency!.Value));
        Assert.Contains("dark-urine", stopped.Last[0].Rules);
        Assert.Null(stopped.State.Questionnaire);

        var saved = talk.Fork().Say("save for later");
        Assert.Contains("needs help today", saved.Words, StringComparison.Ordinal);
        Assert.Empty(saved.Levels);
        Assert.Equal("kind", saved.Say("continue").Pending?.Id);
    }

    [Theory]
    [InlineData("screen-body", "he has had a fever of 38.5")]
    [InlineData("screen-body", "vomiting since this morning")]
    [InlineData("symptoms", "both legs swollen")]
    [InlineData("symptoms", "tingling round my mouth")]
    [InlineData("often", "constant, never stops")]
    public void An_answer_to_what_is_asked_is_judged_by_the_rules_and_not_by_a_weighing_of_words(string question, string answer)
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk(question).Say(answer);

        Assert.Empty(talk.Levels);
        Assert.NotNull(talk.Pending);
        Assert.NotEqual("alarm-check", talk.Pending.Id);
        Assert.Contains(talk.State.Questionnaire!.Responses, r => r.Question == question && r.Kind == ResponseKind.Read);
    }

    [Theory]
    [InlineData("where", "my left arm went dead and I can't speak right")]
    [InlineData("symptoms", "weak, and now my face is drooping on one side")]
    public void An_emergency_beside_an_answer_is_heard(string question, string words)
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk(question).Say(words);

        Assert.Equal(Urgency.Emergency, Assert.Single(talk.Levels).Urgency);
    }

    [Fact]
    public void A_story_that_was_asked_about_is_gone_on_with_when_the_sign_was_not_meant()
    {
        var story = new EngineTalk().Say("I have chets pain sometimes, and cramps in my calves at night for three weeks");
        Assert.Equal("alarm-check", story.Pending?.Id);

        story.Say("no");
        Assert.Equal("offer", story.Pending?.Id);
        Assert.Contains("Place: leg or foot", story.Say("yes").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_that_is_taken_back_counts_no_more()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk("kind").Say(SwollenCalf).Say("it was a figure of speech").Walk();

        Assert.DoesNotContain("blood-clot", talk.Levels[^1].Rules);
    }

    [Fact]
    public void A_changed_answer_does_not_take_the_sign_away()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk("kind").Say(SwollenCalf).Walk().Say("change my age to 30").Walk();

        Assert.All(talk.Levels, l => Assert.Equal(Urgency.Urgent, l.Urgency));
    }

    [Theory]
    [InlineData("who")]
    [InlineData("age")]
    [InlineData("screen-back")]
    [InlineData("kind")]
    [InlineData("onset")]
    [InlineData("medicines")]
    [InlineData("summary")]
    public void Emergency_words_typed_at_any_question_end_the_questionnaire_with_one_level(string question)
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk(question).Say("now I have crushing chest pain and can't breathe");

        var end = Assert.Single(talk.Levels);
        Assert.Equal((ReplyKind.Emergency, Urgency.Emergency), (end.Kind, end.Urgency!.Value));
        Assert.NotEmpty(end.Rules);
        Assert.Null(talk.Pending);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6.9)]
    public void A_second_questionnaire_within_seven_days_says_so_and_is_not_self_care(double days)
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk();
        talk.At += TimeSpan.FromDays(days);

        talk.Say("check my symptoms");
        Assert.Contains("more careful", talk.Words, StringComparison.Ordinal);
        talk.Walk();

        Assert.Equal([Urgency.SelfCare, Urgency.Routine], talk.Levels.Select(l => l.Urgency!.Value));
        Assert.Contains("second-check", talk.Levels[1].Rules);
        Assert.Contains("too, so I am more careful", PlainText.Render(talk.Levels[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void After_seven_days_it_is_a_first_one_again()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk();
        talk.At += TimeSpan.FromDays(7.1);
        talk.Say("check my symptoms").Walk();

        Assert.Equal(Urgency.SelfCare, talk.Levels[^1].Urgency);
    }

    [Fact]
    public void Starting_over_after_the_end_is_a_second_one()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk().Say("start over").Walk();

        Assert.Contains("second-check", talk.Levels[^1].Rules);
    }

    [Fact]
    public void A_changed_answer_after_the_end_is_not_a_second_one()
    {
        var talk = new EngineTalk().Say("check my symptoms").Walk().Say("change my age to 30").Walk();

        Assert.Equal([Urgency.SelfCare, Urgency.SelfCare], talk.Levels.Select(l => l.Urgency!.Value));
    }

    [Fact]
    public void One_in_another_conversation_counts_too()
    {
        var talk = new EngineTalk { Elsewhere = new EndedTriage(TriageWorld.At.AddDays(-2), Urgency.SelfCare, "me") }.Say("check my symptoms").Walk();

        Assert.Equal(Urgency.Routine, talk.Levels[^1].Urgency);
    }

    [Fact]
    public void One_for_someone_else_is_a_first_one()
    {
        var talk = new EngineTalk { Elsewhere = new EndedTriage(TriageWorld.At.AddDays(-2), Urgency.SelfCare, "someone") }.Say("check my symptoms").Walk();

        Assert.Equal(Urgency.SelfCare, talk.Levels[^1].Urgency);
        Assert.DoesNotContain("second-check", talk.Levels[^1].Rules);
    }
}
