using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using ThreadState = Spasms.Dialog.State.ThreadState;

namespace Spasms.Tests.Answers;

/// <summary>What begins a talk and asks nothing: our trouble or another.</summary>
public sealed class OpeningTests
{
    [Theory]
    [InlineData("infected hangnail on my thumb")]
    [InlineData("my leg is in plaster till june")]
    [InlineData("mosquito bites all over my legs")]
    [InlineData("new hip next week, my bag is packed")]
    [InlineData("her joke touched a nerve with my boss")]
    public void Other_trouble_that_names_a_part_of_the_body_gets_no_offer(string text) => Assert.False(Offers(text), text);

    [Theory]
    [InlineData("my neck has gone again, hoovering this time")]
    [InlineData("a muscle by my mouth jumps when i give a talk")]
    [InlineData("calves like stone since the hill walk")]
    [InlineData("my thumb curls in by itself when i knit")]
    public void Trouble_of_ours_gets_the_offer(string text) => Assert.True(Offers(text), text);

    [Fact]
    public void In_a_talk_a_part_of_the_body_is_not_weighed_so()
    {
        var now = RealSnapshot.Value;
        var read = QuestionReader.Read(now.Tables, now.Index, "infected hangnail on my thumb");

        Assert.True(Opening.TellsOfOther(now, new ThreadState(), read));
        Assert.False(Opening.TellsOfOther(now, new ThreadState { Topics = ["cramp"] }, read));
    }

    private static bool Offers(string text) =>
        Answering.Answer(RealSnapshot.Value, DialogState.New, new UserMessage(text, DateTimeOffset.UnixEpoch)).TellsTrouble;
}
