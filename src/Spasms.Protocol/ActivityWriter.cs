using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Protocol.Store;

namespace Spasms.Protocol;

/// <summary>
/// Writes what the bot sends, property by property: every turn does it, and what of an answer is given again and again
/// (<see cref="BotActivity.Shared"/>) is written once and kept once.
/// </summary>
internal static class ActivityWriter
{
    /// <summary>Letters beyond ASCII stay as they are: the content type says JSON, so nothing here is read as HTML.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? s_json;

    public static EntryBody Write(BotActivity activity)
    {
        // One buffer a thread, since an answer may have twenty thousand bytes and the log keeps its own copy.
        var buffer = Buffer();
        var json = Writer(buffer);
        Head(json, activity);
        if (activity.Shared is not { } shared)
        {
            Words(json, activity);
            Entities(json, activity.Entities);
            json.WriteEndObject();
            json.Flush();
            return new EntryBody(buffer.WrittenSpan.ToArray());
        }

        // The writer doesn't validate: what it closes here was opened in the shared part.
        json.Flush();
        var at = buffer.WrittenCount;
        EndOfEntity(json, activity.Entities![0]);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new EntryBody(buffer.WrittenSpan.ToArray(), shared, at);
    }

    /// <summary>From the comma before the words up to the end of the citations.</summary>
    public static byte[] WriteShared(BotActivity activity)
    {
        var buffer = Buffer();
        var json = Writer(buffer);
        json.WriteStartObject();
        Words(json, activity);
        json.WriteStartArray("entities"u8);
        json.WriteStartObject();
        json.WritePropertyName("citation"u8);
        Claims(json, activity.Entities![0].Citation!);
        json.Flush();
        var shared = buffer.WrittenSpan.ToArray();
        shared[0] = (byte)',';
        return shared;
    }

    private static ArrayBufferWriter<byte> Buffer()
    {
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(1 << 15);
        buffer.ResetWrittenCount();
        return buffer;
    }

    private static Utf8JsonWriter Writer(ArrayBufferWriter<byte> buffer)
    {
        var json = s_json ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        return json;
    }

    private static void Head(Utf8JsonWriter json, BotActivity activity)
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
    }

    private static void Words(Utf8JsonWriter json, BotActivity activity)
    {
        Text(json, "text"u8, activity.Text);
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

        Node(json, "channelData"u8, activity.ChannelData);
    }

    private static void Entities(Utf8JsonWriter json, IReadOnlyList<MessageEntity>? entities)
    {
        if (entities is null)
        {
            return;
        }

        json.WriteStartArray("entities"u8);
        foreach (var entity in entities)
        {
            json.WriteStartObject();
            if (entity.Citation is { } claims)
            {
                json.WritePropertyName("citation"u8);
                Claims(json, claims);
            }

            EndOfEntity(json, entity);
        }

        json.WriteEndArray();
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

    // All of it but the citations.
    private static void EndOfEntity(Utf8JsonWriter json, MessageEntity entity)
    {
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
