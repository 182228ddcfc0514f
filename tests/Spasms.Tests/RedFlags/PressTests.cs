using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Tests.RedFlags;

/// <summary>What comes with a button press is looked through too (I1), unless it is the words of our own pending button.</summary>
public sealed class PressTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Words_beside_a_press_raise_the_alarm()
    {
        var turn = Take(DialogState.New, "my chest hurts and I can't breathe", new Press("offer", 1, ["yes"]));

        Assert.Contains(turn.Replies, r => r.Kind == ReplyKind.Emergency);
    }

    [Fact]
    public void A_press_of_an_older_question_is_read_by_its_words()
    {
        var turn = Take(DialogState.New, "", new Press("screen-chest", 1, ["chest-pain"]));

        Assert.Contains(turn.Replies, r => r.Kind == ReplyKind.Emergency);
    }

    [Fact]
    public void The_words_of_the_pending_button_are_the_rules_business()
    {
        var asked = Take(DialogState.New, "check my symptoms", null);
        var question = asked.Replies[^1].Question!;

        var turn = Take(asked.State, question.Options[0].Text, new Press(question.Id, question.Turn, [question.Options[0].Id]));

        Assert.DoesNotContain(turn.Replies, r => r.Kind == ReplyKind.Emergency);
        Assert.NotEqual(question.Id, turn.Replies[^1].Question?.Id);
    }

    private static Turn Take(DialogState state, string text, Press? press)
    {
        var now = Content.In("US");
        return DialogEngine.Take(now, now.Knowledge.Triage, state, new UserMessage(text, At) { Press = press });
    }
}
