using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Tests.Wire;

public sealed class ActivityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 13, 0, 0, 5, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("{\"type\":\"message\"}")]
    [InlineData(" {\"type\":\"anything\",\"a\":{\"b\":[]}} ")]
    [InlineData("{\"type\":\"message\",\"text\":null}")]
    public void Any_object_with_a_type_is_an_activity_A2010(string json) =>
        Assert.True(Activity.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));

    [Theory]
    [InlineData("", "BadSyntax")]
    [InlineData("[]", "BadSyntax")]
    [InlineData("{\"type\":\"a\"} x", "BadSyntax")]
    [InlineData("{\"a\":1}", "MissingProperty")]
    [InlineData("{\"type\":1}", "BadArgument")]
    [InlineData("{\"type\":\"a\",\"text\":{}}", "BadArgument")]
    public void Anything_else_is_refused_with_a_code(string json, string code)
    {
        Assert.False(Activity.TryParse(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.Equal((400, code), (fault.Status, fault.Code));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var json = "{\"type\":\"a\",\"x\":" + new string('[', 5000) + new string(']', 5000) + "}";
        Assert.False(Activity.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));
    }

    [Fact]
    public void Fields_of_the_wrong_kind_are_absent()
    {
        var activity = Read("""{"type":"a","id":7,"from":"x","conversation":[],"channelData":{"clientActivityID":{}},"membersAdded":{}}""");
        Assert.Null(activity.Id);
        Assert.Null(activity.FromId);
        Assert.Null(activity.ConversationId);
        Assert.Null(activity.ClientActivityId);
        Assert.Empty(activity.MembersAdded);
    }

    [Fact]
    public void The_stamp_writes_over_what_a_channel_owns_and_leaves_the_rest_to_the_letter_A2005()
    {
        var activity = Read("""{"type":"message","id":"x","big":12345678901234567890.10,"from":{"id":"y","role":"bot","name":"Ann"},"t\u00e9":"\u00e9"}""");
        var json = Encoding.UTF8.GetString(new ActivityStamp("c|1", Noon, "directline", "c", "ann").Over(activity));
        Assert.Equal(
            """{"type":"message","id":"c|1","timestamp":"2026-03-01T12:00:00.005Z","channelId":"directline","conversation":{"id":"c"},"from":{"id":"ann","role":"user","name":"Ann"},"big":12345678901234567890.10,"t\u00e9":"\u00e9"}""",
            json);
    }

    [Fact]
    public void An_activity_without_sender_gets_one()
    {
        var json = new ActivityStamp("c|1", Noon, "directline", "c", "ann").Over(Read("""{"type":"message"}"""));
        Assert.Equal("ann", (string)JsonNode.Parse(json)!["from"]!["id"]!);
    }

    [Theory]
    [InlineData(null, true, 0)]
    [InlineData("", true, 0)]
    [InlineData("-", true, 0)]
    [InlineData("0", true, 0)]
    [InlineData("17", true, 17)]
    [InlineData("-1", false, 0)]
    [InlineData("1 ", false, 0)]
    [InlineData("1e3", false, 0)]
    [InlineData("99999999999999999999", false, 0)]
    public void A_watermark_is_a_place_or_the_start(string? text, bool good, long sequence)
    {
        Assert.Equal(good, Watermark.TryParse(text, out var read));
        Assert.Equal(sequence, read);
    }

    [Fact]
    public void Ids_sort_like_the_log()
    {
        var ids = Enumerable.Range(1, 2000).Select(n => ActivityIds.Of("c", n)).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal("c|0000001", ids[0]);
    }

    [Theory]
    [InlineData(0, "{\"activities\":[],\"watermark\":\"5\"}")]
    [InlineData(1, "{\"activities\":[{}],\"watermark\":\"5\"}")]
    [InlineData(2, "{\"activities\":[{},{}],\"watermark\":\"5\"}")]
    public void A_set_is_its_activities_and_a_watermark_as_text(int count, string expected)
    {
        var bodies = Enumerable.Repeat(new LogEntry(1, "{}"u8.ToArray()), count).ToImmutableArray();
        Assert.Equal(expected, Encoding.UTF8.GetString(ActivitySet.ToUtf8(bodies, 5).Span));
    }

    [Fact]
    public void The_answer_of_expectReplies_has_no_watermark_A3113() =>
        Assert.Equal("{\"activities\":[]}", Encoding.UTF8.GetString(ActivitySet.ToUtf8([], null).Span));

    [Fact]
    public void A_bots_activity_leaves_out_what_it_lacks_and_keeps_letters_as_they_are()
    {
        var json = Encoding.UTF8.GetString(new BotActivity { Type = "message", Text = "Grüße <b> 🙂 'x'" }.ToUtf8());
        Assert.Equal("""{"type":"message","text":"Grüße <b> 🙂 'x'"}""", json.Replace("\\uD83D\\uDE42", "🙂", StringComparison.Ordinal));
    }

    private static Activity Read(string json)
    {
        Assert.True(Activity.TryParse(Encoding.UTF8.GetBytes(json), out var activity, out _));
        return activity;
    }
}
