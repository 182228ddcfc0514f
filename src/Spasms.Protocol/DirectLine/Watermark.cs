using System.Globalization;

namespace Spasms.Protocol;

/// <summary>
/// A place in a conversation's log, "after this one". Opaque to clients; in here the sequence number of the last
/// activity seen. The same on socket and poll, and it never goes back.
/// </summary>
public static class Watermark
{
    /// <summary>The watermark as clients get it.</summary>
    public static string Format(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what a client gives. Absent, empty and <c>-</c> mean: from the start. A future one is cut to the end later.</summary>
    /// <returns>False for what was never a watermark of ours.</returns>
    public static bool TryParse(string? text, out long sequence)
    {
        sequence = 0;
        return string.IsNullOrEmpty(text)
            || text == "-"
            || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
