using Spasms.Dialog.RedFlags;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

public sealed class RedFlagReplyTests
{
    [Theory]
    [InlineData("US", "911")]
    [InlineData("GB", "999")]
    [InlineData("IE", "112")]
    [InlineData("CA", "911")]
    [InlineData("AU", "000")]
    [InlineData("NZ", "111")]
    [InlineData("IN", "112")]
    [InlineData("EU", "112")]
    public void An_emergency_gives_the_country_s_number_first(string country, string number)
    {
        var now = Content.In(country);
        var reply = RedFlagReplies.For(now, RedFlagScan.Scan(now, "my chest hurts and I can't breathe"), 1);

        Assert.Equal(ReplyKind.Emergency, reply.Kind);
        Assert.Equal(Urgency.Emergency, reply.Urgency);
        Assert.Contains(number, PlainText.Render(reply).Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal("country-" + country, reply.Citations[0].Article);
        Assert.Contains("chest-pain", reply.Rules);
        Assert.Contains("breathing", reply.Rules);
    }

    [Fact]
    public void A_crisis_gets_the_crisis_line_and_an_open_ear()
    {
        var now = Content.In("GB");
        var text = PlainText.Render(RedFlagReplies.For(now, RedFlagScan.Scan(now, "I want to die"), 1));

        Assert.Contains("116 123", text, StringComparison.Ordinal);
        Assert.Contains(now.Knowledge.English["alarm-crisis-talk"], text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crisis_with_tablets_taken_gives_the_ambulance_first()
    {
        var now = Content.In("US");
        var reply = RedFlagReplies.For(now, RedFlagScan.Scan(now, "I want to die, I took too many pills"), 1);

        Assert.StartsWith("Call 911", PlainText.Render(reply), StringComparison.Ordinal);
        Assert.Contains("988", PlainText.Render(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void A_same_day_sign_gets_the_advice_line_and_no_alarm()
    {
        var now = Content.In("GB");
        var reply = RedFlagReplies.For(now, RedFlagScan.Scan(now, "my left calf is hot, red and swollen"), 1);

        Assert.Equal(ReplyKind.Advise, reply.Kind);
        Assert.Equal(Urgency.Urgent, reply.Urgency);
    }

    [Fact]
    public void No_reply_repeats_the_person_s_words()
    {
        const string Text = "xylophone xylophone my chest hurts";

        Assert.DoesNotContain("xylophone", PlainText.Render(RedFlagReplies.For(RedFlagCases.Now, RedFlagScan.Scan(RedFlagCases.Now, Text), 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_by_many_signs_names_what_was_heard_in_our_words()
    {
        const string Text = "since an hour he has gone a horrid putty shade with weak arms, sways about and mutters to the wall";
        var found = RedFlagScan.Scan(RedFlagCases.Now, Text);

        Assert.Equal(RedFlagScan.ManySigns, found.Hits[0].Family);
        Assert.Contains("muscle weakness", found.Heard);
        Assert.Contains("muscle weakness", PlainText.Render(RedFlagReplies.For(RedFlagCases.Now, found, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it was just a figure of speech", true)]
    [InlineData("I'm fine", true)]
    [InlineData("just asking", true)]
    [InlineData("no I can't breathe", false)]
    [InlineData("I'm not fine", false)]
    [InlineData("something is wrong", false)]
    public void An_alarm_is_let_go_only_by_words_that_explain_it_away(string text, bool letGo) =>
        Assert.Equal(letGo, RedFlagReplies.IsStandDown(RedFlagCases.Now, text));

    [Fact]
    public void Letting_go_repeats_the_safety_line()
    {
        var alarm = RedFlagReplies.Remember(RedFlagScan.Scan(RedFlagCases.Now, "chest pain"), 3);

        Assert.Contains("911", PlainText.Render(RedFlagReplies.StandDown(RedFlagCases.Now, alarm)), StringComparison.Ordinal);
        Assert.Equal(3, alarm.Turn);
    }

    [Fact]
    public void Every_family_has_a_citable_advice_of_at_most_twenty_words() =>
        Assert.All(
            RedFlagCases.Now.Knowledge.RedFlags.Families,
            f => Assert.InRange(f.Advice.Split(' ').Length, 3, 20));

    [Fact]
    public void An_unclear_sign_is_asked_about_with_yes_no_and_not_sure()
    {
        var found = new ScanResult(RedFlagLevel.Ask, [new FlagHit("chest-pain", RedFlagLevel.Ask, 0, 5, FlagPerson.Self, true)]);
        var reply = RedFlagReplies.For(RedFlagCases.Now, found, 2);

        Assert.Equal(ReplyKind.Ask, reply.Kind);
        Assert.Equal(["yes", "no", "not_sure"], reply.Question!.Options.Select(o => o.Id));
    }
}
