using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.Connector;

/// <summary>
/// Delivers replies to connectors: a reader of the log with a mark of its own in each conversation, in order, one at a time.
/// A channel that is away is tried again with longer and longer pauses; what can't be delivered becomes a dead letter. After a
/// crash what may have arrived is sent once more: at least once, never lost.
/// </summary>
internal sealed class Delivery(IConversationStore store, ConnectorPost post, TimeProvider clock, ILogger log, CancellationToken stopping)
{
    private const string MarkFormat = "delivery/1";
    private const int Attempts = 9;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Parcel>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Hands a parcel over; it goes out behind those of its conversation.</summary>
    public void Add(Parcel parcel)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(parcel.Conversation, out var queue))
            {
                queue.Enqueue(parcel);
                return;
            }

            _waiting.Add(parcel.Conversation, new Queue<Parcel>([parcel]));
        }

        _ = Task.Run(() => WorkAsync(parcel.Conversation), CancellationToken.None);
    }

    /// <summary>Takes up what an earlier run of this program left undelivered.</summary>
    public async Task RecoverAsync()
    {
        try
        {
            foreach (var note in await store.ReadNotesAsync(Parcel.Kind, null, stopping))
            {
                if (Parcel.Read(note) is { } parcel)
                {
                    Add(parcel);
                }
            }
        }
        catch (Exception fault) when (fault is StoreUnavailableException or OperationCanceledException)
        {
            Log.StoreDown(log, fault);
        }
    }

    private async Task WorkAsync(string conversation)
    {
        while (true)
        {
            Parcel parcel;
            lock (_gate)
            {
                if (!_waiting[conversation].TryDequeue(out parcel!))
                {
                    _waiting.Remove(conversation);
                    return;
                }
            }

            try
            {
                await SendAsync(parcel);
            }
            catch (Exception fault)
            {
                // The host stops, or the store is down for long: the note stays, and the next start finds it.
                Log.DeliveryStopped(log, fault.GetType().Name);
            }
        }
    }

    private async Task SendAsync(Parcel parcel)
    {
        foreach (var entry in parcel.Loose)
        {
            await SendAsync(parcel, entry);
        }

        if (!parcel.Loose.IsEmpty)
        {
            return;
        }

        var (mark, version) = await RetryAsync(() => ReadMarkAsync(parcel.Conversation));
        var after = Math.Max(mark, parcel.First - 1);
        if (after >= parcel.Last)
        {
            return;
        }

        foreach (var entry in await RetryAsync(() => store.ReadAsync(parcel.Conversation, after, (int)(parcel.Last - after), stopping)))
        {
            await SendAsync(parcel, entry);
            version = await RetryAsync(() => WriteMarkAsync(parcel, entry.Sequence, version));
            if (version == 0)
            {
                // Another host delivers here, or the person was forgotten.
                return;
            }
        }
    }

    private async Task SendAsync(Parcel parcel, LogEntry entry)
    {
        for (var attempt = 1; ; attempt++)
        {
            var posted = await post.SendAsync(parcel.ServiceUrl, entry.Body, stopping);
            if (posted.IsDone)
            {
                return;
            }

            if (!posted.MayRetry || attempt == Attempts)
            {
                Log.DeadLetter(log, posted.Status, attempt);
                await RetryAsync(async () =>
                {
                    await store.AddNoteAsync(new DeadLetter(parcel.Conversation, entry.Sequence, posted.Status).Note(parcel.Person, clock.GetUtcNow()), stopping);
                    return true;
                });
                return;
            }

            await Task.Delay(Pause(attempt, posted.Wait), clock, stopping);
        }
    }

    private async ValueTask<(long Mark, long Version)> ReadMarkAsync(string conversation) =>
        await store.LoadAsync(MarkKey(conversation), stopping) is { } kept && kept.State is { } state
            ? (long.Parse(Encoding.ASCII.GetString(state.Bytes), CultureInfo.InvariantCulture), kept.Version)
            : (0, 0);

    // The mark is a conversation without words: its state is the last place delivered. 0: it was changed elsewhere.
    private async ValueTask<long> WriteMarkAsync(Parcel parcel, long mark, long version) =>
        await store.CommitAsync(
            new TurnRecord(MarkKey(parcel.Conversation), version, clock.GetUtcNow(), [])
            {
                Person = parcel.Person,
                State = new StoredState(MarkFormat, Encoding.ASCII.GetBytes(mark.ToString(CultureInfo.InvariantCulture))),
            },
            stopping) is CommitResult.Committed ? version + 1 : 0;

    private async ValueTask<T> RetryAsync<T>(Func<ValueTask<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (StoreUnavailableException) when (attempt < Attempts)
            {
                await Task.Delay(Pause(attempt, null), clock, stopping);
            }
        }
    }

    /// <summary>How long to wait after an attempt, from 1: twice as long each time, and as long as the channel asks, up to two minutes.</summary>
    public static TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var own = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
        var pause = asked > own ? asked.Value : own;
        return pause < LongestPause ? pause : LongestPause;
    }

    private static string MarkKey(string conversation) => "delivery/" + conversation;
}
