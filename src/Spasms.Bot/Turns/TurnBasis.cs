using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Dialog.State;

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

    /// <summary>As the store keeps it.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, TurnBasisJson.Default.TurnBasis);

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
}

/// <summary>Writes and reads a basis without reflection, as every turn does it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TurnBasis))]
internal sealed partial class TurnBasisJson : JsonSerializerContext;
