using Spasms.Dialog.Answers;
using Spasms.Dialog.Commands;
using Spasms.Dialog.Privacy;
using Spasms.Dialog.RedFlags;
using Spasms.Dialog.State;
using Spasms.Dialog.Talk;
using Spasms.Dialog.Triage;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog;

/// <summary>The whole dialog as one pure function: same snapshot, state and message, same turn (I7).</summary>
public static class DialogEngine
{
    /// <summary>Takes a message: red flags first (I1), then personal data is taken out, then the pending question, commands, small talk and answers.</summary>
    /// <param name="now">The newest snapshot: red flags and answers come from it.</param>
    /// <param name="pinned">The triage version a questionnaire in flight began with; the newest otherwise.</param>
    /// <param name="before">What the conversation remembers.</param>
    /// <param name="message">What the person sent.</param>
    public static Turn Take(Snapshot now, TriageBook pinned, DialogState before, UserMessage message)
    {
        Words.Hold();
        try
        {
            return TakeHeld(now, pinned, before, message);
        }
        finally
        {
            Words.LetGo();
        }
    }

    private static Turn TakeHeld(Snapshot now, TriageBook pinned, DialogState before, UserMessage message)
    {
        var moment = new Moment(now, pinned, before with { Turns = before.Turns + 1 }, message);
        var (screened, alarm) = Alarms.Screen(moment);

        // Only the scan sees e-mail addresses and numbers of the person's own: nothing below may keep or repeat them.
        var words = PersonalData.Remove(now.Knowledge, message.Text);
        var turn = alarm ?? TakeSafe(screened with { Message = screened.Message with { Text = ReferenceEquals(screened.Message, message) ? words : screened.Message.Text } });
        return words.Contains(PersonalData.Removed, StringComparison.Ordinal) ? Discretion.Say(now, turn) : turn;
    }

    internal static Turn TakeSafe(Moment moment) =>
        moment.Message.AnswersAreOff ? AnswersOff.Take(moment) : moment.Message.HasFiles ? TakeFiles(moment) : TakeWords(moment);

    private static Turn TakeWords(Moment moment) =>
        Respond(moment) ?? Commanding.Take(moment) ?? Talking.Take(moment) ?? Answer(moment);

    // A picture is not looked at, and that is said; the words beside it are answered as ever.
    private static Turn TakeFiles(Moment moment)
    {
        var unseen = CommandReplies.FilesUnseen(moment.Now);
        if (moment.Message is { Press: null } && string.IsNullOrWhiteSpace(moment.Message.Text))
        {
            return moment.Note("files").EndAndAskAgain(moment.State, unseen);
        }

        var turn = TakeWords(moment.Note("files"));
        return turn with { Replies = [unseen, .. turn.Replies] };
    }

    // The pending question has the first word; what is no response to it goes on to the other steps. A questionnaire
    // that was saved or has ended still hears "continue", "change my age" and "start over".
    private static Turn? Respond(Moment moment)
    {
        if (moment.State.Questionnaire is not { } questionnaire)
        {
            return moment.Message.Press is null ? null : moment.Note("stale press").End(moment.State, CommandReplies.Stale(moment.Now));
        }

        // The rules it began with were recalled, are too old or are no longer held here: it begins anew and says so. One that
        // has ended, or that nobody goes on with, is left alone.
        if (questionnaire.Book != moment.Book.Hash)
        {
            return Questionnaire.IsWaiting(questionnaire) || (questionnaire.Saved && Moves.Of(moment.Message.Text).Move == Move.Resume)
                ? moment.Note("triage version recalled").End(Questionnaire.Restart(moment.Visit, questionnaire))
                : null;
        }

        // "No, I meant my neck" takes back a question of the person's, not our offer.
        if (questionnaire.Pending?.Id == "offer" && moment.Message.Press is null && Answering.Corrects(moment.Now, moment.Message.Text))
        {
            return null;
        }

        return Questionnaire.Respond(moment.Visit, questionnaire) switch
        {
            // "No thanks, just tell me how to stop it" declines and asks.
            Response.Read { Step.State: null } when questionnaire.Pending?.Id == "offer" && moment.Message.Press is null && OfferReader.Read(moment.Message.Text) == OfferReply.NoAndAsks
                => Answer(moment.Note("declined and asked") with { State = moment.State with { Questionnaire = null } }),
            Response.Read read => moment.Note("response").End(read.Step),
            Response.Unclear unclear => moment.Note("unclear response").End(unclear.Step),
            _ => null,
        };
    }

    // Own trouble is offered the questionnaire, each time that some is told and not while one is in flight.
    internal static Turn Answer(Moment moment)
    {
        var question = moment.Message with { Text = SmallTalk.Strip(moment.Now.Knowledge.Talk, moment.Message.Text) };
        var outcome = Answering.Answer(moment.Now, moment.State, question);
        var (isTold, ofSomebody) = outcome.TellsTrouble ? (true, true) : Questionnaire.Heard(moment.Visit, moment.Message.Text);
        var state = moment.State with
        {
            Thread = outcome.Thread,
            Story = Stories.Add(moment.State.Story, moment.Message.Text, isTold),
            Last = outcome.Replies.IsEmpty ? moment.State.Last : new AnsweredMessage(moment.Message.Text, moment.State.Thread),
        };
        var told = moment with { State = state, Trace = moment.Trace.AddRange(outcome.Trace) };
        if (moment.Waiting is { Pending.Id: not "offer" } || !(ofSomebody || moment.Lead.Any(l => l.Urgency is not null)))
        {
            return told.EndAndAskAgain(state, outcome.Replies);
        }

        var offer = Questionnaire.Offer(told.Visit, state.Story);
        return told.Note("offer").End(state with { Questionnaire = offer.State }, [.. outcome.Replies, .. offer.Replies]);
    }
}
