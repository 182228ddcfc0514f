using Spasms.Dialog.Replies;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Tests.Triage;

public sealed class MoveTests
{
    [Fact]
    public void The_offer_asks_yes_or_no_and_yes_starts()
    {
        var talk = Talk.Offer("my calf cramps");

        Assert.Equal(("offer", QuestionType.YesNo), (talk.Pending!.Id, talk.Pending.Type));
        Assert.Equal("confirm", talk.Say("yes please").Pending!.Id);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("no thanks")]
    [InlineData("not now")]
    [InlineData("nope")]
    public void A_declined_offer_is_over(string text) => Assert.Null(Talk.Offer().Say(text).State);

    [Fact]
    public void Consent_is_asked_only_when_the_host_wants_it_and_no_gives_general_advice()
    {
        Assert.Equal("who", Talk.Start().Pending!.Id);

        var talk = Talk.Start(consent: true);
        Assert.Equal("consent", talk.Pending!.Id);
        talk.Say("no");
        Assert.Null(talk.State);
        Assert.Contains(talk.Last[0].Citations, c => c.Section == "level-emergency");
    }

    [Fact]
    public void Facts_from_the_story_are_confirmed_once_and_not_asked()
    {
        var talk = Talk.Start("I'm 34 weeks pregnant with calf cramps at night");

        Assert.Equal("confirm", talk.Pending!.Id);
        Assert.Contains("Pregnancy: pregnant, or may be", talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("1 minutes", talk.Words, StringComparison.Ordinal);
        WalkTests.Walk(talk, ("age", "31"), ("onset", "a week ago"), ("often", "a few times a week"), ("long", "a minute"));
        Assert.DoesNotContain(talk.Asked, id => id is "who" or "pregnant" or "kind" or "where");
        Assert.Equal(Urgency.SelfCare, talk.Result?.Urgency);
    }

    [Fact]
    public void A_childs_age_and_role_are_read_from_the_story()
    {
        var talk = Talk.Start("my 3 year old son has leg cramps").Say("yes");

        Assert.Equal("screen-chest", talk.Pending!.Id);
        Assert.Contains("they", talk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_fact_can_be_put_right_at_the_confirmation()
    {
        var talk = Talk.Start("my 3 year old son has leg cramps").Say("no");

        Assert.Equal("confirm", talk.Pending!.Id);
        Assert.Contains(talk.Pending.Options, o => o.Id == "age");
        Assert.Equal("age", talk.Say("age").Pending!.Id);
        Assert.Equal("screen-chest", talk.Say("4").Pending!.Id);
    }

    [Fact]
    public void Back_takes_the_last_response_and_asks_it_again()
    {
        var talk = Talk.Start().Say("me").Say("45").Say("back");

        Assert.Equal("age", talk.Pending!.Id);
        Assert.Equal("who", talk.Say("go back").Pending!.Id);
        Assert.Equal("who", talk.Say("back").Pending!.Id);
    }

    [Fact]
    public void An_earlier_answer_is_changed_by_its_name_and_only_what_hangs_on_it_is_asked_again()
    {
        var talk = Talk.Start().Say("me").Say("80").Say("none").Say("none").Say("none");
        Assert.Equal("kind", talk.Pending!.Id);

        talk.Say("change my age");
        Assert.Equal("age", talk.Pending!.Id);
        Assert.Equal("pregnant", talk.Say("30").Pending!.Id);
        Assert.Equal("kind", talk.Say("no").Pending!.Id);
    }

    [Fact]
    public void A_change_can_name_its_new_value_and_is_announced()
    {
        var talk = Talk.Start().Say("me").Say("80").Say("change my age to 45");

        Assert.Contains("I changed age from \"80 years\" to \"45 years\".", talk.Words, StringComparison.Ordinal);
        Assert.Equal("screen-chest", talk.Pending!.Id);
    }

    [Fact]
    public void A_correction_in_a_sentence_is_announced()
    {
        var talk = Talk.Start().Say("me").Say("80").Say("none").Say("none").Say("none").Say("cramp").Say("right leg").Say("no, left leg");

        Assert.Contains("from \"leg or foot (right)\" to \"leg or foot (left)\"", talk.Words, StringComparison.Ordinal);
        Assert.Equal("onset", talk.Pending!.Id);
    }

    [Fact]
    public void Why_gives_the_reason_a_rule_and_its_source_and_asks_again()
    {
        var talk = Talk.Start().Say("me").Say("45").Say("why do you ask?");

        Assert.Equal("screen-chest", talk.Pending!.Id);
        Assert.Contains("NHS, Chest pain (2023)", talk.Words, StringComparison.Ordinal);
        Assert.Contains(talk.Last[0].Citations, c => c is { Article: "triage", Section: "chest-pain" });
    }

    [Fact]
    public void What_does_this_mean_explains_the_question_and_asks_again()
    {
        var talk = Talk.Start().Say("me").Say("45").Say("what does this mean?");

        Assert.Equal(2, talk.Last.Length);
        Assert.Equal("screen-chest", talk.Pending!.Id);
    }

    [Fact]
    public void A_question_is_no_response_and_the_same_question_is_asked_after_it()
    {
        var talk = Talk.Start().Say("me").Say("can statins cause cramps?");

        Assert.IsType<Response.NotAResponse>(talk.Response);
        Assert.Equal("age", talk.Again().Pending!.Id);
    }

    [Fact]
    public void What_cannot_be_read_is_asked_again_kindly_and_ends_as_not_sure()
    {
        var talk = Talk.Start().Say("me").Say("bananas");
        Assert.IsType<Response.Unclear>(talk.Response);
        Assert.Equal("age", talk.Pending!.Id);

        talk.Say("more bananas");
        Assert.Equal("age", talk.Pending!.Id);
        Assert.NotEqual("age", talk.Say("only bananas").Pending!.Id);
    }

    [Fact]
    public void Cancel_ends_it_and_start_over_begins_anew()
    {
        Assert.Null(Talk.Start().Say("me").Say("cancel").State);
        Assert.Equal("who", Talk.Start().Say("me").Say("45").Say("start over").Pending!.Id);
    }

    [Fact]
    public void Saved_for_later_it_goes_on_where_it_stopped()
    {
        var talk = Talk.Start().Say("me").Say("save for later");
        Assert.Null(talk.Pending);
        Assert.IsType<Response.NotAResponse>(talk.Say("45").Response);

        Assert.Equal("age", talk.Say("continue").Pending!.Id);
    }

    [Fact]
    public void A_stale_button_explains_itself_and_changes_nothing()
    {
        var talk = Talk.Start();
        var first = talk.Pending!;
        talk.Say("me").Say("45");

        talk.Press(first.Id, first.Turn, "my-child");

        Assert.Equal("screen-chest", talk.Pending!.Id);
        Assert.Contains("earlier question", talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(talk.State!.Responses, r => r.Options.Contains("my-child"));
    }

    [Fact]
    public void Several_options_are_typed_with_semicolons_or_pressed_together()
    {
        Assert.Equal(["leg", "back"], AtPlace().Say("Leg or foot; back.").State!.Responses[^1].Options);
        Assert.Equal(["arm", "leg"], AtPlace().Press("arm", "leg").State!.Responses[^1].Options);

        static Talk AtPlace() => Talk.Start().Say("me").Say("80").Say("none").Say("none").Say("none").Say("cramp");
    }

    [Fact]
    public void The_summary_comes_before_the_result_and_can_be_changed()
    {
        var talk = Talk.Start("");
        for (var i = 0; i < 40 && talk.Pending is { Id: not "summary" } asked; i++)
        {
            talk.Say(asked.Id switch { "who" => "me", "age" => "80", "kind" => "cramp", "often" => "now and then", "where" => "leg", "onset" => "a week ago", "long" => "a minute", _ => "none" });
        }

        Assert.Equal(["ok", "change"], talk.Pending!.Options.Select(o => o.Id));
        talk.Say("change");
        Assert.Equal("often", talk.Say("how often").Pending!.Id);
        talk.Say("every night");
        Assert.Equal("summary", talk.Pending!.Id);
        Assert.Equal(Urgency.Routine, talk.Say("ok").Result?.Urgency);
    }

    [Fact]
    public void After_the_result_an_answer_can_still_be_changed()
    {
        var talk = WalkTests.Walk(Talk.Start(), ("who", "me"), ("age", "45"), ("screen-chest", "chest pain"));
        Assert.IsType<Response.NotAResponse>(talk.Say("what is a cramp").Response);

        talk.Say("change chest");
        Assert.Equal("screen-chest", talk.Pending!.Id);
        Assert.Equal("screen-back", talk.Say("none").Pending!.Id);
    }
}
