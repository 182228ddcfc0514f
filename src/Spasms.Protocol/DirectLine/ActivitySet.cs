using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spasms.Protocol;

/// <summary>Writes <c>{"activities":[...],"watermark":"..."}</c>: a poll's answer and a socket's frame.</summary>
public static class ActivitySet
{
    /// <summary>The set as UTF-8. The bodies are JSON already and go in as they are.</summary>
    /// <param name="bodies">In log order.</param>
    /// <param name="watermark">The last one's place; null leaves the property out (expectReplies).</param>
    public static byte[] ToUtf8(IEnumerable<ReadOnlyMemory<byte>> bodies, long? watermark)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write("{\"activities\":["u8);
        var first = true;
        foreach (var body in bodies)
        {
            if (!first)
            {
                buffer.Write(","u8);
            }

            first = false;
            buffer.Write(body.Span);
        }

        buffer.Write("]"u8);
        if (watermark is { } mark)
        {
            buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{mark}\"")));
        }

        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
