using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.RedFlags;

/// <summary>How a word is parted from the one before it.</summary>
internal enum Gap
{
    None,

    /// <summary>Comma, dash, colon, bracket, dots.</summary>
    Soft,

    /// <summary>The end of a sentence or line.</summary>
    Hard,
}

/// <summary>A message cut into words, with sentences, spelling corrections and ways of writing folded together.</summary>
internal sealed class MessageWords
{
    // A sentence's end counts as so many words: signs told in two sentences still stand near each other.
    private const int SentenceDistance = 3;

    private MessageWords(int count)
    {
        Values = new string[count];
        Starts = new int[count];
        Ends = new int[count];
        Gaps = new Gap[count];
        EndsSentence = new bool[count];
        Positions = new int[count];
        Corrected = new bool[count];
    }

    public string[] Values { get; }

    /// <summary>Offset in the message.</summary>
    public int[] Starts { get; }

    /// <summary>Offset behind the word's last unit.</summary>
    public int[] Ends { get; }

    /// <summary>What stands before the word.</summary>
    public Gap[] Gaps { get; }

    public bool[] EndsSentence { get; }

    /// <summary>Place in words, with sentence ends counted in.</summary>
    public int[] Positions { get; }

    /// <summary>True where the value is a correction of what was typed.</summary>
    public bool[] Corrected { get; }

    public int Count => Values.Length;

    public static MessageWords Of(Snapshot now, RedFlagLexicon lexicon, string text)
    {
        var words = Words.Of(text);
        var typed = new string[words.Length];
        var ends = new bool[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            typed[i] = words[i].Value;
            ends[i] = i + 1 < words.Length && GapIn(text, words[i].Start + words[i].Length, words[i + 1].Start) == Gap.Hard;
        }

        var same = new List<PhraseHit>();
        lexicon.Same.Find(typed, ends, same);
        var longest = LongestAt(same, typed.Length);
        var count = 0;
        for (var i = 0; i < typed.Length; i = longest[i].Last + 1)
        {
            count++;
        }

        var message = new MessageWords(count);
        var at = 0;
        for (var i = 0; i < typed.Length; i = longest[i].Last + 1)
        {
            message.Set(at++, now, lexicon, typed[i], longest[i], words.AsSpan(), text);
        }

        return message;
    }

    private static PhraseHit[] LongestAt(List<PhraseHit> same, int count)
    {
        var longest = new PhraseHit[count];
        for (var i = 0; i < count; i++)
        {
            longest[i] = new PhraseHit(-1, i, i);
        }

        foreach (var hit in same)
        {
            if (longest[hit.First].Mark < 0 || hit.Last > longest[hit.First].Last)
            {
                longest[hit.First] = hit;
            }
        }

        return longest;
    }

    private void Set(int at, Snapshot now, RedFlagLexicon lexicon, string typed, PhraseHit same, ReadOnlySpan<Word> words, string text)
    {
        var first = words[same.First];
        var last = words[same.Last];
        Starts[at] = first.Start;
        Ends[at] = last.Start + last.Length;
        Gaps[at] = same.First == 0 ? Gap.Hard : GapIn(text, words[same.First - 1].Start + words[same.First - 1].Length, first.Start);
        Positions[at] = at == 0 ? 0 : Positions[at - 1] + (Gaps[at] == Gap.Hard ? 1 + SentenceDistance : 1);
        if (at > 0)
        {
            EndsSentence[at - 1] = Gaps[at] == Gap.Hard;
        }

        if (same.Mark >= 0)
        {
            Values[at] = lexicon.SameWords[same.Mark];
        }
        else if (lexicon.Forms.Of(typed, Owns(text, first)) is { } known)
        {
            Values[at] = known;
        }
        else if (lexicon.Spelling.Correct(typed) is { } meant && !now.Index.Knows(typed))
        {
            Values[at] = meant;
            Corrected[at] = true;
        }
        else
        {
            Values[at] = typed;
        }
    }

    private static bool Owns(string text, Word word) =>
        word.Length > 3 && text[word.Start + word.Length - 1] is 's' or 'S' && text[word.Start + word.Length - 2] is '\'' or '\u2019';

    private static Gap GapIn(string text, int from, int to)
    {
        var gap = Gap.None;
        for (var i = from; i < to; i++)
        {
            switch (text[i])
            {
                // Dots in a row are a pause in one thought: "chest pain... arm numb".
                case '.' when (i + 1 < to && text[i + 1] == '.') || (i > from && text[i - 1] == '.'):
                case ',' or ':' or '(' or ')' or '\u2026' or '\u2013' or '\u2014' or '\u060C' or '\u3001' or '\uFF0C':
                case '-' when i > from && text[i - 1] == ' ':
                    gap = gap == Gap.Hard ? gap : Gap.Soft;
                    break;
                case '.' or '!' or '?' or ';' or '\n' or '\r' or '\u3002' or '\uFF01' or '\uFF1F' or '\u061F' or '\u0964':
                    return Gap.Hard;
            }
        }

        return gap;
    }
}
