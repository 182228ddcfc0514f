using Spasms.Dialog.Replies;
using Spasms.Tests.Triage;

namespace Spasms.Tests.Talk;

/// <summary>Pictures and other files: the bot can't look at them and says so.</summary>
public sealed class FilesTests
{
    private const string Unseen = "can't look at pictures";

    [Fact]
    public void A_picture_alone_gets_a_kind_word_and_the_emergency_line()
    {
        var talk = new EngineTalk().Attach();
        Assert.Contains(Unseen, talk.Words, StringComparison.Ordinal);
        Assert.Contains("911", talk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_beside_a_picture_are_answered_as_ever()
    {
        var words = new EngineTalk().Say("What causes muscle spasms?").Words;
        var talk = new EngineTalk().Attach("What causes muscle spasms?");
        Assert.Contains(Unseen, PlainText.Render(talk.Last[0]), StringComparison.Ordinal);
        Assert.EndsWith(words, talk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emergency_beside_a_picture_is_answered_first_I1()
    {
        var talk = new EngineTalk().Attach("I have crushing chest pain and can't breathe");
        Assert.Equal(ReplyKind.Emergency, talk.Last[0].Kind);
    }

    [Fact]
    public void A_picture_in_the_middle_of_the_questionnaire_loses_nothing()
    {
        var talk = new EngineTalk().Say("check my symptoms");
        var asked = talk.Pending!.Id;
        talk.Attach();
        Assert.Contains(Unseen, talk.Words, StringComparison.Ordinal);
        Assert.Equal(asked, talk.Pending!.Id);
    }
}
