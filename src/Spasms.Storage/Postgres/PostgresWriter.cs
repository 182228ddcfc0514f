using Npgsql;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Keeps turns over one connection, from one thread. Turns of many conversations go together into one statement, so that they
/// share one round trip, one commit and one word to other hosts. Nobody is told "kept" before theirs came back.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    // So many pay for what a statement costs by itself. A backlog goes faster in bigger groups.
    private const int FullGroup = 32;
    private const int GroupLimit = 64;

    // A group that is worth it comes within this time to a single host, to one of several somewhat later.
    private const int WorthMilliseconds = 20;
    private const int LongestMilliseconds = 60;
    private const int EnoughMilliseconds = 1000;

    private readonly object _gate = new();
    private readonly List<Job> _waiting = [];
    private readonly NpgsqlDataSource _source;
    private readonly PostgresNotices _notices;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresGroup? _group;
    private bool _closed;

    // Where a group did not come together, as with many hosts and few people, what came instead is enough for a while.
    private int _enough;
    private long _enoughUntil;

    // How many must wait before the writer is woken: one wake a group, not one a turn.
    private int _wanted = 1;

    public PostgresWriter(NpgsqlDataSource source, PostgresNotices notices)
    {
        _source = source;
        _notices = notices;
        new Thread(Work) { IsBackground = true, Name = "postgres-writer" }.Start();
    }

    /// <summary>Queues a turn; the task ends when it is known what came of it.</summary>
    public ValueTask<CommitResult> CommitAsync(TurnRecord turn)
    {
        var job = new Job(turn);
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException<CommitResult>(new StoreUnavailableException("The store is closed."));
            }

            _waiting.Add(job);
            _notices.Talkers.Add(turn.Conversation, Environment.TickCount64);
            if (_waiting.Count >= _wanted)
            {
                Monitor.Pulse(_gate);
            }
        }

        return new(job.Done.Task);
    }

    /// <summary>Finishes what is queued and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void Work()
    {
        Connect();
        while (Gather() is { Count: > 0 } group)
        {
            Keep(group);
        }

        Drop();
        _ended.SetResult();
    }

    // Before anybody waits for it; where it fails, the first turn tries again and tells.
    private void Connect()
    {
        try
        {
            _group = PostgresGroup.Open(_source);
        }
        catch (Exception)
        {
            _group = null;
        }
    }

    // Empty: closed, and nothing is left.
    private List<Job> Gather()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            Await();
            return Take(Math.Clamp(_waiting.Count / 4, FullGroup, GroupLimit));
        }
    }

    private void Await()
    {
        var now = Environment.TickCount64;
        var wanted = _notices.Talkers.Group(now, WorthMilliseconds, FullGroup);
        wanted = now < _enoughUntil ? Math.Min(wanted, Math.Max(_waiting.Count, _enough)) : wanted;
        _wanted = wanted;
        for (var until = now + LongestMilliseconds; _waiting.Count < wanted && now < until && !_closed; now = Environment.TickCount64)
        {
            Monitor.Wait(_gate, (int)(until - now));
        }

        _wanted = 1;
        if (_waiting.Count < wanted)
        {
            _enough = _waiting.Count;
            _enoughUntil = now + EnoughMilliseconds;
        }
    }

    // One turn of a conversation at a time: a second one stands on what comes of the first.
    private List<Job> Take(int most)
    {
        var group = new List<Job>(most);
        var conversations = new HashSet<string>(StringComparer.Ordinal);
        _waiting.RemoveAll(job =>
        {
            var goes = group.Count < most && conversations.Add(job.Turn.Conversation);
            if (goes)
            {
                group.Add(job);
            }

            return goes;
        });
        return group;
    }

    private void Keep(List<Job> group)
    {
        var turns = group.ConvertAll(job => job.Turn);
        var word = _notices.Word(turns.Select(t => t.Conversation));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connected = _group ??= PostgresGroup.Open(_source);
                var results = connected.Keep(turns, isRepeat: attempt > 1, _notices.Channel, word);
                for (var i = 0; i < group.Count; i++)
                {
                    group[i].Result = results[i];
                }

                Told.Each(group, job => job.Done.TrySetResult(job.Result!));
                return;
            }
            catch (Exception fault)
            {
                Drop();
                if (Failover.IsPassing(fault) && attempt < Failover.Attempts)
                {
                    // Safe to try again: the version guards it, and a repeat finds out what the first try left.
                    Thread.Sleep(Failover.Pause(attempt));
                    continue;
                }

                Refuse(group, fault);
                return;
            }
        }
    }

    // A fault of one must not take the others along: they then go one by one. When the server is away, all have failed.
    private void Refuse(List<Job> group, Exception fault)
    {
        if (group.Count > 1 && !Failover.IsPassing(fault))
        {
            group.ForEach(job => Keep([job]));
            return;
        }

        Told.Each(group, job => job.Done.TrySetException(new StoreUnavailableException("The database could not keep it.", fault)));
    }

    private void Drop()
    {
        _group?.Dispose();
        _group = null;
    }

    private sealed record Job(TurnRecord Turn)
    {
        public TaskCompletionSource<CommitResult> Done { get; } = new();

        public CommitResult? Result { get; set; }
    }
}
