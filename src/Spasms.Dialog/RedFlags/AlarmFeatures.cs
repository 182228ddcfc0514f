using Spasms.Knowledge.RedFlags;
using Text = Spasms.Knowledge.Text.Words;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// A message in the form that the second reader weighs: its words, their beginnings and pairs of near words, each with what
/// the words around it make of it, pairs of the beginnings of words that stand less near, in either order, all parts of four
/// letters, which typing errors and endings leave mostly whole, its first words, how long it is, and the families of the signs
/// that the patterns found.
/// What is denied, past, a figure of speech or an animal's is another word than what is told. What is only asked or supposed
/// is the word itself and the word supposed: people ask "can a spasm make half your face drop" when it just did.
/// </summary>
/// <param name="words">Its words.</param>
/// <param name="reading">What the words around each make of it.</param>
/// <param name="signs">What the patterns found.</param>
internal sealed class AlarmFeatures(MessageWords words, Reading reading, List<FamilySign> signs)
{
    // Two words with their marks and a space.
    private const int Room = (4 * Text.MaxWordLength) + 8;

    // Pairs of beginnings; that something is supposed, a word supposed, the beginning of a word; from 0 on the word and its pairs.
    private const int First = AnySupposed - AlarmWords.BeginningReach;
    private const int AnySupposed = -3;
    private const int SupposedWord = -2;
    private const int Stem = -1;
    private const char SupposedMark = 'S';

    // So many are known of a word, about.
    private const int KnownOfWord = 12;

    /// <summary>The message.</summary>
    public MessageWords Words { get; } = words;

    /// <summary>As the file writes them; training reads them too.</summary>
    internal List<string> Written() => Written(0, Words.Count - 1);

    /// <summary>Those of some of its words.</summary>
    internal List<string> Written(int from, int to)
    {
        var written = new List<string>();
        Span<char> room = stackalloc char[Room];
        for (var i = from; i <= to; i++)
        {
            for (var kind = First; kind <= Last(i); kind++)
            {
                if (Write(i, kind, room) is var length and > 0)
                {
                    written.Add(room[..length].ToString());
                }
            }
        }

        for (var opening = 1; opening <= Openings(from, to); opening++)
        {
            written.Add(room[..PutOpening(room, opening)].ToString());
        }

        written.Add(Length(from, to));
        foreach (var sign in signs)
        {
            if (sign.First >= from && sign.Last <= to)
            {
                written.Add(sign.Written);
            }
        }

        return written;
    }

    /// <summary>Those that the file knows between two words of the message, with the word where each begins.</summary>
    internal List<KnownFeature> Known(AlarmWords known, int from, int to)
    {
        var found = new List<KnownFeature>(KnownOfWord * (to - from + 1));
        Span<char> room = stackalloc char[Room];
        for (var i = from; i <= to; i++)
        {
            for (var kind = First; kind <= Last(i); kind++)
            {
                if (Write(i, kind, room) is var length and > 0 && known.Find(room[..length]) is var feature and >= 0)
                {
                    found.Add(new KnownFeature(feature, i, kind is > AlarmWords.PairReach or < Stem));
                }
            }
        }

        for (var opening = 1; opening <= Openings(from, to); opening++)
        {
            Add(known.Find(room[..PutOpening(room, opening)]), KnownFeature.NoWord);
        }

        Add(known.Find(Length(from, to)), KnownFeature.NoWord);
        foreach (var sign in signs)
        {
            if (sign.First >= from && sign.Last <= to)
            {
                Add(known.Find(sign.Written), sign.First);
            }
        }

        return found;

        void Add(int feature, int word)
        {
            if (feature >= 0)
            {
                found.Add(new KnownFeature(feature, word, true));
            }
        }
    }

    // Kinds above the pairs are the word's parts.
    private int Last(int at) =>
        Words.Corrected[at] || IsPolite(at) ? First - 1 : AlarmWords.PairReach + Math.Max(1, Words.Values[at].Length + 3 - AlarmWords.PartLength);

    // How many letters were written; 0 is nothing.
    private int Write(int at, int kind, Span<char> room) => kind switch
    {
        < AnySupposed => PutBeginnings(room, at, at + AnySupposed - kind),
        > AlarmWords.PairReach => PutPart(room, at, kind - AlarmWords.PairReach - 1),
        AnySupposed => IsSupposed(at) ? Put(room, SupposedMark, "*") : 0,
        SupposedWord => IsSupposed(at) ? Put(room, SupposedMark, Words.Values[at]) : 0,
        Stem => PutStem(room, at),
        0 => Put(room, Mark(at), Words.Values[at]),
        _ => PutPair(room, at, at + kind),
    };

    private int PutStem(Span<char> room, int at)
    {
        if (Words.Values[at].Length <= AlarmWords.StemLength)
        {
            return 0;
        }

        var stem = Put(room, Mark(at), Words.Values[at].AsSpan(0, AlarmWords.StemLength));
        room[stem] = '*';
        return stem + 1;
    }

    // "is it", "my dad": only where the message itself begins.
    private static int Openings(int from, int to) => from > 0 ? 0 : Math.Min(2, to + 1);

    private int PutOpening(Span<char> room, int words)
    {
        room[0] = AlarmWords.OpeningMark;
        var length = 1 + Put(room[1..], ' ', Words.Values[0]);
        if (words > 1)
        {
            room[length] = ' ';
            length += 1 + Put(room[(length + 1)..], ' ', Words.Values[1]);
        }

        return length;
    }

    private static string Length(int from, int to) => (to - from + 1) switch
    {
        <= 4 => "#4",
        <= 7 => "#7",
        <= 12 => "#12",
        <= 20 => "#20",
        <= 35 => "#35",
        _ => "#36",
    };

    // "brea+ches": people tell the same in any order, with other little words between.
    private int PutBeginnings(Span<char> room, int at, int other)
    {
        if (other >= Words.Count || !HasBeginning(at) || !HasBeginning(other) || Words.EndsSentence.AsSpan(at, other - at).Contains(true))
        {
            return 0;
        }

        var length = PutBeginning(room, at);
        Span<char> second = stackalloc char[AlarmWords.BeginningLength + 2];
        second = second[..PutBeginning(second, other)];
        if (room[..length].SequenceCompareTo(second) > 0)
        {
            room[..length].CopyTo(room[(second.Length + 1)..]);
            second.CopyTo(room);
            room[second.Length] = AlarmWords.BeginningsMark;
        }
        else
        {
            room[length] = AlarmWords.BeginningsMark;
            second.CopyTo(room[(length + 1)..]);
        }

        return length + 1 + second.Length;
    }

    private bool HasBeginning(int at) => Words.Values[at].Length >= AlarmWords.ShortestBeginning && !Words.Corrected[at] && !IsPolite(at);

    private int PutBeginning(Span<char> room, int at)
    {
        var word = Words.Values[at].AsSpan();
        return Put(room, Mark(at), word[..Math.Min(word.Length, AlarmWords.BeginningLength)]);
    }

    // No pair reaches beyond its sentence.
    private int PutPair(Span<char> room, int at, int other)
    {
        if (other >= Words.Count || Words.Corrected[other] || IsPolite(other) || Words.EndsSentence.AsSpan(at, other - at).Contains(true))
        {
            return 0;
        }

        var length = Put(room, Mark(at), Words.Values[at]);
        room[length] = ' ';
        return length + 1 + Put(room[(length + 1)..], Mark(other), Words.Values[other]);
    }

    // "<bre", "brea", "reat": a word's two ends count as letters, and a short word is one part. No part of what is denied
    // may speak for an alarm as if it was told.
    private int PutPart(Span<char> room, int at, int from)
    {
        var word = Words.Values[at];
        room[0] = AlarmWords.PartMark;
        var length = 1;
        if (Mark(at) is var mark and ('D' or 'F'))
        {
            room[length++] = mark;
            room[length++] = ':';
        }

        var end = Math.Min(from + AlarmWords.PartLength, word.Length + 2);
        for (var i = from; i < end; i++)
        {
            room[length++] = i == 0 ? '<' : i == word.Length + 1 ? '>' : word[i - 1];
        }

        return length;
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
        : ' ';

    private bool IsSupposed(int at) => reading.Supposed[at] && Mark(at) == ' ';
}

/// <summary>A sign that the patterns found.</summary>
/// <param name="Written">As the file writes it: its family, after <c>?</c> where it is a lead and after <c>!</c> where it speaks for itself.</param>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word.</param>
internal sealed record FamilySign(string Written, int First, int Last);

/// <summary>What the file knows of a message.</summary>
/// <param name="Feature">Its number in the file.</param>
/// <param name="Word">The word where it begins, or <see cref="NoWord"/>.</param>
/// <param name="IsPart">It is a part of a word, which another language may have too, or says how a word is meant.</param>
internal readonly record struct KnownFeature(int Feature, int Word, bool IsPart)
{
    /// <summary>It is no word's.</summary>
    public const int NoWord = -1;
}
