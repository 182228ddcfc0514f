using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Tests.Answers;

/// <summary>After an answer: what only takes note or thanks ends nothing and is not answered, and what asks or needs help always is.</summary>
public sealed class TakingNoteTests
{
    [Theory]
    [InlineData("tysm x")]
    [InlineData("thanks thats clear")]
    [InlineData("thanks will tell him")]
    [InlineData("you have been great, ta")]
    [InlineData("appreciate it")]
    [InlineData("ok ill tell him")]
    [InlineData("ok will ring them")]
    [InlineData("ok i'll have a word with the chemist")]
    [InlineData("will do")]
    public void Thanks_and_promises_are_not_answered(string text) => Assert.Equal(ReplyKind.SmallTalk, After(text));

    [Theory]
    [InlineData("will magnesium help")]
    [InlineData("will baclofen make me drowsy")]
    [InlineData("ok will stretching help")]
    [InlineData("will it get worse")]
    [InlineData("ill try that how often should i do it")]
    [InlineData("I'll never cope tonight")]
    [InlineData("thanks tell me about magnesium")]
    [InlineData("thanks but what about tablets")]
    public void A_question_or_a_need_is_no_note(string text) => Assert.NotEqual(ReplyKind.SmallTalk, After(text));

    private static ReplyKind After(string text)
    {
        var (now, at) = (Content.In("US"), new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));
        var asked = DialogEngine.Take(now, now.Knowledge.Triage, DialogState.New, new UserMessage("what is Parkinson's disease", at));
        return DialogEngine.Take(now, now.Knowledge.Triage, asked.State, new UserMessage(text, at)).Replies[0].Kind;
    }
}
