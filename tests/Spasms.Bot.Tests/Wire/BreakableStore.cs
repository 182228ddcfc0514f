using System.Collections.Immutable;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Tests.Wire;

/// <summary>A store that a test can take down, or make lose a race.</summary>
internal sealed class BreakableStore(IConversationStore inner) : IConversationStore
{
    public bool IsDown { get; set; }

    public bool WritesFail { get; set; }

    /// <summary>Every turn's call from now on never ends.</summary>
    public bool Hangs { get; set; }

    /// <summary>Every call fails with something that no store should throw.</summary>
    public bool Breaks { get; set; }

    /// <summary>Every commit from now on waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Done when a commit waits at the gate.</summary>
    public TaskCompletionSource Gated { get; } = new();

    /// <summary>So many commits lose against someone else's.</summary>
    public int Conflicts { get; set; }

    public ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) =>
        Hangs ? new(new TaskCompletionSource<StoredConversation?>().Task) : Up().LoadAsync(conversation, cancel);

    public async ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel)
    {
        if (Hangs)
        {
            await new TaskCompletionSource().Task;
        }

        if (Gate is { } gate)
        {
            Gated.TrySetResult();
            await gate.Task;
        }

        if (WritesFail)
        {
            throw new StoreUnavailableException("down");
        }

        return Conflicts-- > 0 ? CommitResult.Conflict.Instance : await Up().CommitAsync(turn, cancel);
    }

    public ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel) =>
        Up().ReadAsync(conversation, after, count, cancel);

    public ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel) =>
        Up().PlacesAsync(conversations, cancel);

    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => inner.WatchAsync(cancel);

    public ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel) =>
        Up().FindByResumeKeyAsync(resumeKeyHash, cancel);

    public ValueTask AddNoteAsync(Note note, CancellationToken cancel) => Up().AddNoteAsync(note, cancel);

    public ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel) =>
        Up().ReadNotesAsync(kind, person, cancel);

    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel) => Up().RemoveNotesAsync(kind, before, cancel);

    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel) =>
        Up().RemoveConversationsAsync(before, most, cancel);

    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel) => Up().ForgetAsync(person, cancel);

    public ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        Up().SaveSnapshotAsync(hash, bytes, cancel);

    public ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel) => Up().ReadSnapshotAsync(hash, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private IConversationStore Up() => Breaks ? throw new InvalidOperationException("broken") : IsDown ? throw new StoreUnavailableException("down") : inner;
}
