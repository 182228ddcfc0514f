using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Reads corrections in a sentence: "no, left leg", "I meant 45", "change my age to 45". Each is announced.</summary>
internal static class Correcting
{
    private static readonly string[] Starts =
        ["no,", "no -", "no.", "no i mean", "no i meant", "actually", "sorry,", "sorry i meant", "i meant", "i mean", "correction", "wait,", "wait no,", "wait, no,", "oops,", "oops", "i made a mistake", "i was wrong", "not right,"];

    /// <summary>The step after a correction of an earlier response; null when the words are none.</summary>
    public static TriageStep? Read(Visit visit, QuestionnaireState state, string text)
    {
        if (Rest(text) is not { } rest || state.Pending is not { } pending)
        {
            return null;
        }

        if (visit.Book.Question(pending.Id) is { } asked && Reader.Of(visit, asked, rest) is not null)
        {
            return null;
        }

        // The newest answer that the words fit is the one that is meant.
        foreach (var earlier in state.Responses.Reverse())
        {
            if (visit.Book.Question(earlier.Question) is { } question
                && Reader.Of(visit, question, rest) is { Kind: ResponseKind.Read } read
                && (question.Type != QuestionType.YesNo))
            {
                return Change(visit, state, question, earlier, read);
            }
        }

        return null;
    }

    /// <summary>"change my age to 45": the step when the new value is given at once, else null.</summary>
    public static TriageStep? Directly(Visit visit, QuestionnaireState state, Question question, string topic)
    {
        var to = topic.LastIndexOf(" to ", StringComparison.Ordinal);
        return to >= 0
            && state.Responses.FirstOrDefault(r => r.Question == question.Id) is { } earlier
            && Reader.Of(visit, question, topic[(to + 4)..]) is { } read
                ? Change(visit, state, question, earlier, read)
                : null;
    }

    private static TriageStep Change(Visit visit, QuestionnaireState state, Question question, GivenResponse earlier, GivenResponse read)
    {
        var said = Flow.Say(
            visit,
            "triage-changed",
            ("name", question.Name),
            ("old", Told.Value(visit, question, earlier)),
            ("new", Told.Value(visit, question, read)));
        return Flow.After(said, Flow.Next(visit, Responding.Store(state, read)));
    }

    private static string? Rest(string text)
    {
        var trimmed = text.Trim();
        foreach (var start in Starts.OrderByDescending(s => s.Length))
        {
            if (trimmed.StartsWith(start, StringComparison.OrdinalIgnoreCase) && trimmed.Length > start.Length && !char.IsLetterOrDigit(trimmed[start.Length]))
            {
                return trimmed[start.Length..].TrimStart(' ', ',', '-', '.');
            }
        }

        return null;
    }
}
