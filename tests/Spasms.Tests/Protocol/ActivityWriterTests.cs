using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spasms.Protocol;

namespace Spasms.Tests.Protocol;

public sealed class ActivityWriterTests
{
    // What the framework's own serialiser makes of the same types: names, order, what is left out.
    private static readonly JsonSerializerOptions Framework = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Claim[] Claims =
    [
        new(1, new DigitalDocument("Cramps \"at night\"", "http://h/a#b", "Ein Krämpfchen <b> & \u2028 mehr.") { Version = "abc" }),
        new(2, new DigitalDocument("B", "http://h/b", "x")),
    ];

    private static readonly BotActivity Whole = new()
    {
        Type = "message",
        Id = "c|0000001",
        Timestamp = "2026-11-28T00:00:00.000Z",
        ChannelId = "directline",
        ServiceUrl = "http://h",
        Conversation = new JsonObject { ["id"] = "c", ["more"] = 1.5 },
        From = new JsonObject { ["id"] = "bot" },
        Recipient = new JsonObject { ["id"] = "me", ["name"] = "Ann\t\"A\"" },
        ReplyToId = "1",
        Text = "Words [1] — ü 🙂\n\n[1]: http://h \"T\"",
        TextFormat = "markdown",
        Locale = "en",
        InputHint = "expectingInput",
        SuggestedActions = new SuggestedActions([new CardAction("imBack", "Yes") { Value = "yes" }, new CardAction("messageBack", "No") { Text = "no", DisplayText = "No!", Value = new JsonObject { ["question"] = "q" } }]),
        Attachments = [new Attachment("application/json", new JsonObject { ["a"] = new JsonArray(1, "x", null) })],
        Entities = [new MessageEntity(Claims) { PotentialAction = [new("LikeAction", new("7")), new("DislikeAction", new("7"))] }, new MessageEntity(Citation: null)],
        ChannelData = new JsonObject { ["kind"] = "answer" },
    };

    [Fact]
    public void An_activity_is_written_as_the_frameworks_serialiser_writes_it()
    {
        AssertSame(Whole);
        AssertSame(new BotActivity { Type = "typing" });
    }

    [Fact]
    public void What_was_written_before_goes_out_to_the_letter_as_what_was_not()
    {
        var one = Whole with { Entities = [Whole.Entities![0]] };
        var again = new BotActivity
        {
            Type = one.Type,
            Id = one.Id,
            Timestamp = one.Timestamp,
            ChannelId = one.ChannelId,
            ServiceUrl = one.ServiceUrl,
            Conversation = one.Conversation,
            From = one.From,
            Recipient = one.Recipient,
            ReplyToId = one.ReplyToId,
            Shared = one.WriteShared(),
            Entities = [one.Entities[0] with { Citation = null }],
        };
        var expected = Encoding.UTF8.GetString(one.ToUtf8());
        Assert.Equal(expected, Encoding.UTF8.GetString(again.ToUtf8()));
        Assert.Equal(again.ToUtf8().Length, again.ToBody().Length);

        var whole = new ArrayBufferWriter<byte>();
        again.ToBody().WriteTo(whole);
        Assert.Equal(again.ToUtf8(), whole.WrittenSpan.ToArray());
    }

    private static void AssertSame(BotActivity activity) =>
        Assert.Equal(JsonSerializer.Serialize(activity, Framework), Encoding.UTF8.GetString(activity.ToUtf8()));
}
