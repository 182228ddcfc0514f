using System.Text.Json;
using System.Text.RegularExpressions;
using Spasms.Bot.Turns;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Turns;

/// <summary>Answers from memory are the answers that would have been worked out, and nothing else is remembered.</summary>
public sealed partial class AnswerMemoTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<Snapshot> Real = new(() => RealContent.In("US"));

    [Theory]
    [InlineData("tune-answerable.yaml")]
    [InlineData("tune-own-trouble.yaml")]
    [InlineData("tune-emergencies.yaml")]
    [InlineData("tune-smalltalk.yaml")]
    public void Asked_again_every_message_gets_the_same_turn_to_the_byte_I7(string file)
    {
        var memo = new AnswerMemo(DialogEngine.Take);
        var texts = Text().Matches(Repo.Read("tests/search/" + file)).Select(m => JsonSerializer.Deserialize<string>(m.Groups[1].Value)!).Take(60).ToArray();
        Assert.True(texts.Length > 5);
        for (var round = 0; round < 3; round++)
        {
            // In fresh conversations, and all in one.
            var (one, other) = (DialogState.New, DialogState.New);
            foreach (var text in texts)
            {
                Same(memo, DialogState.New, DialogState.New, text);
                (one, other) = Same(memo, one, other, text);
            }
        }
    }

    [Fact]
    public void A_plain_answer_comes_from_memory_the_second_time_and_an_alarm_never_does()
    {
        var memo = new AnswerMemo(DialogEngine.Take);
        foreach (var text in new[] { "What causes muscle spasms?", "I have crushing chest pain", "check my symptoms", "my leg has been cramping for three days", "hello" })
        {
            Take(memo, DialogState.New, text);
            Take(memo, DialogState.New, text);
        }

        Assert.Equal(1, memo.Hits);
    }

    [Fact]
    public void Other_content_is_other_memory()
    {
        var memo = new AnswerMemo(DialogEngine.Take);
        Take(memo, DialogState.New, "What causes muscle spasms?");
        var reloaded = Real.Value with { };
        memo.Take(reloaded, reloaded.Knowledge.Triage, DialogState.New, new UserMessage("What causes muscle spasms?", At));
        Assert.Equal(0, memo.Hits);
    }

    [Fact]
    public void What_is_forgotten_is_worked_out_anew()
    {
        var memo = new AnswerMemo(DialogEngine.Take);
        Take(memo, DialogState.New, "What causes muscle spasms?");
        memo.Clear();
        Take(memo, DialogState.New, "What causes muscle spasms?");
        Assert.Equal(0, memo.Hits);
    }

    private static Turn Take(AnswerMemo memo, DialogState state, string text) =>
        memo.Take(Real.Value, Real.Value.Knowledge.Triage, state, new UserMessage(text, At));

    private static (DialogState One, DialogState Other) Same(AnswerMemo memo, DialogState one, DialogState other, string text)
    {
        var remembered = Take(memo, one, text);
        var worked = DialogEngine.Take(Real.Value, Real.Value.Knowledge.Triage, other, new UserMessage(text, At));
        Assert.Equal(DialogStateJson.Write(worked.State), DialogStateJson.Write(remembered.State));
        Assert.Equal(worked.Replies.Select(PlainText.Render), remembered.Replies.Select(PlainText.Render));
        Assert.Equal(worked.Trace.AsEnumerable(), remembered.Trace.AsEnumerable());
        return (remembered.State, worked.State);
    }

    [GeneratedRegex("""\btext: ("(?:[^"\\]|\\.)*")""")]
    private static partial Regex Text();
}
