using System.Collections.Immutable;

namespace Spasms.Protocol.Store;

/// <summary>
/// Keeps conversations: a log of activities with gap-free sequence, an opaque state under a version, idempotency keys,
/// notes about persons, and content snapshots. Knows nothing of spasms. What it acknowledged it keeps.
/// Every method may throw <see cref="StoreUnavailableException"/>; nothing was then promised.
/// </summary>
public interface IConversationStore : IAsyncDisposable
{
    /// <summary>The conversation as of its last commit, or null.</summary>
    ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel);

    /// <summary>
    /// Keeps one turn whole or not at all (I4). A known idempotency key gives the first turn's log instead;
    /// a version or sequence that is no longer the newest is a conflict and changes nothing.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel);

    /// <summary>Entries after a place in the log, in order, at most <paramref name="count"/>. Reading uses nothing up.</summary>
    ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel);

    /// <summary>The last place in each of these logs; a conversation that is not there is left out.</summary>
    ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel);

    /// <summary>
    /// Conversations whose logs other hosts made grow, as it becomes known. Null: some may have gone unheard, so whoever
    /// follows a log looks there. Ends at once where no other host can share the store.
    /// </summary>
    IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel);

    /// <summary>The newest conversation that was opened under this hash of a resume key, or null.</summary>
    ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel);

    /// <summary>Keeps a note about a person: consent, feedback, a miss.</summary>
    ValueTask AddNoteAsync(Note note, CancellationToken cancel);

    /// <summary>Notes of a kind, oldest first; of one person where given.</summary>
    ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel);

    /// <summary>Removes the notes of a kind that are older than this; gives their number.</summary>
    ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel);

    /// <summary>
    /// Removes conversations that last grew before this, whole, with logs, states and keys; at most <paramref name="most"/> of
    /// them. Gives their number. Notes about their persons stay.
    /// </summary>
    ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel);

    /// <summary>Removes a person's every row: conversations, logs, states, keys and notes.</summary>
    ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel);

    /// <summary>Keeps a content snapshot's canonical bytes under its hash, once. The bytes are the store's from then on.</summary>
    ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>The bytes of a snapshot, or null.</summary>
    ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel);
}
