using System.Collections.Immutable;
using Spasms.Bot.Cli;
using Spasms.Bot.Tests.Verify;
using Spasms.Dialog;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Tests.Results;

/// <summary>Finished questionnaires of all levels, by what was special in them.</summary>
internal static class Told
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableDictionary<string, string> Quiet = ImmutableDictionary<string, string>.Empty
        .Add("offer", "yes").Add("confirm", "yes").Add("summary", "ok").Add("who", "me").Add("age", "45").Add("kind", "cramp").Add("where", "left calf")
        .Add("onset", "a month ago").Add("often", "now and then").Add("long", "a minute").Add("bad", "3").Add("course", "steady");

    /// <summary>What each says besides; everything else is answered as someone with an ordinary cramp would.</summary>
    public static ImmutableSortedDictionary<string, (string Question, string Answer)[]> All { get; } = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["ordinary"] = [],
        ["eyelid"] = [("kind", "twitch"), ("where", "eyelid")],
        ["pregnant"] = [("age", "30"), ("pregnant", "pregnant")],
        ["statin"] = [("medicines", "a statin"), ("often", "every night"), ("bad", "7.5")],
        ["child"] = [("who", "my child"), ("age", "8")],
        ["baby"] = [("who", "my child"), ("age", "4 months")],
        ["unsure"] = [("age", "skip"), ("screen-back", "not sure"), ("bad", "not sure"), ("long", "not sure"), ("onset", "skip"), ("kind", "not sure")],
        ["skipping"] = [("age", "skip"), ("screen-chest", "skip"), ("screen-back", "skip"), ("screen-body", "skip"), ("screen-child", "skip"), ("pregnant", "skip"), ("screen-pregnancy", "skip")],
        ["clot"] = [("screen-body", "one leg is swollen")],
        ["baclofen"] = [("medicines", "baclofen"), ("baclofen-gap", "yes")],
        ["baclofen-kept"] = [("medicines", "baclofen; a statin"), ("baclofen-gap", "not sure")],
        ["breakdown"] = [("screen-body", "dark pee"), ("recent", "very hard exercise")],
        ["stroke"] = [("screen-chest", "Sudden weak or numb face, arm or leg on one side")],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The result of one of them.</summary>
    public static Reply Result(string story, string country = "US")
    {
        var talk = new Talk(Verified.In(country));
        var answers = All[story];
        var replies = talk.Take(new UserMessage("check my symptoms", At)).Turn.Replies;
        for (var i = 0; i < 60 && replies is [.., { Question: { } asked }]; i++)
        {
            var answer = answers.FirstOrDefault(a => a.Question == asked.Id).Answer ?? Quiet.GetValueOrDefault(asked.Id) ?? "no";
            var press = asked.Options.FirstOrDefault(o => o.Text == answer) is { } option ? new Press(asked.Id, asked.Turn, [option.Id]) : null;
            replies = talk.Take(new UserMessage(press is null ? answer : "", At) { Press = press }).Turn.Replies;
        }

        return replies.Last(r => r.Result is not null);
    }
}
