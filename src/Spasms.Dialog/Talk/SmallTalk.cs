using System.Collections.Immutable;
using Spasms.Knowledge.Talk;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Talk;

/// <summary>Small talk found.</summary>
/// <param name="Intent">Its id in small-talk.yaml.</param>
/// <param name="Phrase">What the bot says to it.</param>
public sealed record SmallTalkHit(string Intent, string Phrase);

/// <summary>
/// Recognises a message that is nothing but small talk, and takes greeting and thanks off around a question.
/// Ask it after the red flags, the pending question and the commands.
/// </summary>
public static class SmallTalk
{
    // More words than this are a story, whatever they say.
    private const int MostWords = 30;

    private static readonly System.Buffers.SearchValues<char> Pause = System.Buffers.SearchValues.Create(",.!?;:\n");

    // Behind "how is it going" these begin what follows the greeting, and don't go on with it.
    private static readonly HashSet<string> Begins = new(
        ["what", "whats", "why", "how", "hows", "which", "when", "where", "who", "can", "could", "is", "are", "do", "does", "did", "should", "would", "i", "im", "ive", "my", "please", "pls", "just", "tell", "so", "and", "hope", "thanks", "thank", "hi", "hey", "hello"],
        StringComparer.Ordinal);

    /// <summary>What the whole message says, or null when any word of it is something else.</summary>
    public static SmallTalkHit? Find(TalkBook book, string text)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 20 * MostWords)
        {
            return null;
        }

        var words = Words.Of(text);
        if (words.Length is 0 or > MostWords || !Covers(book, words))
        {
            return null;
        }

        // covered[i]: the best reading of the words from i on, or null.
        var covered = new Reading?[words.Length + 1];
        covered[words.Length] = new Reading(null, 0);
        for (var from = words.Length - 1; from >= 0; from--)
        {
            if (book.Fillers.Contains(words[from].Value))
            {
                covered[from] = covered[from + 1];
            }

            foreach (var saying in book.Sayings.BeginningWith(words[from].Value))
            {
                var lengths = saying.Lengths(words, from);
                for (var to = from + 1; lengths > 1 && to <= words.Length; to++)
                {
                    lengths >>= 1;
                    if ((lengths & 1) != 0 && covered[to] is { } rest)
                    {
                        covered[from] = Better(covered[from], rest.After(saying.Intent));
                    }
                }
            }
        }

        return covered[0]?.Intent is { } found ? new SmallTalkHit(found.Id, found.Phrase) : null;
    }

    // Whether sayings and fillers can cover all words: of most messages they can't even cover the first few.
    private static bool Covers(TalkBook book, ImmutableArray<Word> words)
    {
        var reached = 1UL;
        for (var from = 0; from < words.Length; from++)
        {
            if ((reached & (1UL << from)) == 0)
            {
                continue;
            }

            reached |= book.Fillers.Contains(words[from].Value) ? 1UL << (from + 1) : 0;
            foreach (var saying in book.Sayings.BeginningWith(words[from].Value))
            {
                reached |= saying.Lengths(words, from) << from;
            }
        }

        return (reached & (1UL << words.Length)) != 0;
    }

    /// <summary>The message without greeting in front and thanks behind; the whole message when nothing else is left.</summary>
    public static string Strip(TalkBook book, string text)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(text);
        var words = Words.Of(text);
        var from = 0;
        var to = words.Length;
        while (from < to && AsideFrom(book, words, from, to) is > 0 and var length && !GoesOn(text, words, from, length, to))
        {
            from += length;
        }

        while (to > from && AsideTo(book, text, words, from, to) is > 0 and var length)
        {
            to -= length;
        }

        if (from == to || (from == 0 && to == words.Length))
        {
            return text;
        }

        var start = from == 0 ? 0 : words[from].Start;
        var end = to == words.Length ? text.Length : words[to - 1].Start + words[to - 1].Length;
        return text[start..end];
    }

    // Fewer sayings for the same words read better: "no thanks" is no thanks.
    private static Reading Better(Reading? a, Reading b) =>
        a is { } old && (old.Sayings, old.Rank).CompareTo((b.Sayings, b.Rank)) <= 0 ? old : b;

    // How many words of greeting or thanks stand from here on, at most; only whole sayings count.
    private static int AsideFrom(TalkBook book, ImmutableArray<Word> words, int from, int to)
    {
        var longest = 0;
        foreach (var saying in book.Sayings.BeginningWith(words[from].Value))
        {
            var lengths = saying.Intent.Aside ? saying.Lengths(words, from) : 0;
            for (var length = 1; length <= Math.Min(to - from, 63); length++)
            {
                longest = (lengths >> length & 1) != 0 ? Math.Max(longest, length) : longest;
            }
        }

        return longest;
    }

    private static int AsideTo(TalkBook book, string text, ImmutableArray<Word> words, int from, int to)
    {
        for (var start = Math.Max(from, to - MostWords); start < to; start++)
        {
            // "Is acupuncture any good" ends in no aside: one word of assent counts behind a stop or a comma only; nor does "how would I know".
            if (AsideFrom(book, words, start, to) == to - start && (Pauses(text, words, start) || (words[start].Value == "i" ? start - from > 2 : to - start > 1 || !IsAssent(book, words[start].Value))))
            {
                return to - start;
            }
        }

        return 0;
    }

    // "Hey, what's good for a cramp", "how is it treated": what looks like a greeting asks on, unless a pause or a question follows.
    private static bool GoesOn(string text, ImmutableArray<Word> words, int from, int length, int to) =>
        length > 1 && from + length < to && words[from].Value is "how" or "hows" or "what" or "whats" && !Pauses(text, words, from + length) && !Begins.Contains(words[from + length].Value);

    private static bool Pauses(string text, ImmutableArray<Word> words, int at) =>
        at == 0 || text.AsSpan(words[at - 1].Start + words[at - 1].Length, words[at].Start - words[at - 1].Start - words[at - 1].Length).IndexOfAny(Pause) >= 0;

    private static bool IsAssent(TalkBook book, string word)
    {
        foreach (var saying in book.Sayings.BeginningWith(word))
        {
            if (saying.Intent.Id == "ok")
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Reading(TalkIntent? Intent, int Sayings)
    {
        public int Rank => Intent?.Rank ?? int.MaxValue;

        public Reading After(TalkIntent intent) => new(intent.Rank < Rank ? intent : Intent, Sayings + 1);
    }
}
