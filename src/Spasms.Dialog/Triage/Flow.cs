using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>What comes next: consent, confirmation, the next question that can change anything, the summary, the result.</summary>
internal static class Flow
{
    /// <summary>The next step after the state has changed.</summary>
    public static TriageStep Next(Visit visit, QuestionnaireState state)
    {
        var words = visit.Now.Knowledge.English;
        state = state with { Unclear = 0, Changing = false };
        if (!state.Consented)
        {
            return Asking.YesNo(visit, state, new Writer(ReplyKind.Ask).Say(words["triage-consent"]), "consent");
        }

        if (!state.Confirmed && !state.Responses.IsEmpty && state.Responses.All(r => r.Prefilled))
        {
            return Confirm(visit, state);
        }

        var assessment = Assessment.Of(visit.Book, state.Responses, Floor.Of(visit, state));
        if (assessment.Next() is { } question)
        {
            return Asking.Book(visit, state, question);
        }

        return assessment.Level == Urgency.Emergency || state.SummaryAccepted || state.Responses.IsEmpty
            ? End(visit, state, assessment)
            : Summary(visit, state);
    }

    /// <summary>Puts the pending question once more.</summary>
    public static TriageStep Same(Visit visit, QuestionnaireState state)
    {
        if (state.Pending is not { } pending)
        {
            return Next(visit, state);
        }

        if (visit.Book.Question(pending.Id) is { } question)
        {
            return Asking.Book(visit, state, question);
        }

        return state.Changing ? AskWhich(visit, state, pending.Id) : pending.Id switch
        {
            "offer" => Questionnaire.Offer(visit, state.Story),
            "summary" => Summary(visit, state),
            _ => Next(visit, state),
        };
    }

    /// <summary>Puts one question of the book, answered before or not.</summary>
    public static TriageStep Ask(Visit visit, QuestionnaireState state, Question question) =>
        Asking.Book(visit, state with { Unclear = 0, Changing = false, Ended = null, SummaryAccepted = false, Saved = false }, question);

    /// <summary>Asks which answer to change.</summary>
    public static TriageStep AskWhich(Visit visit, QuestionnaireState state, string id)
    {
        var words = visit.Now.Knowledge.English;
        ImmutableArray<AskedOption> options =
            [.. Given(visit, state).Select(g => new AskedOption(g.Question.Id, Told.Title(g.Question))), new AskedOption("ok", words["triage-change-nothing"])];
        return Asking.Choice(visit, state with { Changing = true }, new Writer(ReplyKind.Ask).Say(words["triage-which"]), id, options);
    }

    /// <summary>Our own words as one reply.</summary>
    public static Reply Say(Visit visit, string phrase, params ReadOnlySpan<(string Name, string Value)> values) =>
        new Writer(ReplyKind.Say).Say(visit.Now.Knowledge.English.Format(phrase, values)).Done();

    /// <summary>The step with something said before it.</summary>
    public static TriageStep After(Reply said, TriageStep step) => step with { Replies = [said, .. step.Replies] };

    /// <summary>The responses that count, with their questions, in the book's order.</summary>
    public static IEnumerable<(Question Question, GivenResponse Response)> Given(Visit visit, QuestionnaireState state)
    {
        var assessment = Assessment.Of(visit.Book, state.Responses);
        foreach (var question in visit.Book.Questions)
        {
            if (state.Responses.FirstOrDefault(r => r.Question == question.Id) is { } response && (response.Prefilled || assessment.Applies(question)))
            {
                yield return (question, response);
            }
        }
    }

    private static TriageStep Confirm(Visit visit, QuestionnaireState state)
    {
        var words = visit.Now.Knowledge.English;
        var writer = new Writer(ReplyKind.Ask).Say(words["triage-confirm"]);
        writer.List(Told.Lines(visit, state, r => r.Prefilled)).Say(words["triage-confirm-right"]);
        return Asking.YesNo(visit, state, writer, "confirm");
    }

    private static TriageStep Summary(Visit visit, QuestionnaireState state)
    {
        var words = visit.Now.Knowledge.English;
        var writer = new Writer(ReplyKind.Ask).Say(words["triage-summary"]);
        writer.List(Told.Lines(visit, state, _ => true)).Say(words["triage-summary-right"]);
        return Asking.Choice(visit, state, writer, "summary", [new AskedOption("ok", words["triage-ok"]), new AskedOption("change", words["triage-change"])]);
    }

    private static TriageStep End(Visit visit, QuestionnaireState state, Assessment assessment) =>
        new(state with { Pending = null, Ended = assessment.Level }, [Result.Write(visit, state, assessment)]);
}
