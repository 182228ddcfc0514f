using Spasms.Dialog.State;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// Conversations as this host left them lately: a turn then needs no read. On a store that hosts share another host may have
/// gone on since; the guards of the commit find that out, and the turn is worked out anew on what is there. Words of other
/// hosts only make it rare.
/// </summary>
/// <param name="forget">What else remembers, and forgets when all are to be read again.</param>
internal sealed class RecentTurns(Action? forget = null)
{
    private readonly Recent<Left> _left = new();

    /// <summary>The conversation and its state as they were kept, or null where they have to be read.</summary>
    public Left? Find(string conversation) => _left.Find(conversation);

    /// <summary>Takes in what a turn left.</summary>
    /// <param name="before">What the turn stood on; null where it opened the conversation.</param>
    /// <param name="kept">The turn, as it was committed.</param>
    /// <param name="state">Its state, read.</param>
    public void Keep(StoredConversation? before, TurnRecord kept, DialogState state)
    {
        var now = new StoredConversation(
            kept.Conversation, before?.Person ?? kept.Person, kept.ExpectedVersion + 1, (before?.LastSequence ?? 0) + kept.Log.Length)
        {
            State = kept.State ?? before?.State,
            ResumeKeyHash = before is null ? kept.ResumeKeyHash : before.ResumeKeyHash,
            Touched = kept.At,
        };
        _left.Keep(now.Id, new Left(now, state));
    }

    /// <summary>It is to be read again.</summary>
    public void Remove(string conversation) => _left.Remove(conversation);

    /// <summary>All are to be read again: this host holds no words of a person any longer.</summary>
    public void Clear()
    {
        _left.Clear();
        forget?.Invoke();
    }

    /// <summary>A conversation without its log, and its state.</summary>
    internal sealed record Left(StoredConversation Now, DialogState State);
}
