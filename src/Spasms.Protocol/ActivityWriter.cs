using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spasms.Protocol;

/// <summary>
/// Writes what the bot sends, property by property: every turn does it, and what an answer that is given again and again is made
/// of (<see cref="EncodedClaims"/>, <see cref="BotActivity.Encoded"/>) goes in as it was written before.
/// </summary>
internal static class ActivityWriter
{
    /// <summary>Letters beyond ASCII stay as they are: the content type says JSON, so nothing here is read as HTML.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    public static byte[] Write(BotActivity activity)
    {
        // One buffer a thread, since an answer may have twenty thousand bytes and the log keeps its own copy.
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(1 << 15);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Activity(json, activity);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Citations alone.</summary>
    public static byte[] Write(IReadOnlyList<Claim> claims)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Claims(json, claims);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Activity(Utf8JsonWriter json, BotActivity activity)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, activity.Type);
        Text(json, "id"u8, activity.Id);
        Text(json, "timestamp"u8, activity.Timestamp);
        Text(json, "channelId"u8, activity.ChannelId);
        Text(json, "serviceUrl"u8, activity.ServiceUrl);
        Node(json, "conversation"u8, activity.Conversation);
        Node(json, "from"u8, activity.From);
        Node(json, "recipient"u8, activity.Recipient);
        Text(json, "replyToId"u8, activity.ReplyToId);
        if (activity.Encoded is { } encoded)
        {
            json.WriteString("text"u8, encoded);
        }
        else
        {
            Text(json, "text"u8, activity.Text);
        }

        Text(json, "textFormat"u8, activity.TextFormat);
        Text(json, "locale"u8, activity.Locale);
        Text(json, "inputHint"u8, activity.InputHint);
        Buttons(json, activity.SuggestedActions);
        if (activity.Attachments is { } attachments)
        {
            json.WriteStartArray("attachments"u8);
            foreach (var attachment in attachments)
            {
                json.WriteStartObject();
                json.WriteString("contentType"u8, attachment.ContentType);
                Node(json, "content"u8, attachment.Content);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (activity.Entities is { } entities)
        {
            json.WriteStartArray("entities"u8);
            foreach (var entity in entities)
            {
                Entity(json, entity);
            }

            json.WriteEndArray();
        }

        Node(json, "channelData"u8, activity.ChannelData);
        json.WriteEndObject();
    }

    private static void Buttons(Utf8JsonWriter json, SuggestedActions? buttons)
    {
        if (buttons is null)
        {
            return;
        }

        json.WriteStartObject("suggestedActions"u8);
        json.WriteStartArray("actions"u8);
        foreach (var action in buttons.Actions)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, action.Type);
            json.WriteString("title"u8, action.Title);
            Text(json, "text"u8, action.Text);
            Text(json, "displayText"u8, action.DisplayText);
            Node(json, "value"u8, action.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Entity(Utf8JsonWriter json, MessageEntity entity)
    {
        json.WriteStartObject();
        if (entity.Citation is EncodedClaims encoded)
        {
            json.WritePropertyName("citation"u8);
            json.WriteRawValue(encoded.Utf8, skipInputValidation: true);
        }
        else if (entity.Citation is { } claims)
        {
            json.WritePropertyName("citation"u8);
            Claims(json, claims);
        }

        if (entity.PotentialAction is { } thumbs)
        {
            json.WriteStartArray("potentialAction"u8);
            foreach (var thumb in thumbs)
            {
                json.WriteStartObject();
                json.WriteString("@type"u8, thumb.LinkedType);
                json.WriteStartObject("object"u8);
                json.WriteString("@id"u8, thumb.About.Id);
                json.WriteEndObject();
                json.WriteString("actionStatus"u8, thumb.ActionStatus);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("type"u8, entity.EntityType);
        json.WriteString("@type"u8, entity.LinkedType);
        json.WriteString("@context"u8, entity.Context);
        json.WriteString("@id"u8, entity.LinkedId);
        json.WriteEndObject();
    }

    private static void Claims(Utf8JsonWriter json, IReadOnlyList<Claim> claims)
    {
        json.WriteStartArray();
        foreach (var claim in claims)
        {
            json.WriteStartObject();
            json.WriteNumber("position"u8, claim.Position);
            json.WriteStartObject("appearance"u8);
            json.WriteString("name"u8, claim.Appearance.Name);
            json.WriteString("url"u8, claim.Appearance.Url);
            json.WriteString("abstract"u8, claim.Appearance.Abstract);
            Text(json, "version"u8, claim.Appearance.Version);
            json.WriteString("@type"u8, claim.Appearance.LinkedType);
            json.WriteEndObject();
            json.WriteString("@type"u8, claim.LinkedType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Node(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonNode? node)
    {
        if (node is not null)
        {
            json.WritePropertyName(name);
            node.WriteTo(json);
        }
    }
}
