using System.Collections.Immutable;
using System.Text;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;

namespace Spasms.Tests.Answers;

/// <summary>How a case went.</summary>
/// <param name="Case">The case.</param>
/// <param name="Right">Every turn had a right kind, all facts and the urgency.</param>
/// <param name="InPart">The (only) turn was answered with at least one fact.</param>
/// <param name="Kinds">What kinds came.</param>
/// <param name="Text">The last judged turn's words.</param>
/// <param name="Trace">Its trace.</param>
internal sealed record Judged(SearchCase Case, bool Right, bool InPart, ImmutableArray<string> Kinds, string Text, string Trace)
{
    /// <summary>Whether one of the expected passages is cited; null when the case expects none.</summary>
    public bool? Cites { get; init; }

    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs a case through the whole engine.</summary>
    public static Judged Run(Snapshot now, SearchCase one)
    {
        var state = DialogState.New;
        var kinds = ImmutableArray.CreateBuilder<string>();
        var (right, part) = (true, false);
        var (text, trace) = ("", "");
        bool? cites = null;
        foreach (var turn in one.Turns)
        {
            var taken = DialogEngine.Take(now, now.Knowledge.Triage, state, new UserMessage(turn.Text, At));
            state = taken.State;
            var kind = KindOf(taken.Replies);
            kinds.Add(kind);
            var words = WordsOf(taken.Replies);
            var facts = turn.Facts.Count(f => f.Any(a => Occurs(words, a)));
            var urgent = turn.Urgency is null || kind == "emergency" && turn.Kinds.Contains("emergency")
                || taken.Replies.Any(r => r.Urgency is { } u && string.Equals(u.ToString(), turn.Urgency, StringComparison.OrdinalIgnoreCase));
            var good = turn.Kinds.Contains(kind) && facts == turn.Facts.Length && urgent;
            if (!turn.Passages.IsEmpty)
            {
                cites = (cites ?? true) && taken.Replies.SelectMany(r => r.Citations).Any(c => turn.Passages.Contains($"{c.Article}#{c.Section}"));
            }

            part = kind is "answer" or "partial" && (facts > 0 || turn.Facts.IsEmpty);
            if (right || one.Turns.Length == 1)
            {
                text = $"[{turn.Text}] {(urgent ? "" : "(urgency) ")}missing: {string.Join(" | ", turn.Facts.Where(f => !f.Any(a => Occurs(words, a))).Select(f => f[0]))}\n{words}";
                trace = string.Join("; ", taken.Trace);
            }

            right &= good;
        }

        return new Judged(one, right, part, kinds.ToImmutable(), text, trace) { Cites = cites };
    }

    /// <summary>What <c>ask --json</c> calls a turn: its gravest part.</summary>
    private static string KindOf(ImmutableArray<Reply> replies)
    {
        if (replies.Any(r => r.Kind == ReplyKind.Emergency || r.Urgency == Urgency.Emergency))
        {
            return "emergency";
        }

        if (replies.FirstOrDefault(r => r.Kind == ReplyKind.Partial) is not null)
        {
            return "partial";
        }

        if (replies.Any(r => r.Kind == ReplyKind.Answer))
        {
            return "answer";
        }

        return replies.Any(r => r.Kind is ReplyKind.Ask or ReplyKind.Advise) ? "triage"
            : replies.Any(r => r.Kind == ReplyKind.Clarify) ? "clarify"
            : replies.Any(r => r.Kind == ReplyKind.Abstain) ? "abstain"
            : replies.IsEmpty ? "none" : "smalltalk";
    }

    private static string WordsOf(ImmutableArray<Reply> replies)
    {
        var words = new StringBuilder();
        foreach (var reply in replies)
        {
            words.AppendLine(PlainText.Render(reply));
        }

        return words.ToString();
    }

    // Whole words, upper and lower case alike.
    internal static bool Occurs(string text, string fact)
    {
        for (var at = text.IndexOf(fact, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(fact, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + fact.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
