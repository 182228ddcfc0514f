using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>
/// The questionnaire as pure functions over its state. The dialog engine offers or starts it, hands it each message
/// that its pending question may be waiting for, and asks again after an interruption.
/// </summary>
public static class Questionnaire
{
    /// <summary>Named among the rules of a result that follows another one soon.</summary>
    public const string SecondCheck = "second-check";

    /// <summary>Offers the questionnaire: question <c>offer</c>, yes or no.</summary>
    /// <param name="visit">This turn.</param>
    /// <param name="story">What the person has told so far; facts in it are confirmed later, not asked.</param>
    public static TriageStep Offer(Visit visit, string story)
    {
        var state = new QuestionnaireState { Book = visit.Book.Hash, Since = visit.Message.At, Story = story };
        var phrase = visit.Flags.IsEmpty ? "triage-offer" : "triage-offer-urgent";
        return Asking.YesNo(visit, state, new Writer(ReplyKind.Ask).Say(visit.Now.Knowledge.English[phrase]), "offer");
    }

    /// <summary>Starts it: asks consent where the host wants that, then has the story's facts confirmed, then the first question.</summary>
    /// <param name="visit">This turn.</param>
    /// <param name="story">What the person has told so far.</param>
    public static TriageStep Start(Visit visit, string story)
    {
        var earlier = Floor.Earlier(visit);
        var state = new QuestionnaireState { Book = visit.Book.Hash, Since = visit.Message.At, Story = story, Consented = !visit.Message.AskConsent, Earlier = earlier };
        var step = Flow.Next(visit, Prefill.Into(visit, state, story));
        return earlier is null ? step : Flow.After(Floor.Remind(visit, earlier), step);
    }

    /// <summary>Reads a message as a response to the pending question, as a move, or as neither.</summary>
    public static Response Respond(Visit visit, QuestionnaireState state)
    {
        if (visit.Message.Press is { } press)
        {
            return Responding.Press(visit, state, press);
        }

        var text = visit.Message.Text;
        var (move, topic) = Moves.Of(text);
        if (state.Pending?.Id == "offer")
        {
            return Responding.Offer(visit, state, text);
        }

        if (state.Pending is { } pending && Responding.Button(pending, text) is { IsEmpty: false } pressed)
        {
            return new Response.Read(Responding.Take(visit, state, pressed, text));
        }

        return move switch
        {
            Move.Elsewhere => new Response.NotAResponse(),
            Move.None => Responding.Words(visit, state, text),
            _ => Moving.Do(visit, state, move, topic),
        };
    }

    /// <summary>Puts the pending question once more after an interruption; nothing when none waits.</summary>
    public static TriageStep AskAgain(Visit visit, QuestionnaireState state) =>
        state.Pending is null || state.Ended is not null || state.Saved ? new TriageStep(state, []) : Flow.Same(visit, state);

    /// <summary>Goes on with a questionnaire that was saved or stopped by an alarm.</summary>
    public static TriageStep Resume(Visit visit, QuestionnaireState state) =>
        Flow.Next(visit, state with { Saved = false, Ended = null, Pending = null });

    /// <summary>
    /// Whether words that ask nothing tell what the spasm is like and where, which is worth keeping for a questionnaire to
    /// come, and whether they also say whose trouble it is.
    /// </summary>
    public static (bool IsTold, bool OfSomebody) Heard(Visit visit, string text)
    {
        if (Reader.IsQuestion(text))
        {
            return default;
        }

        // Only details and the person count here, and of most messages there is not one detail.
        if (Prefill.Into(visit, new QuestionnaireState(), text, IsDetail).Responses.IsEmpty)
        {
            return default;
        }

        var told = Prefill.Into(visit, new QuestionnaireState(), text, q => IsDetail(q) || q.Id == Person.Question).Responses;
        var isTold = told.Count(r => visit.Book.Question(r.Question) is { Stage: Stage.Detail, IsWhole: true }) >= 2;
        return (isTold, isTold && told.Any(r => r.Question == Person.Question));
    }

    private static bool IsDetail(Question question) => question is { Stage: Stage.Detail, IsWhole: true } && question.Id != Person.Question;

    /// <summary>True while a question waits for a response.</summary>
    public static bool IsWaiting(QuestionnaireState? state) => state is { Pending: not null, Ended: null, Saved: false };

    /// <summary>Begins anew with the newest book, saying why: the one it was pinned to is no longer held.</summary>
    public static TriageStep Restart(Visit visit, QuestionnaireState state)
    {
        var step = Start(visit, state.Story);
        return step with { Replies = [Flow.Say(visit, "triage-restarted"), .. step.Replies] };
    }
}
