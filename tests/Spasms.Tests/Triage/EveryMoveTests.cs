using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage;

/// <summary>Every question of the book and every reserved one, times everything that a person can do there.</summary>
public sealed partial class EveryMoveTests
{
    private static readonly ImmutableArray<string> Asides =
    [
        "why", "why do you ask?", "what does this mean?", "I don't understand", "repeat", "say that again please", "help", "topics", "my data", "terms",
        "what is a muscle cramp?", "can statins cause cramps?", "how are leg cramps treated?", "thanks",
    ];

    private static readonly ImmutableArray<string> Passes = ["skip", "not sure", "I don't know", "next question"];

    // What opens a question that not everybody is asked.
    private static readonly ImmutableDictionary<string, (string Question, string Answer)[]> Openers = new Dictionary<string, (string, string)[]>
    {
        ["screen-child"] = [("who", "my child"), ("age", "5")],
        ["screen-pregnancy"] = [("pregnant", "pregnant")],
        ["bad"] = [("long", "15 minutes"), ("where", "neck")],
        ["cold-limb"] = [("long", "15 minutes")],
        ["tetanus"] = [("screen-body", "wound"), ("where", "neck")],
        ["course"] = [("symptoms", "weakness")],
        ["baclofen-gap"] = [("medicines", "baclofen")],
        ["dysreflexia"] = [("conditions", "spinal cord injury")],
    }.ToImmutableDictionary();

    public static TheoryData<string> Questions => [.. TriageWorld.Book.Questions.Select(q => q.Id), "confirm", "summary"];

    [Theory]
    [MemberData(nameof(Questions))]
    public void An_aside_changes_nothing_and_the_same_question_comes_once_more(string question)
    {
        var at = At(question);
        foreach (var aside in Asides)
        {
            var talk = at.Fork().Say(aside);

            Assert.True(talk.Pending?.Id == question, $"{aside}: {talk.Pending?.Id}: {talk.Words}");
            Assert.Single(talk.Last, r => r.Question is not null);
            Assert.True(talk.Last.Length > 1 || aside.StartsWith("repeat", StringComparison.Ordinal) || aside.StartsWith("say that", StringComparison.Ordinal), aside);
            Assert.Equal(Given(at), Given(talk));
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Passing_is_never_a_no(string question)
    {
        var at = At(question);
        foreach (var pass in Passes.Where(p => TriageWorld.Book.Question(question) is not null || p == "skip"))
        {
            var talk = at.Fork().Say(pass);

            Assert.False(talk.Pending?.Id == question, $"{pass}: {talk.Words}");
            Assert.All(
                talk.State.Questionnaire!.Responses.Where(r => r.Question == question),
                r => Assert.True(r.Kind is ResponseKind.NotSure or ResponseKind.Skipped, pass));
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void One_can_go_back_stop_start_over_save_and_change_an_answer(string question)
    {
        var at = At(question);
        var answered = at.State.Questionnaire!.Responses.Where(r => !r.Partial).Select(r => r.Question).ToList();

        // Asked where it is, "back" is a part of the body.
        var back = at.Fork().Say(question == "where" ? "go back" : "back");
        Assert.Equal(answered.Count > 0 ? answered[^1] : question, back.Pending?.Id);

        var cancelled = at.Fork().Say("cancel");
        Assert.Null(cancelled.Pending);
        Assert.Null(cancelled.State.Questionnaire);
        Assert.All(cancelled.Levels, l => Assert.Equal((ReplyKind.Advise, Urgency.Urgent), (l.Kind, l.Urgency!.Value)));

        Assert.Equal("who", at.Fork().Say("start over").Pending?.Id);

        var saved = at.Fork().Say("save for later");
        Assert.Null(saved.Pending);
        Assert.Equal(question, saved.Say("continue").Pending?.Id);

        foreach (var id in answered.Where(a => a != question))
        {
            var name = TriageWorld.Book.Question(id)!.Name;
            Assert.Equal(id, at.Fork().Say("change " + name).Pending?.Id);
            Assert.Equal(id, at.Fork().Say("change my " + name).Pending?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_stale_button_explains_itself_and_changes_nothing(string question)
    {
        var at = At(question);
        var talk = at.Fork().Press("offer", at.Pending!.Turn - 1, "no");

        Assert.Equal(question, talk.Pending?.Id);
        Assert.Contains("earlier question", talk.Words, StringComparison.Ordinal);
        Assert.Equal(Given(at), Given(talk));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Emergency_words_end_it_and_nothing_is_asked_after_them(string question)
    {
        var talk = At(question).Say("my face is drooping and I can't lift my arm");

        Assert.Equal(Urgency.Emergency, Assert.Single(talk.Levels).Urgency);
        Assert.Null(talk.Pending);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_correction_in_a_sentence_is_announced_wherever_it_comes(string question)
    {
        var at = At(question);
        if (question == "age" || !at.State.Questionnaire!.Responses.Any(r => r.Question == "age"))
        {
            return;
        }

        var talk = at.Fork().Say("change my age to 47");

        Assert.Contains("to \"47 years\"", talk.Words, StringComparison.Ordinal);
        Assert.NotNull(talk.Pending);
    }

    [Fact]
    public void Asked_about_someone_else_no_question_says_you() =>
        Assert.All(TriageWorld.Book.Questions.Where(q => q.Id != "who"), q => Assert.DoesNotMatch(You(), q.They));

    [GeneratedRegex(@"\b(you|your)\b", RegexOptions.IgnoreCase)]
    private static partial Regex You();

    private static string Given(EngineTalk talk) =>
        string.Join('\n', talk.State.Questionnaire!.Responses.Select(r => $"{r.Question} {r.Kind} {string.Join('+', r.Options)} {r.Value}"));

    private static EngineTalk At(string question)
    {
        var talk = question == "confirm"
            ? new EngineTalk().Say("I'm 34 weeks pregnant with calf cramps at night").Walk("confirm")
            : new EngineTalk().Say("check my symptoms").Walk(question, Openers.GetValueOrDefault(question, []));
        Assert.Equal(question, talk.Pending?.Id);
        return talk;
    }
}
