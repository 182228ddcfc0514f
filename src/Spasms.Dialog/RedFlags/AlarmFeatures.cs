using Spasms.Knowledge.RedFlags;
using Text = Spasms.Knowledge.Text.Words;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// A message in the form that the second reader weighs: its words, their beginnings and pairs of near words, each with what
/// the words around it make of it.
/// </summary>
internal sealed class AlarmFeatures(MessageWords words, Reading reading)
{
    // Two words with their marks and a space.
    private const int Room = (4 * Text.MaxWordLength) + 8;

    /// <summary>The message.</summary>
    public MessageWords Words { get; } = words;

    /// <summary>The features of a message by itself.</summary>
    internal static AlarmFeatures Of(Snapshot now, string text)
    {
        var lexicon = now.Knowledge.RedFlags.Lexicon;
        var words = MessageWords.Of(now, lexicon, text);
        var hits = new List<PhraseHit>();
        lexicon.Phrases.Find(words.Values, words.EndsSentence, hits);
        return new AlarmFeatures(words, Reading.Of(words, lexicon, hits));
    }

    /// <summary>As the file writes them; training reads them too.</summary>
    internal List<string> Written()
    {
        var written = new List<string>();
        Span<char> room = stackalloc char[Room];
        for (var i = 0; i < Words.Count; i++)
        {
            for (var kind = -1; kind <= AlarmWords.PairReach; kind++)
            {
                var length = Write(i, kind, room);
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

    /// <summary>Those that the file knows between two words of the message, with the word where each begins.</summary>
    internal List<(int Feature, int Word)> Known(AlarmWords known, int from, int to)
    {
        var found = new List<(int, int)>();
        Span<char> room = stackalloc char[Room];
        for (var i = from; i <= to; i++)
        {
            for (var kind = -1; kind <= AlarmWords.PairReach; kind++)
            {
                var length = Write(i, kind, room);
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

    // Kind -1: its first letters; 0: the word; from 1 on: the pair with the word so many further. 0 is nothing, -1 no further.
    private int Write(int at, int kind, Span<char> room)
    {
        if (Words.Corrected[at] || IsPolite(at))
        {
            return -1;
        }

        if (kind < 0)
        {
            if (Words.Values[at].Length <= AlarmWords.StemLength)
            {
                return 0;
            }

            var stem = Put(room, Mark(at), Words.Values[at].AsSpan(0, AlarmWords.StemLength));
            room[stem] = '*';
            return stem + 1;
        }

        var length = Put(room, Mark(at), Words.Values[at]);
        if (kind == 0)
        {
            return length;
        }

        var other = at + kind;
        if (other >= Words.Count || Words.EndsSentence[other - 1])
        {
            return -1;
        }

        if (Words.Corrected[other] || IsPolite(other))
        {
            return 0;
        }

        room[length] = ' ';
        return length + 1 + Put(room[(length + 1)..], Mark(other), Words.Values[other]);
    }

    // Whoever says thanks is in no less danger.
    private bool IsPolite(int at) => Words.Values[at] is "thanks" or "thank" or "thx" or "ta" or "cheers" or "hi" or "hello" or "hey";

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

    private char Mark(int at) =>
        reading.DeniedBy[at] != -1 ? 'D'
        : reading.Figure[at] ? 'F'
        : reading.NotHuman[at] ? 'A'
        : reading.Past[at] ? 'P'
        : reading.Supposed[at] ? 'S'
        : ' ';
}
