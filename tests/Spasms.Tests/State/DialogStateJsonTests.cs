using System.Text;
using Spasms.Dialog.State;

namespace Spasms.Tests.State;

public sealed class DialogStateJsonTests
{
    [Fact]
    public void A_new_state_comes_back_as_it_was_written()
    {
        var bytes = DialogStateJson.Write(DialogState.New with { Turns = 7 });

        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, bytes, out var state));
        Assert.Equal(7, state.Turns);
        Assert.Equal(bytes, DialogStateJson.Write(state));
    }

    [Fact]
    public void A_form_that_lacks_a_property_loads_with_its_default()
    {
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, "{\"turns\":3}"u8, out var state));
        Assert.Equal(3, state.Turns);
        Assert.NotNull(state.Thread);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"turns\":\"many\"}")]
    [InlineData("{\"thread\":null}")]
    public void Damaged_bytes_begin_the_talk_anew(string json)
    {
        Assert.False(DialogStateJson.TryRead(DialogStateJson.Format, Encoding.UTF8.GetBytes(json), out var state));
        Assert.Equal(DialogState.New, state);
    }

    [Fact]
    public void An_unknown_form_is_refused() =>
        Assert.False(DialogStateJson.TryRead("spasms-dialog/99", "{}"u8, out _));
}
