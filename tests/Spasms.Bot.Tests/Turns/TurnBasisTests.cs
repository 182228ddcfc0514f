using System.Text;
using System.Text.Json;
using Spasms.Bot.Turns;
using Spasms.Dialog.State;
using Spasms.Knowledge;

namespace Spasms.Bot.Tests.Turns;

public sealed class TurnBasisTests
{
    private static readonly TurnBasis Bare = new(new DateTimeOffset(2026, 11, 28, 9, 30, 15, 250, TimeSpan.FromHours(1)), "abc", "def", "GB", "https://h/\u00fc?a=\"b\"");

    private static readonly TurnBasis[] All =
    [
        Bare,
        Bare with { At = Bare.At.AddTicks(12_345) },
        Bare with { At = Bare.At.ToOffset(TimeSpan.FromHours(-5)) },
        Bare with { Greet = true },
        Bare with { AskConsent = true, AnswersAreOff = true, LastTriage = new EndedTriage(DateTimeOffset.UnixEpoch, Urgency.Urgent, null) },
        .. Enum.GetValues<Urgency>().Select(level => Bare with { LastTriage = new EndedTriage(DateTimeOffset.UnixEpoch, level, "child") }),
    ];

    [Fact]
    public void What_a_turn_was_worked_out_from_is_read_as_it_was_written() =>
        Assert.All(All, basis => Assert.Equal(basis, TurnBasis.Read(basis.ToUtf8().ToArray())));

    [Fact]
    public void It_is_written_as_the_frameworks_serialiser_writes_it() =>
        Assert.All(
            All.Where(b => b.LastTriage?.Level != default(Urgency)),
            basis => Assert.Equal(JsonSerializer.Serialize(basis, TurnBasisJson.Default.TurnBasis), Encoding.UTF8.GetString(basis.ToUtf8().ToArray())));

    [Fact]
    public void Each_property_is_tried_with_a_value() =>
        Assert.All(typeof(TurnBasis).GetProperties(), property => Assert.Contains(All, basis => property.GetValue(basis) is not (null or false)));
}
