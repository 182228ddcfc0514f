using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spasms.Protocol.Store;

namespace Spasms.Protocol;

/// <summary>An activity that the bot sends. Absent parts stay off the wire.</summary>
public sealed record BotActivity
{
    /// <summary>What kind of activity.</summary>
    public required string Type { get; init; }

    /// <summary>Its id in the conversation.</summary>
    public string? Id { get; init; }

    /// <summary>When it was sent: UTC, see <see cref="ActivityStamp.Format"/>.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The channel's name.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The channel's address, on a reply to a connector.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The conversation.</summary>
    public JsonNode? Conversation { get; init; }

    /// <summary>The bot.</summary>
    public JsonNode? From { get; init; }

    /// <summary>The person.</summary>
    public JsonNode? Recipient { get; init; }

    /// <summary>Id of the activity that it answers; clients hold an answer back until they have seen that one.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The words.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// What of this activity others have too, written already (<see cref="WriteShared"/>): it stands for the words up to the
    /// citations. Null: they are written as they go out.
    /// </summary>
    [JsonIgnore]
    public byte[]? Shared { get; init; }

    /// <summary><c>markdown</c> or <c>plain</c>.</summary>
    public string? TextFormat { get; init; }

    /// <summary>BCP 47 tag of the words.</summary>
    public string? Locale { get; init; }

    /// <summary><c>expectingInput</c> or <c>acceptingInput</c>.</summary>
    public string? InputHint { get; init; }

    /// <summary>Buttons.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>Cards: shown in place of the text by a client that can, with the same words.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>What the channel doesn't look into.</summary>
    public JsonNode? ChannelData { get; init; }

    /// <summary>Machine-readable extras, citations among them.</summary>
    public IReadOnlyList<MessageEntity>? Entities { get; init; }

    /// <summary>The JSON as it goes into the log and onto the wire.</summary>
    public EntryBody ToBody() => ActivityWriter.Write(this);

    /// <summary>The same in one array.</summary>
    public byte[] ToUtf8() => ToBody().ToArray();

    /// <summary>What <see cref="Shared"/> takes, of an activity with one entity that holds citations.</summary>
    public byte[] WriteShared() => ActivityWriter.WriteShared(this);
}

/// <summary>Buttons under the last message.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction> Actions);

/// <summary>A button.</summary>
/// <param name="Type"><c>imBack</c>: sends its words. <c>messageBack</c>: sends words and a value of its own.</param>
/// <param name="Title">What stands on it.</param>
public sealed record CardAction(string Type, string Title)
{
    /// <summary>The words that are sent for it.</summary>
    public string? Text { get; init; }

    /// <summary>The words that the chat shows as the person's.</summary>
    public string? DisplayText { get; init; }

    /// <summary>What is sent along; for imBack the words.</summary>
    public JsonNode? Value { get; init; }
}

/// <summary>A card or file.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">The card.</param>
public sealed record Attachment(string ContentType, JsonNode Content);

/// <summary>schema.org's Message: where the client finds the citations of a text, and what may be done with it.</summary>
/// <param name="Citation">In the order of their numbers; null where there are none.</param>
public sealed record MessageEntity(IReadOnlyList<Claim>? Citation)
{
    /// <summary>The thumbs that the client shows; null for none.</summary>
    public IReadOnlyList<ThumbAction>? PotentialAction { get; init; }

    /// <summary>The entity's type, as Web Chat looks for it.</summary>
    [JsonPropertyName("type")]
    public string EntityType { get; init; } = "https://schema.org/Message";

    /// <summary>The same for JSON-LD.</summary>
    [JsonPropertyName("@type")]
    public string LinkedType { get; init; } = "Message";

    /// <summary>The JSON-LD context.</summary>
    [JsonPropertyName("@context")]
    public string Context { get; init; } = "https://schema.org";

    /// <summary>Empty: the entity is about the message that it stands in.</summary>
    [JsonPropertyName("@id")]
    public string LinkedId { get; init; } = "";
}

/// <summary>A thumb: the client sends it back as it is when it is pressed.</summary>
/// <param name="LinkedType"><c>LikeAction</c> or <c>DislikeAction</c>.</param>
/// <param name="About">The message that it is about.</param>
public sealed record ThumbAction([property: JsonPropertyName("@type")] string LinkedType, [property: JsonPropertyName("object")] LinkedThing About)
{
    /// <summary>That it was not pressed yet.</summary>
    public string ActionStatus { get; init; } = "PotentialActionStatus";
}

/// <summary>A thing by its id.</summary>
public sealed record LinkedThing([property: JsonPropertyName("@id")] string Id);

/// <summary>One citation.</summary>
/// <param name="Position">Its number, as in <c>[1]</c> in the text.</param>
/// <param name="Appearance">What it points to.</param>
public sealed record Claim(int Position, DigitalDocument Appearance)
{
    /// <summary>The JSON-LD type.</summary>
    [JsonPropertyName("@type")]
    public string LinkedType { get; init; } = "Claim";
}

/// <summary>A document that is cited.</summary>
/// <param name="Name">Its title.</param>
/// <param name="Url">Its address.</param>
/// <param name="Abstract">The quoted line.</param>
public sealed record DigitalDocument(string Name, string Url, string Abstract)
{
    /// <summary>Content hash of the document as it was quoted.</summary>
    public string? Version { get; init; }

    /// <summary>The JSON-LD type.</summary>
    [JsonPropertyName("@type")]
    public string LinkedType { get; init; } = "DigitalDocument";
}

/// <summary>Serialisers of everything that goes on the wire, made at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(TokenClaims))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>With letters beyond ASCII as they are: the content type says JSON, so nothing here is read as HTML.</summary>
    public static ProtocolJson Wire { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = ActivityWriter.Encoder,
    });
}
