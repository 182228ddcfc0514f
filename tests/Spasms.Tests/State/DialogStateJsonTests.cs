using System.Text;
using System.Text.Json;
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
    public void A_state_in_which_every_property_is_set_comes_back_whole()
    {
        var whole = WholeState.Make();
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, DialogStateJson.Write(whole), out var read));
        Assert.Equal(ByReflection(whole), ByReflection(read));
    }

    [Fact]
    public void A_form_that_lacks_a_property_loads_with_its_default()
    {
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, "{\"turns\":3}"u8, out var state));
        Assert.Equal(3, state.Turns);
        Assert.NotNull(state.Thread);
    }

    [Fact]
    public void A_form_of_a_newer_release_loads_without_what_nobody_knows()
    {
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, "{\"mood\":{\"deep\":[1,{}]},\"turns\":3,\"alarm\":null}"u8, out var state));
        Assert.Equal(DialogState.New with { Turns = 3 }, state);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"turns\":\"many\"}")]
    [InlineData("{\"thread\":null}")]
    [InlineData("{\"thread\":{\"ask\":\"whatever\"}}")]
    [InlineData("{\"thread\":{\"topics\":[null]}}")]
    [InlineData("{\"turns\":99999999999}")]
    [InlineData("{} {}")]
    [InlineData("")]
    public void Damaged_bytes_begin_the_talk_anew(string json)
    {
        Assert.False(DialogStateJson.TryRead(DialogStateJson.Format, Encoding.UTF8.GetBytes(json), out var state));
        Assert.Equal(DialogState.New, state);
    }

    [Fact]
    public void An_unknown_form_is_refused() =>
        Assert.False(DialogStateJson.TryRead("spasms-dialog/99", "{}"u8, out _));

    // Names every property there is, whoever forgets one.
    private static string ByReflection(DialogState state) => JsonSerializer.Serialize(state);
}
