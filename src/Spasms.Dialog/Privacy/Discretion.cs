using Spasms.Dialog.Replies;

namespace Spasms.Dialog.Privacy;

/// <summary>Says once a turn that something personal was taken out of the message.</summary>
internal static class Discretion
{
    /// <summary>The turn with the sentence after what it answers, and before a question, which stands last.</summary>
    public static Turn Say(Snapshot now, Turn turn)
    {
        var said = new Writer(ReplyKind.Say).Say(now.Knowledge.English["private-removed"]).Done();
        var place = turn.Replies is [.., { Question: not null }] ? turn.Replies.Length - 1 : turn.Replies.Length;
        return turn with { Replies = turn.Replies.Insert(place, said), Trace = turn.Trace.Add("personal data removed") };
    }
}
