using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spasms.Dialog.Privacy;
using Spasms.Knowledge;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>
/// A posted activity as it is kept and echoed: personal data is taken out of its words wherever clients put words, the rest
/// stays to the letter (A2005). Ids, addresses, times and names of forms are no words.
/// </summary>
internal static class PrivateActivity
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Digits, @, the escape of any letter, and the d of "dot".
    private static readonly SearchValues<byte> Telling = SearchValues.Create("0123456789@\\dD"u8);

    private const int LongestPlainName = 64;

    private static readonly string[] NoWords =
        ["id", "ids", "url", "type", "timestamp", "timezone", "key", "token", "locale", "textFormat", "deliveryMode", "expiration", "code"];

    /// <summary>The activity without personal data; the same object where it holds none.</summary>
    public static Activity? Of(KnowledgeBase knowledge, Activity? posted)
    {
        if (posted is null || !Holds(knowledge, posted.Root))
        {
            return posted;
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(knowledge, posted.Root, buffer);
        return Activity.TryParse(buffer.WrittenSpan, out var clean, out _) ? clean : posted;
    }

    private static bool Holds(KnowledgeBase knowledge, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => HoldsOne(knowledge, element),
        JsonValueKind.Array => AnyHolds(knowledge, element),
        JsonValueKind.String => MayHold(JsonMarshal.GetRawUtf8Value(element)) && Removed(knowledge, element) is not null,
        _ => false,
    };

    private static bool AnyHolds(KnowledgeBase knowledge, JsonElement items) => items.EnumerateArray().Any(e => Holds(knowledge, e));

    private static bool HoldsOne(KnowledgeBase knowledge, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            var value = property.Value;
            var isPlain = value.ValueKind == JsonValueKind.String ? !MayHold(JsonMarshal.GetRawUtf8Value(value)) : value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            if (!isPlain && !IsNoWords(property) && Holds(knowledge, value))
            {
                return true;
            }
        }

        return false;
    }

    // Every turn asks it of every text: plain letters without a digit, an @ or a written "dot" hold nothing.
    private static bool MayHold(ReadOnlySpan<byte> raw) => raw.ContainsAny(Telling) || raw.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static void Write(KnowledgeBase knowledge, JsonElement element, ArrayBufferWriter<byte> buffer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                buffer.Write("{"u8);
                var isFirst = true;
                foreach (var property in element.EnumerateObject())
                {
                    buffer.Write(isFirst ? "\""u8 : ",\""u8);
                    buffer.Write(JsonMarshal.GetRawUtf8PropertyName(property));
                    buffer.Write("\":"u8);
                    isFirst = false;
                    if (IsNoWords(property))
                    {
                        buffer.Write(JsonMarshal.GetRawUtf8Value(property.Value));
                    }
                    else
                    {
                        Write(knowledge, property.Value, buffer);
                    }
                }

                buffer.Write("}"u8);
                break;
            case JsonValueKind.Array:
                buffer.Write("["u8);
                var at = 0;
                foreach (var item in element.EnumerateArray())
                {
                    buffer.Write(at++ == 0 ? ""u8 : ","u8);
                    Write(knowledge, item, buffer);
                }

                buffer.Write("]"u8);
                break;
            case JsonValueKind.String when Removed(knowledge, element) is { } clean:
                using (var writer = new Utf8JsonWriter(buffer, Options))
                {
                    writer.WriteStringValue(clean);
                }

                break;
            default:
                buffer.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static bool IsNoWords(JsonProperty property)
    {
        // The names of most activities are plain letters, and a hundred thousand turns would make a million strings of them.
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        Span<char> room = stackalloc char[LongestPlainName];
        var name = raw.Length <= LongestPlainName && !raw.Contains((byte)'\\') && Ascii.IsValid(raw)
            ? room[..Encoding.ASCII.GetChars(raw, room)]
            : property.Name.AsSpan();
        foreach (var ending in NoWords)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Removed(KnowledgeBase knowledge, JsonElement element)
    {
        try
        {
            return element.GetString() is { } text && PersonalData.Remove(knowledge, text) is var clean && clean != text ? clean : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: valid JSON, no text.
            return null;
        }
    }
}
