using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Weighs all words of a message together, where no pattern matched: what is denied, past, supposed or a figure of speech
/// counts as another word than what is told. Work grows with the length of the message.
/// </summary>
internal static class SecondReader
{
    private const int Louder = 150;

    /// <summary>What the words say; null when they don't speak for an emergency.</summary>
    /// <param name="words">The message.</param>
    /// <param name="reading">What the words around each word make of it.</param>
    /// <param name="known">The weights.</param>
    /// <param name="sameDay">A same-day sign was found: then the words must speak louder.</param>
    public static Verdict? Read(MessageWords words, Reading reading, AlarmWords known, bool sameDay = false)
    {
        if (known.Weights.IsEmpty)
        {
            return null;
        }

        var seen = new HashSet<int>();
        long alarm = 0;
        long crisis = 0;
        var strongest = 0;
        var at = 0;
        foreach (var (feature, word) in Features(words, reading, known))
        {
            if (!seen.Add(feature))
            {
                continue;
            }

            var weight = known.Weights[feature];
            alarm += weight.Alarm;
            crisis += weight.Crisis;
            if (weight.Alarm > strongest)
            {
                strongest = weight.Alarm;
                at = word;
            }
        }

        var scale = Math.Sqrt(seen.Count + 1);
        return known.Start.Alarm + (alarm / scale) >= known.Threshold + (sameDay ? Louder : 0)
            ? new Verdict(known.Start.Crisis + (crisis / scale) > 0, at)
            : null;
    }

    /// <summary>The words, beginnings and pairs of a message as the file writes them; training reads them too.</summary>
    internal static List<string> Written(MessageWords words, Reading reading)
    {
        var written = new List<string>();
        Span<char> room = stackalloc char[Room];
        for (var i = 0; i < words.Count; i++)
        {
            for (var kind = -1; kind <= AlarmWords.PairReach; kind++)
            {
                var length = Write(words, reading, i, kind, room);
                if (length < 0)
                {
                    break;
                }

                if (length > 0)
                {
                    written.Add(room[..length].ToString());
                }
            }
        }

        return written;
    }

    private static List<(int Feature, int Word)> Features(MessageWords words, Reading reading, AlarmWords known)
    {
        var found = new List<(int, int)>();
        Span<char> room = stackalloc char[Room];
        for (var i = 0; i < words.Count; i++)
        {
            for (var kind = -1; kind <= AlarmWords.PairReach; kind++)
            {
                var length = Write(words, reading, i, kind, room);
                if (length < 0)
                {
                    break;
                }

                if (length > 0 && known.Find(room[..length]) is var feature and >= 0)
                {
                    found.Add((feature, i));
                }
            }
        }

        return found;
    }

    // Two words with their marks and a space.
    private const int Room = (4 * Words.MaxWordLength) + 8;

    // Kind -1: its first letters; 0: the word; from 1 on: the pair with the word so many further. 0 is nothing, -1 no further.
    private static int Write(MessageWords words, Reading reading, int at, int kind, Span<char> room)
    {
        if (words.Corrected[at])
        {
            return -1;
        }

        if (kind < 0)
        {
            if (words.Values[at].Length <= AlarmWords.StemLength)
            {
                return 0;
            }

            var stem = Put(room, Mark(reading, at), words.Values[at].AsSpan(0, AlarmWords.StemLength));
            room[stem] = '*';
            return stem + 1;
        }

        var length = Put(room, Mark(reading, at), words.Values[at]);
        if (kind == 0)
        {
            return length;
        }

        var other = at + kind;
        if (other >= words.Count || words.EndsSentence[other - 1])
        {
            return -1;
        }

        if (words.Corrected[other])
        {
            return 0;
        }

        room[length] = ' ';
        return length + 1 + Put(room[(length + 1)..], Mark(reading, other), words.Values[other]);
    }

    private static int Put(Span<char> room, char mark, ReadOnlySpan<char> word)
    {
        if (mark == ' ')
        {
            word.CopyTo(room);
            return word.Length;
        }

        room[0] = mark;
        room[1] = ':';
        word.CopyTo(room[2..]);
        return word.Length + 2;
    }

    private static char Mark(Reading reading, int at) =>
        reading.DeniedBy[at] != -1 ? 'D'
        : reading.Figure[at] ? 'F'
        : reading.NotHuman[at] ? 'A'
        : reading.Past[at] ? 'P'
        : reading.Supposed[at] ? 'S'
        : ' ';
}

/// <summary>The words of a message speak for an emergency.</summary>
/// <param name="Crisis">They speak of self-harm.</param>
/// <param name="At">The word that speaks most.</param>
internal readonly record struct Verdict(bool Crisis, int At);
