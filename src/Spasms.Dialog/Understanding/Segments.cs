using System.Buffers;
using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Text;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>A part of a message that says one thing.</summary>
/// <param name="Words">Folded and mended words.</param>
/// <param name="IsQuestion">It asks something.</param>
/// <param name="YesNo">A yes or no answers it.</param>
internal sealed record Segment(ImmutableArray<string> Words, bool IsQuestion, bool YesNo);

/// <summary>Cuts a message into sentences, and sentences where a question begins in them.</summary>
internal static class Segments
{
    private const int MaxWords = 600;
    private const int LongStretch = 8;
    private static readonly SearchValues<char> Soft = SearchValues.Create(",-\u2013\u2014:(\u2026");

    /// <summary>The parts in order.</summary>
    public static ImmutableArray<Segment> Of(AnswerTables tables, IPassageIndex index, string text)
    {
        var words = Words.Of(text);
        if (words.Length > MaxWords)
        {
            words = words[..MaxWords];
        }

        words = Spelling.Meant(tables, words);

        var segments = ImmutableArray.CreateBuilder<Segment>();
        var current = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            var gap = i == 0 ? "" : text.AsSpan(words[i - 1].Start + words[i - 1].Length, words[i].Start - words[i - 1].Start - words[i - 1].Length);
            if (current.Count > 0 && (IsHard(gap) || (IsSoft(gap) || IsAnd(current) ? BeginsQuestion(tables, words, i) : current.Count >= LongStretch && StartsQuestion(tables, words, i))))
            {
                Close(tables, segments, current, gap.Contains('?'));
            }

            current.Add(Spelling.Mend(tables, index, words[i].Value));
        }

        var end = words.Length == 0 ? "" : text.AsSpan(words[^1].Start + words[^1].Length);
        Close(tables, segments, current, end.Contains('?'));
        return segments.ToImmutable();
    }

    /// <summary>All parts as one.</summary>
    public static Segment Joined(ImmutableArray<Segment> segments) =>
        new([.. segments.SelectMany(s => s.Words)], true, false);

    private static void Close(AnswerTables tables, ImmutableArray<Segment>.Builder segments, List<string> words, bool marked)
    {
        while (words.Count > 0 && words[^1] is "and" or "or" or "also" or "plus" or "but" or "so")
        {
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count == 0)
        {
            return;
        }

        var opener = words.FindIndex(w => !tables.Fillers.Contains(w));
        var opens = opener >= 0 && tables.Openers.Contains(words[opener]) && !(opener + 1 < words.Count && Tells(words[opener], words[opener + 1]));
        ImmutableArray<string> all = [.. words];
        var indirect = tables.Indirect.Occurs(all.AsSpan());
        var asks = words.Exists(w => w is "what" or "whats" or "why" or "how" or "which" or "whos");
        segments.Add(new Segment(all, marked || opens || indirect || asks, (opens && tables.YesNo.Contains(words[opener])) || SaysIf(words)));
        words.Clear();
    }

    // "Can barely bend" tells of a person who is not named.
    private static bool Tells(string opener, string next) =>
        opener is "can" or "could" && next is "barely" or "hardly" or "only" or "not" or "just" or "feel" or "see";

    private static bool SaysIf(List<string> words) => words.Contains("wondering") || words.Contains("whether");

    private static bool IsHard(ReadOnlySpan<char> gap) => gap.IndexOfAny("?!.;\n") >= 0;

    private static bool IsSoft(ReadOnlySpan<char> gap) => gap.IndexOfAny(Soft) >= 0;

    private static bool IsAnd(List<string> current) => current.Count > 2 && current[^1] is "and" or "also" or "plus" or "but" or "so";

    // After a comma or an "and" nearly every opener begins a question.
    private static bool BeginsQuestion(AnswerTables tables, ImmutableArray<Word> words, int at) =>
        at + 1 < words.Length && !Tells(words[at].Value, words[at + 1].Value)
        && (words[at].Value is "what" or "why" or "how" or "which" or "who" or "where" or "whats" or "any" or "anyone"
            || (words[at].Value != "when" && tables.YesNo.Contains(Fold.Word(words[at].Value)) && words[at].Value is not ("has" or "have" or "was" or "were" or "did" or "am" or "may" or "might"))
            || StartsQuestion(tables, words, at));

    // What follows must look like the beginning of a question, not like "when I run" in the middle of one.
    private static bool StartsQuestion(AnswerTables tables, ImmutableArray<Word> words, int at)
    {
        var first = words[at].Value;
        if (!tables.Openers.Contains(Fold.Word(first)) || at + 1 >= words.Length)
        {
            return false;
        }

        var next = words[at + 1].Value;
        return first switch
        {
            "what" or "why" or "how" or "which" or "who" or "where" or "whats" => true,
            "when" => next is "should" or "do" or "is" or "to" or "does" or "are",
            "is" or "are" => next is "this" or "it" or "that" or "there" or "they" or "these" or "my",
            "can" or "could" or "should" or "does" or "do" or "will" or "would" =>
                next is "i" or "it" or "this" or "you" or "that" or "they" or "anyone" or "the" or "my" or "stress" or "we" or "these" or "anything",
            // "My legs cramp on planes, am I just dehydrated"
            "am" => next is "i",
            "any" or "anyone" => true,
            _ => false,
        };
    }
}
