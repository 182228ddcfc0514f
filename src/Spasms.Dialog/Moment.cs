using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Triage;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog;

/// <summary>A turn in the making: what every step of <see cref="DialogEngine"/> sees and hands on.</summary>
/// <param name="Now">The newest snapshot.</param>
/// <param name="Book">The triage book that a questionnaire in flight is pinned to.</param>
/// <param name="State">The state with this turn counted.</param>
/// <param name="Message">What the person sent.</param>
internal sealed record Moment(Snapshot Now, TriageBook Book, DialogState State, UserMessage Message)
{
    /// <summary>Said before anything else of this turn: same-day advice.</summary>
    public ImmutableArray<Reply> Lead { get; init; } = [];

    /// <summary>Decisions so far, without the person's words.</summary>
    public ImmutableArray<string> Trace { get; init; } = [];

    /// <summary>The same for the questionnaire.</summary>
    public Visit Visit => new(Now, Book, Message, State.Turns) { Flags = Floor.Flags(this), LastTriage = Floor.Newest(this) };

    /// <summary>The questionnaire whose question waits for a response, or null.</summary>
    public QuestionnaireState? Waiting => Questionnaire.IsWaiting(State.Questionnaire) ? State.Questionnaire : null;

    /// <summary>Notes a decision.</summary>
    public Moment Note(string decision) => this with { Trace = Trace.Add(decision) };

    /// <summary>The turn that ends here. Advice that leads on to a question is said, not given as the end of it all.</summary>
    public Turn End(DialogState state, params ImmutableArray<Reply> replies)
    {
        var leadsOn = !replies.IsEmpty && replies[^1].Question is not null;
        return new(state, [.. leadsOn ? Lead.Select(l => l with { Kind = ReplyKind.Say }) : Lead, .. replies], Trace);
    }

    /// <summary>The turn that ends here with a step of the questionnaire.</summary>
    public Turn End(TriageStep step) =>
        End(State with { Questionnaire = step.State, LastTriage = Floor.Ended(Message.At, step) ?? State.LastTriage }, step.Replies);

    /// <summary>
    /// The turn that ends here; a question that waits for a response is put once more, so that an interruption loses nothing.
    /// </summary>
    public Turn EndAndAskAgain(DialogState state, params ImmutableArray<Reply> replies)
    {
        if (state.Questionnaire is not { } waiting || !Questionnaire.IsWaiting(waiting))
        {
            return End(state, replies);
        }

        // Whoever told a same-day sign hears the offer as long as it stands.
        if (waiting.Pending is { Id: "offer" } offer && Visit.Flags.IsEmpty)
        {
            return OfferAgain(state, offer, waiting.Story, replies);
        }

        var again = Questionnaire.AskAgain(Visit, waiting);
        return End(state with { Questionnaire = again.State }, [.. replies, .. again.Replies]);
    }

    // Once more beside an answer right after it, and then the offer just stands, since nobody wants to hear it with each one.
    // It keeps its turn, so that it is known how long ago it was put.
    private Turn OfferAgain(DialogState state, AskedQuestion offer, string story, ImmutableArray<Reply> replies)
    {
        var isDue = State.Turns - offer.Turn == 1 && replies.Any(r => r.Kind is ReplyKind.Answer or ReplyKind.Partial);
        return End(state, isDue ? [.. replies, .. Questionnaire.Offer(Visit with { Turn = offer.Turn }, story).Replies] : replies);
    }
}
