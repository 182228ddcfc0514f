using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spasms.Protocol;

/// <summary>What a channel writes over a posted activity; all else stays as the client sent it.</summary>
/// <param name="Id">The id under which it is echoed.</param>
/// <param name="At">When the channel received it.</param>
/// <param name="ChannelId">The channel's name.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="From">The sender's id: the token's user, whatever the client says.</param>
public sealed record ActivityStamp(string Id, DateTimeOffset At, string ChannelId, string Conversation, string From)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    // All activities of a turn have one time.
    [ThreadStatic]
    private static DateTimeOffset s_at;

    [ThreadStatic]
    private static string? s_time;

    /// <summary>The activity as the log keeps it: stamped fields first, then the client's others to the letter.</summary>
    public byte[] Over(Activity activity)
    {
        // Room for most activities, once a thread.
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(1 << 12);
        buffer.ResetWrittenCount();
        var writer = s_writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("type"u8, activity.Type);
        writer.WriteString("id"u8, Id);
        writer.WriteString("timestamp"u8, Format(At));
        writer.WriteString("channelId"u8, ChannelId);
        writer.WriteStartObject("conversation"u8);
        writer.WriteString("id"u8, Conversation);
        writer.WriteEndObject();
        writer.WriteStartObject("from"u8);
        writer.WriteString("id"u8, From);
        writer.WriteString("role"u8, "user"u8);
        writer.Flush();

        // What follows is the client's own and goes in as it came; so the braces are closed by hand.
        AppendSender(buffer, activity.Root);
        foreach (var property in activity.Root.EnumerateObject())
        {
            if (!IsStamped(property))
            {
                Append(buffer, property);
            }
        }

        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>UTC with milliseconds and Z, as clients sort by it.</summary>
    public static string Format(DateTimeOffset at)
    {
        // The round-trip form with fewer digits; a form of our own would be read anew for each turn.
        const int UpToMilliseconds = 23;
        if (s_time is { } known && s_at == at)
        {
            return known;
        }

        Span<char> text = stackalloc char[32];
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[UpToMilliseconds] = 'Z';
        s_at = at;
        return s_time = new string(text[..(UpToMilliseconds + 1)]);
    }

    private static bool IsStamped(JsonProperty property) =>
        property.NameEquals("type"u8) || property.NameEquals("id"u8) || property.NameEquals("timestamp"u8)
        || property.NameEquals("channelId"u8) || property.NameEquals("conversation"u8) || property.NameEquals("from"u8)
        || property.NameEquals("serviceUrl"u8) || property.NameEquals("recipient"u8);

    private static void AppendSender(ArrayBufferWriter<byte> buffer, JsonElement root)
    {
        if (root.TryGetProperty("from"u8, out var from) && from.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in from.EnumerateObject())
            {
                if (!property.NameEquals("id"u8) && !property.NameEquals("role"u8))
                {
                    Append(buffer, property);
                }
            }
        }

        buffer.Write("}"u8);
    }

    // Name and value as raw bytes: an escape that is no whole character comes out as it came in.
    private static void Append(ArrayBufferWriter<byte> buffer, JsonProperty property)
    {
        buffer.Write(",\""u8);
        buffer.Write(JsonMarshal.GetRawUtf8PropertyName(property));
        buffer.Write("\":"u8);
        buffer.Write(JsonMarshal.GetRawUtf8Value(property.Value));
    }
}
