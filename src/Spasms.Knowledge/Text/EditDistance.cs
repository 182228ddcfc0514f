namespace Spasms.Knowledge.Text;

/// <summary>Damerau's distance in its usual restricted form: insert, delete, replace a letter, or swap two neighbours.</summary>
public static class EditDistance
{
    /// <summary>
    /// The number of edits between two words, or <paramref name="most"/> + 1 as soon as it must be greater or a word is
    /// longer than <see cref="Words.MaxWordLength"/>.
    /// </summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most || a.Length > Words.MaxWordLength || b.Length > Words.MaxWordLength)
        {
            return most + 1;
        }

        var width = b.Length + 1;
        Span<int> room = stackalloc int[3 * width];
        var before = room[..width];
        var last = room.Slice(width, width);
        var row = room[(2 * width)..];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            // A swap reaches back two rows, so the row before must be out of reach too; the length check bounds the rest.
            if (least > most + 1)
            {
                return most + 1;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[b.Length], most + 1);
    }
}
