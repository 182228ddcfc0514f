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
        ReadOnlyMemory<byte>[] all = [.. bodies];
        var mark = watermark is { } place ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{place}\"")) : [];
        var commas = Math.Max(0, all.Length - 1);
        var set = new byte[Head.Length + all.Sum(b => b.Length) + commas + 1 + mark.Length + 1];
        var rest = Put(set, Head);
        for (var i = 0; i < all.Length; i++)
        {
            rest = Put(rest, i == 0 ? [] : ","u8);
            rest = Put(rest, all[i].Span);
        }

        rest = Put(rest, "]"u8);
        rest = Put(rest, mark);
        Put(rest, "}"u8);
        return set;
    }

    private static ReadOnlySpan<byte> Head => "{\"activities\":["u8;

    private static Span<byte> Put(Span<byte> into, ReadOnlySpan<byte> part)
    {
        part.CopyTo(into);
        return into[part.Length..];
    }
}
