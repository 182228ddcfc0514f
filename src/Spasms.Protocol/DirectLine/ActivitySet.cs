using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spasms.Protocol.Store;

namespace Spasms.Protocol;

/// <summary>Writes <c>{"activities":[...],"watermark":"..."}</c>: a poll's answer and a socket's frame.</summary>
public static class ActivitySet
{
    /// <summary>The set as UTF-8. The bodies are JSON already and go in as they are.</summary>
    /// <param name="entries">In log order.</param>
    /// <param name="watermark">The last one's place; null leaves the property out (expectReplies).</param>
    public static ReadOnlyMemory<byte> ToUtf8(ImmutableArray<LogEntry> entries, long? watermark)
    {
        var set = new ArrayBufferWriter<byte>(LengthOf(entries, watermark));
        Write(entries, watermark, set);
        return set.WrittenMemory;
    }

    /// <summary>How many bytes the set has.</summary>
    public static int LengthOf(ImmutableArray<LogEntry> entries, long? watermark)
    {
        var length = Head.Length + Math.Max(0, entries.Length - 1) + 2 + Mark(watermark).Length;
        foreach (var entry in entries)
        {
            length += entry.Words.Length;
        }

        return length;
    }

    /// <summary>Writes the set.</summary>
    public static void Write(ImmutableArray<LogEntry> entries, long? watermark, IBufferWriter<byte> into)
    {
        into.Write(Head);
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0)
            {
                into.Write(","u8);
            }

            entries[i].Words.WriteTo(into);
        }

        into.Write("]"u8);
        into.Write(Mark(watermark));
        into.Write("}"u8);
    }

    private static ReadOnlySpan<byte> Head => "{\"activities\":["u8;

    private static byte[] Mark(long? watermark) =>
        watermark is { } place ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{place}\"")) : [];
}
