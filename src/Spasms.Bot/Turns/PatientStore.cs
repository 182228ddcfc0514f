using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Spasms.Bot.Operations;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// A store that answers soon or counts as down, however it fails: advice must not wait for a disk that hangs (I1).
/// What came too late may have been kept all the same, as after a power cut.
/// </summary>
internal sealed class PatientStore(IConversationStore inner, TimeProvider clock, Action<string> keptLate) : IConversationStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) =>
        SoonAsync((inner, conversation, cancel), static call => call.inner.LoadAsync(call.conversation, call.cancel), null, cancel);

    public ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel) =>
        SoonAsync((inner, turn, cancel), static call => call.inner.CommitAsync(call.turn, call.cancel), turn.Conversation, cancel);

    public ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel) =>
        SoonAsync(() => inner.ReadAsync(conversation, after, count, cancel), cancel);

    public ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel) =>
        SoonAsync(() => inner.PlacesAsync(conversations, cancel), cancel);

    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => inner.WatchAsync(cancel);

    public ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel) =>
        SoonAsync(() => inner.FindByResumeKeyAsync(resumeKeyHash, cancel), cancel);

    public async ValueTask AddNoteAsync(Note note, CancellationToken cancel) => await SoonAsync(
        async () =>
        {
            await inner.AddNoteAsync(note, cancel);
            return true;
        },
        cancel);

    public ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel) =>
        SoonAsync((inner, kind, person, cancel), static call => call.inner.ReadNotesAsync(call.kind, call.person, call.cancel), null, cancel);

    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel) =>
        SoonAsync(() => inner.RemoveNotesAsync(kind, before, cancel), cancel);

    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel) =>
        SoonAsync(() => inner.RemoveConversationsAsync(before, most, cancel), cancel);

    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel) =>
        SoonAsync(() => inner.ForgetAsync(person, cancel), cancel);

    // Content is big, and no turn waits for it.
    public ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        inner.SaveSnapshotAsync(hash, bytes, cancel);

    public ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel) =>
        SoonAsync(() => inner.ReadSnapshotAsync(hash, cancel), cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    // Nobody waits any more for what came of it, but sockets must learn that the log grew.
    private void Late(string conversation, Task<CommitResult> commit) => commit.ContinueWith(
        done =>
        {
            if (done is { IsCompletedSuccessfully: true, Result: CommitResult.Committed })
            {
                keptLate(conversation);
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default);

    private ValueTask<T> SoonAsync<T>(Func<ValueTask<T>> call, CancellationToken cancel, [CallerMemberName] string operation = "") =>
        SoonAsync(call, static call => call(), null, cancel, operation);

    // A turn makes as few objects as it can: what it calls with comes as it is.
    private async ValueTask<T> SoonAsync<TWith, T>(
        TWith with, Func<TWith, ValueTask<T>> call, string? conversation, CancellationToken cancel, [CallerMemberName] string operation = "")
    {
        var started = Stopwatch.GetTimestamp();
        var failed = true;
        try
        {
            var answer = call(with);
            if (answer.IsCompletedSuccessfully)
            {
                failed = false;
                return answer.Result;
            }

            var task = answer.AsTask();
            try
            {
                var soon = await task.WaitAsync(Patience, clock, cancel);
                failed = false;
                return soon;
            }
            catch (TimeoutException)
            {
                if (conversation is not null && task is Task<CommitResult> commit)
                {
                    Late(conversation, commit);
                }

                throw;
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is not StoreUnavailableException)
        {
            throw new StoreUnavailableException("The store didn't answer.", fault);
        }
        finally
        {
            Telemetry.Store(operation, started, failed);
        }
    }
}
