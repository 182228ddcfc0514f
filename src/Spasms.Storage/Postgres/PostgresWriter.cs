using System.Threading.Channels;
using Npgsql;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Keeps turns over one connection. What arrives while a statement is under way goes together into the next one, so that many
/// conversations share one round trip and one commit. Nobody is told "kept" before theirs came back.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private const int GroupLimit = 64;

    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly NpgsqlDataSource _source;
    private readonly PostgresNotices _notices;
    private readonly Task _work;
    private PostgresGroup? _group;

    public PostgresWriter(NpgsqlDataSource source, PostgresNotices notices)
    {
        _source = source;
        _notices = notices;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Queues a turn; the task ends when it is known what came of it.</summary>
    public ValueTask<CommitResult> CommitAsync(TurnRecord turn)
    {
        var job = new Job(turn);
        return _jobs.Writer.TryWrite(job)
            ? new(job.Done.Task)
            : ValueTask.FromException<CommitResult>(new StoreUnavailableException("The store is closed."));
    }

    /// <summary>Finishes what is queued and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _work.ConfigureAwait(false);
        await DropAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync()
    {
        await ConnectAsync().ConfigureAwait(false);
        var held = new Queue<Job>();
        while (held.Count > 0 || await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await KeepAsync(Gather(held)).ConfigureAwait(false);
        }
    }

    // Before anybody waits for it; where it fails, the first turn tries again and tells.
    private async Task ConnectAsync()
    {
        try
        {
            _group = await PostgresGroup.OpenAsync(_source).ConfigureAwait(false);
        }
        catch (Exception)
        {
            _group = null;
        }
    }

    // One turn of a conversation at a time: a second one stands on what comes of the first.
    private List<Job> Gather(Queue<Job> held)
    {
        var group = new List<Job>(GroupLimit);
        var conversations = new HashSet<string>(StringComparer.Ordinal);
        for (var waiting = held.Count; waiting > 0; waiting--)
        {
            Place(held.Dequeue());
        }

        while (group.Count < GroupLimit && _jobs.Reader.TryRead(out var job))
        {
            Place(job);
        }

        return group;

        void Place(Job job)
        {
            if (group.Count < GroupLimit && conversations.Add(job.Turn.Conversation))
            {
                group.Add(job);
            }
            else
            {
                held.Enqueue(job);
            }
        }
    }

    private async Task KeepAsync(List<Job> group)
    {
        var turns = group.ConvertAll(job => job.Turn);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connected = _group ??= await PostgresGroup.OpenAsync(_source).ConfigureAwait(false);
                var results = await connected.KeepAsync(turns, isRepeat: attempt > 1).ConfigureAwait(false);
                for (var i = 0; i < group.Count; i++)
                {
                    if (results[i] is CommitResult.Committed)
                    {
                        _notices.Tell(turns[i].Conversation);
                    }

                    group[i].Done.TrySetResult(results[i]);
                }

                return;
            }
            catch (Exception fault)
            {
                await DropAsync().ConfigureAwait(false);
                if (Failover.IsPassing(fault) && attempt < Failover.Attempts)
                {
                    // Safe to try again: the version guards it, and a repeat finds out what the first try left.
                    await Task.Delay(Failover.Pause(attempt)).ConfigureAwait(false);
                    continue;
                }

                await RefuseAsync(group, fault).ConfigureAwait(false);
                return;
            }
        }
    }

    // A fault of one must not take the others along: they then go one by one. When the server is away, all have failed.
    private async Task RefuseAsync(List<Job> group, Exception fault)
    {
        if (group.Count > 1 && !Failover.IsPassing(fault))
        {
            foreach (var job in group)
            {
                await KeepAsync([job]).ConfigureAwait(false);
            }

            return;
        }

        group.ForEach(job => job.Done.TrySetException(new StoreUnavailableException("The database could not keep it.", fault)));
    }

    private async ValueTask DropAsync()
    {
        if (_group is { } old)
        {
            _group = null;
            await old.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Job(TurnRecord Turn)
    {
        // The waiters' work must not run on the writer's loop.
        public TaskCompletionSource<CommitResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
