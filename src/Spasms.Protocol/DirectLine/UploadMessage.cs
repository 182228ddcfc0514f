using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spasms.Protocol;

/// <summary>A file that was sent, as a message names it.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="ContentUrl">Absolute address that opens it without a header.</param>
public sealed record FileAttachment(string ContentType, string? Name, string ContentUrl);

/// <summary>The one message that an upload makes: the client's template with the files in place of its attachments.</summary>
public static class UploadMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as JSON. All but the attachments stays as the client sent it (A2005).</summary>
    /// <param name="template">What came as the part <c>activity</c>; null: an empty message.</param>
    /// <param name="user">The sender, where there is no template.</param>
    /// <param name="files">In the order of their parts.</param>
    public static byte[] Of(Activity? template, string user, IEnumerable<FileAttachment> files)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, ActivityTypes.Message);
            if (template is null)
            {
                writer.WriteStartObject("from"u8);
                writer.WriteString("id"u8, user);
                writer.WriteEndObject();
            }

            writer.WriteStartArray("attachments"u8);
            foreach (var file in files)
            {
                Write(writer, file);
            }

            writer.WriteEndArray();
            writer.Flush();
            Append(buffer, template);
        }

        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, FileAttachment file)
    {
        writer.WriteStartObject();
        writer.WriteString("contentType"u8, file.ContentType);
        writer.WriteString("contentUrl"u8, file.ContentUrl);
        if (file.Name is not null)
        {
            writer.WriteString("name"u8, file.Name);
        }

        writer.WriteEndObject();
    }

    // As raw bytes: numbers, time zones and odd escapes come out as they came in.
    private static void Append(ArrayBufferWriter<byte> buffer, Activity? template)
    {
        if (template is null)
        {
            return;
        }

        foreach (var property in template.Root.EnumerateObject())
        {
            if (!property.NameEquals("type"u8) && !property.NameEquals("attachments"u8))
            {
                buffer.Write(",\""u8);
                buffer.Write(JsonMarshal.GetRawUtf8PropertyName(property));
                buffer.Write("\":"u8);
                buffer.Write(JsonMarshal.GetRawUtf8Value(property.Value));
            }
        }
    }
}
