using Spasms.Dialog.RedFlags;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>The questions that are not of the book: offer, consent, confirm, summary.</summary>
internal static class Reserved
{
    /// <summary>A chosen option.</summary>
    public static TriageStep Take(Visit visit, QuestionnaireState state, string id, string option)
    {
        if (state.Changing)
        {
            return option == "ok" || visit.Book.Question(option) is not { } question
                ? Flow.Next(visit, state with { Confirmed = true })
                : Flow.Ask(visit, Unconfirmed(state, option), question);
        }

        return (id, option) switch
        {
            ("offer", "yes") => Questionnaire.Start(visit, state.Story),
            ("offer", _) when !visit.Flags.IsEmpty => new TriageStep(null, [Still(visit)]),
            ("offer", _) => new TriageStep(null, [Flow.Say(visit, "triage-declined")]),
            ("consent", "yes") => Flow.Next(visit, state with { Consented = true }),
            ("consent", _) => new TriageStep(null, visit.Flags.IsEmpty ? [General(visit)] : [Still(visit), General(visit)]),
            ("confirm", "yes") => Flow.Next(visit, Confirmed(state)),
            ("confirm", _) => Flow.AskWhich(visit, state, "confirm"),
            ("summary", "ok") => Flow.Next(visit, state with { SummaryAccepted = true }),
            ("summary", _) => Flow.AskWhich(visit, state, "summary"),
            _ => Flow.Next(visit, state),
        };
    }

    /// <summary>Typed words.</summary>
    public static Response Words(Visit visit, QuestionnaireState state, string id, string text)
    {
        if (state.Changing)
        {
            return Moving.Find(visit, state, text) is { } question
                ? new Response.Read(Flow.Ask(visit, Unconfirmed(state, question.Id), question))
                : NotRead(visit, state, text);
        }

        if (Reader.IsQuestion(text) || Reader.YesNo(visit, text) is not { } yes)
        {
            return NotRead(visit, state, text);
        }

        var option = id == "summary" ? (yes ? "ok" : "change") : (yes ? "yes" : "no");
        return new Response.Read(Take(visit, state, id, option));
    }

    /// <summary>General advice on when to get help, for someone who doesn't want to be asked.</summary>
    public static Reply General(Visit visit)
    {
        var writer = new Writer(ReplyKind.Say).Say(visit.Now.Knowledge.English["triage-no-consent"]);
        foreach (var disposition in visit.Book.Dispositions.OrderByDescending(d => d.Level))
        {
            writer.Paragraph([.. disposition.Text.Select(t => Result.Line(visit, writer, disposition.Id, t))]);
        }

        return writer.Done();
    }

    // A same-day sign in free words needs no questions to be acted on.
    private static Reply Still(Visit visit) =>
        RedFlagReplies.SameDayAgain(visit.Now, visit.Flags, visit.Now.Knowledge.English["triage-declined-urgent"]);

    private static QuestionnaireState Confirmed(QuestionnaireState state) =>
        state with { Confirmed = true, Responses = [.. state.Responses.Select(r => r with { Prefilled = false })] };

    // Whoever changes one pre-filled fact has seen the others.
    private static QuestionnaireState Unconfirmed(QuestionnaireState state, string question) => Confirmed(state) with
    {
        Responses = [.. Confirmed(state).Responses.Where(r => r.Question != question || !r.Partial)],
    };

    private static Response NotRead(Visit visit, QuestionnaireState state, string text) => Reader.IsQuestion(text)
        ? new Response.NotAResponse()
        : new Response.Unclear(Flow.After(Flow.Say(visit, "triage-unclear-choice"), Flow.Same(visit, state)));
}
