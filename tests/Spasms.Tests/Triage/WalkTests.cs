using Spasms.Dialog.Replies;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage;

public sealed class WalkTests
{
    [Fact]
    public void An_ordinary_night_cramp_ends_in_self_care()
    {
        var talk = Walk(Talk.Start(), ("who", "me"), ("age", "45"), ("pregnant", "no"), ("kind", "cramp"), ("where", "calf"), ("onset", "2 weeks ago"), ("often", "now and then"), ("long", "a minute"));

        Assert.Equal(Urgency.SelfCare, talk.Result?.Urgency);
        Assert.Equal(["cramp-care", "self-care"], talk.Result!.Rules);
    }

    [Fact]
    public void The_danger_screen_stops_at_the_first_emergency()
    {
        var talk = Walk(Talk.Start(), ("who", "me"), ("age", "45"), ("screen-chest", "chest pain"));

        Assert.Equal(ReplyKind.Emergency, talk.Result?.Kind);
        Assert.Equal(["who", "age", "screen-chest"], talk.Asked);
        Assert.Equal("country-XX", talk.Result!.Citations[0].Article);
    }

    [Fact]
    public void Skipping_everything_never_gives_self_care()
    {
        var talk = Talk.Start();
        for (var i = 0; i < 60 && talk.Result is null; i++)
        {
            talk.Say("skip");
        }

        Assert.True(talk.Result?.Urgency > Urgency.SelfCare);
    }

    /// <summary>Answers by question id; everything else gets "no" or "none".</summary>
    internal static Talk Walk(Talk talk, params (string Question, string Answer)[] answers)
    {
        for (var i = 0; i < 60 && talk.Pending is { } asked; i++)
        {
            var answer = answers.FirstOrDefault(a => a.Question == asked.Id).Answer;
            talk.Say(answer ?? asked.Id switch
            {
                "summary" => "ok",
                "confirm" => "yes",
                _ => "no",
            });
        }

        return talk;
    }
}
