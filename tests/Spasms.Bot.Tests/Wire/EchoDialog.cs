using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Tests.Wire;

/// <summary>A dialog without content: says back what it got and in which turn, so that the wire alone is tested.</summary>
internal static class EchoDialog
{
    public static Turn Take(Snapshot now, TriageBook pinned, DialogState state, UserMessage message)
    {
        var turn = state.Turns + 1;
        var next = state with { Turns = turn };
        return message switch
        {
            { Press: { } press } => new Turn(next, [Say($"pressed {press.Question} of {press.Turn}: {string.Join('+', press.Options)}")], []),
            { HasFiles: true, Text: not "alarm" } => new Turn(next, [Say($"turn {turn}: {message.Text} (files)")], []),
            { Text: "alarm" } => new Turn(next, [new Writer(ReplyKind.Emergency).Say("Call now.").Done()], []),
            { Text: "forget me" } => new Turn(next, [Say("All gone.")], []) { ForgetPerson = true },
            { Text: "ask" } => new Turn(next, [Ask(turn)], []),
            { Text: "ask many" } => new Turn(next, [AskMany(turn)], []),
            { Text: "cite" } => new Turn(next, [Cite()], []),
            { Text: "fail" } => throw new InvalidOperationException("secret detail"),
            _ => new Turn(next, [Say($"turn {turn}: {message.Text}")], []),
        };
    }

    private static Reply Say(string text) => new Writer(ReplyKind.Answer).Say(text).Done();

    private static Reply Ask(int turn) => new Writer(ReplyKind.Ask).Say("Is it so?").Done() with
    {
        Question = new AskedQuestion("q1", QuestionType.YesNo, [new("yes", "Yes"), new("no", "No")], turn),
        Suggestions = ["help"],
    };

    private static Reply AskMany(int turn) => new Writer(ReplyKind.Ask).Say("Which of these?").Done() with
    {
        Question = new AskedQuestion("q2", QuestionType.Choices, [new("arm", "My arm"), new("leg", "My leg"), new("none", "None of these")], turn),
    };

    private static Reply Cite()
    {
        var writer = new Writer(ReplyKind.Answer);
        var slice = writer.Slice(new Citation("cramps", "rest", "Rest helps a cramp.", "Cramps: Rest", "abcdef0123456789"));
        return writer.Paragraph(slice).Done() with { Suggestions = ["What else helps?"] };
    }
}
