using Spasms.Dialog.State;
using Spasms.Dialog.Triage;

namespace Spasms.Dialog.Commands;

/// <summary>Carries out a command, at any time. Moves of a waiting question never come here: the questionnaire reads them first.</summary>
internal static class Commanding
{
    /// <summary>The turn of a command, or null when the message is none.</summary>
    public static Turn? Take(Moment moment)
    {
        if (moment.Message.Press is not null || CommandWords.Find(moment.Message.Text) is not { } command)
        {
            return null;
        }

        // "What can I do?" in a talk of cramps asks about those.
        if (command == Command.Help && !moment.State.Thread.Topics.IsEmpty && moment.Message.Text.Contains("can i do", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var noted = moment.Note("command " + command);
        return command switch
        {
            Command.Help => noted.EndAndAskAgain(noted.State, CommandReplies.Help(noted.Now, noted.Waiting is { Pending.Id: not "offer" })),
            Command.Topics => noted.EndAndAskAgain(noted.State, CommandReplies.Topics(noted.Now)),
            Command.MyData => noted.EndAndAskAgain(noted.State, CommandReplies.MyData(noted.Now)),
            Command.Terms => noted.EndAndAskAgain(noted.State, CommandReplies.Terms(noted.Now)),
            Command.CheckSymptoms => noted.End(Begin(noted)),
            Command.StartOver => noted.End(DialogState.New with { Turns = noted.State.Turns, LastTriage = noted.State.LastTriage, Alarm = noted.State.Alarm }, CommandReplies.StartedOver(noted.Now)),
            Command.ForgetMe => noted.End(DialogState.New, CommandReplies.Forgotten(noted.Now)) with { ForgetPerson = true },
            Command.Repeat => Repeat(noted),
            _ => noted.EndAndAskAgain(noted.State, CommandReplies.NothingTo(noted.Now)),
        };
    }

    private static TriageStep Begin(Moment moment) => moment.State.Questionnaire switch
    {
        { Saved: true } saved => Questionnaire.Resume(moment.Visit, saved),
        { } waiting when Questionnaire.IsWaiting(waiting) && waiting.Pending?.Id != "offer" => Questionnaire.AskAgain(moment.Visit, waiting),
        _ => Questionnaire.Start(moment.Visit, Told(moment.State)),
    };

    // Someone who tells and then asks for the questionnaire means what they told, also where no offer was made.
    private static string Told(DialogState state) => (state.Story, state.Last) switch
    {
        ("", { } last) when !Reader.IsQuestion(last.Text) => last.Text,
        var (story, _) => story,
    };

    // Said again from the same words and the same thread: the same state and message give the same turn (I7).
    private static Turn Repeat(Moment moment)
    {
        if (moment.State.Last is not { } last)
        {
            return moment.EndAndAskAgain(moment.State, CommandReplies.NothingTo(moment.Now));
        }

        return DialogEngine.Answer(moment with
        {
            State = moment.State with { Thread = last.Thread },
            Message = moment.Message with { Text = last.Text },
        });
    }
}
