using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Dialog.State;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// What a turn was worked out from, beside the log and the state before it: kept with the turn, so that it can be worked out
/// again to the same words (<c>replay</c>).
/// </summary>
/// <param name="At">When the host received the message.</param>
/// <param name="Content">Hash of the knowledge.</param>
/// <param name="Book">Hash of the triage version.</param>
/// <param name="Country">Whose numbers were given.</param>
/// <param name="BaseUrl">Where articles were opened.</param>
internal sealed record TurnBasis(DateTimeOffset At, string Content, string Book, string Country, string BaseUrl)
{
    /// <summary>True when the bot greeted and no message was taken.</summary>
    public bool Greet { get; init; }

    /// <summary>The setting Consent.</summary>
    public bool AskConsent { get; init; }

    /// <summary>True when answers were switched off.</summary>
    public bool AnswersAreOff { get; init; }

    /// <summary>What was known from the person's other conversations.</summary>
    public EndedTriage? LastTriage { get; init; }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_json;

    // The turns that a host takes one after the other differ in their time alone, nearly always.
    private static Written? s_last;

    /// <summary>As the store keeps it. By hand, since every turn writes one and the serialiser compiles a hundred methods for the first.</summary>
    public EntryBody ToUtf8()
    {
        var timeless = this with { At = default };
        if (s_last is not { } last || last.Timeless != timeless)
        {
            last = new Written(timeless, Write(json => timeless.Rest(json))[1..]);

            // How somebody's questionnaire ended is theirs.
            s_last = LastTriage is null ? last : s_last;
        }

        // The comma stands for the brace that closes what holds the time alone.
        var own = Write(json => json.WriteString("at"u8, At));
        own[^1] = (byte)',';
        return new EntryBody(own, last.Rest, own.Length);
    }

    private static byte[] Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(1 << 10);
        buffer.ResetWrittenCount();
        var json = s_json ??= new Utf8JsonWriter(buffer);
        json.Reset(buffer);
        json.WriteStartObject();
        properties(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void Rest(Utf8JsonWriter json)
    {
        json.WriteString("content"u8, Content);
        json.WriteString("book"u8, Book);
        json.WriteString("country"u8, Country);
        json.WriteString("baseUrl"u8, BaseUrl);
        Flag(json, "greet"u8, Greet);
        Flag(json, "askConsent"u8, AskConsent);
        Flag(json, "answersAreOff"u8, AnswersAreOff);
        if (LastTriage is { } last)
        {
            json.WriteStartObject("lastTriage"u8);
            json.WriteString("at"u8, last.At);
            json.WriteString("level"u8, last.Level.ToString());
            if (last.Who is { } who)
            {
                json.WriteString("who"u8, who);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>Reads what <see cref="ToUtf8"/> made; null for anything else.</summary>
    public static TurnBasis? Read(byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : JsonSerializer.Deserialize(bytes, TurnBasisJson.Default.TurnBasis);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Flag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool flag)
    {
        if (flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    private sealed record Written(TurnBasis Timeless, byte[] Rest);
}

/// <summary>Reads a basis without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TurnBasis))]
internal sealed partial class TurnBasisJson : JsonSerializerContext;
