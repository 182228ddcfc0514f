using System.Security.Cryptography;
using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.State;

namespace Spasms.Bot.Turns;

/// <summary>
/// Makes the code of a turn ready while the host starts: what runs for the first time is compiled first, and nobody should wait
/// for that. Says nothing to anybody and keeps nothing.
/// </summary>
internal static class FirstTurn
{
    /// <summary>A whole turn, at the content that is about to be served.</summary>
    public static void Prepare(Snapshot snapshot)
    {
        // The system's cryptography is loaded on first use.
        SHA256.HashData([]);

        // Starters would be worked out for it; a heading is as good a question.
        var question = snapshot.Knowledge.Passages[0].Section.Heading;
        var turn = DialogEngine.Take(snapshot, snapshot.Knowledge.Triage, DialogState.New, new UserMessage(question, DateTimeOffset.UnixEpoch));
        DialogStateJson.TryRead(DialogStateJson.Format, DialogStateJson.Write(turn.State), out _);
        foreach (var reply in turn.Replies)
        {
            Wire.ReplyActivity.Of(reply, "", unsaved: false).ToUtf8();
        }
    }

    /// <summary>What only a greeting or a misspelt message asks for: worked out once people can be answered, so that the first of them doesn't wait.</summary>
    public static void PrepareRest(Snapshot snapshot)
    {
        Starters.Of(snapshot);
        DialogEngine.Take(snapshot, snapshot.Knowledge.Triage, DialogState.New, new UserMessage("whta helps agianst crampps", DateTimeOffset.UnixEpoch));
    }
}
