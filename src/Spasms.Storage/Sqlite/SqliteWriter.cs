using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// The one writer. What arrives while a transaction is being forced to the disk goes together into the next one
/// (group commit), so that many conversations share one fsync. Nobody is told "kept" before their fsync came back.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int GroupLimit = 256;

    // While many talk, a group waits a moment for more: on a fast disk it would else be one or two turns a group.
    private const int WaitMilliseconds = 4;
    private const int RecentMilliseconds = 100;

    // One of so many who talk just now: the next group then comes together while this one is being forced to the disk.
    private const int Share = 4;

    private readonly object _gate = new();
    private readonly List<Job> _waiting = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteWrites _writes;
    private readonly Thread _thread;
    private readonly Dictionary<string, long> _talking = new(StringComparer.Ordinal);
    private bool _mustEmptyLog;
    private bool _closed;

    // How many must wait before the writer is woken: one wake a group, not one a turn.
    private int _wanted = 1;

    public SqliteWriter(SqliteConnection connection, SqliteCheckpoints checkpoints, Recent<StoredConversation> recent)
    {
        _connection = connection;
        _checkpoints = checkpoints;
        _begin = Sql.Prepare(connection, "BEGIN IMMEDIATE");
        _commit = Sql.Prepare(connection, "COMMIT");
        _writes = new SqliteWrites(connection, new SqliteReader(connection), recent);
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Queues a write; the task ends when it is on the disk, and, where it erases, when the write-ahead log is empty too.</summary>
    /// <param name="write">What to write.</param>
    /// <param name="conversation">Whose turn it is, where it is one.</param>
    /// <param name="erases">True when what it removes must not be found on the disk any more.</param>
    public ValueTask<T> RunAsync<T>(Func<SqliteWrites, T> write, string? conversation = null, bool erases = false)
    {
        var job = new Job<T>(write, conversation, erases);
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException<T>(new StoreUnavailableException("The store is closed."));
            }

            _waiting.Add(job);
            if (_waiting.Count >= _wanted)
            {
                Monitor.Pulse(_gate);
            }
        }

        return new ValueTask<T>(job.Done);
    }

    /// <summary>Finishes what is queued and closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _checkpoints.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _writes.Dispose();
    }

    private void Work()
    {
        var group = new List<Job>(GroupLimit);
        while (Gather(group))
        {
            // A fault of one must not take the others along: they then go one by one.
            if (!TryTogether(group) && group.Count > 1)
            {
                group.ForEach(job => TryTogether([job]));
            }

            group.Clear();
            _checkpoints.Look();
        }
    }

    // A quarter of those who talk just now are worth waiting for, briefly; one who talks alone never waits. False: closed, and nothing is left.
    private bool Gather(List<Job> group)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            var started = Environment.TickCount64;
            for (var seen = 0; !_closed;)
            {
                for (; seen < _waiting.Count; seen++)
                {
                    if (_waiting[seen].Conversation is { } conversation)
                    {
                        _talking[conversation] = started;
                    }
                }

                _wanted = Math.Min(GroupLimit, (_talking.Count + Share - 1) / Share);
                var left = started + WaitMilliseconds - Environment.TickCount64;
                if (seen >= _wanted || left <= 0)
                {
                    break;
                }

                Monitor.Wait(_gate, (int)left);
            }

            _wanted = 1;
            var count = Math.Min(GroupLimit, _waiting.Count);
            group.AddRange(_waiting[..count]);
            _waiting.RemoveRange(0, count);
            Forget(started - RecentMilliseconds);
        }

        return group.Count > 0;
    }

    private void Forget(long before)
    {
        foreach (var (conversation, last) in _talking)
        {
            if (last < before)
            {
                _talking.Remove(conversation);
            }
        }
    }

    private bool TryTogether(List<Job> group)
    {
        try
        {
            _begin.ExecuteNonQuery();
            foreach (var job in group)
            {
                job.Write(_writes);
            }

            _commit.ExecuteNonQuery();
            _writes.Settle();
            _mustEmptyLog |= group.Exists(job => job.Erases);
            EmptyLog();
            Told.Each(group, job => job.TellKept());
            return true;
        }
        catch (Exception fault)
        {
            RollBack();
            if (group.Count == 1)
            {
                Told.Each(group, job => job.TellFailed(new StoreUnavailableException("The database could not keep it.", fault)));
            }

            return false;
        }
    }

    // What was erased still stands in the write-ahead log. A reader in the way makes it wait for the next commit.
    private void EmptyLog()
    {
        if (!_mustEmptyLog)
        {
            return;
        }

        try
        {
            _mustEmptyLog = !_checkpoints.TryEmpty();
        }
        catch (SqliteException)
        {
            // The rows are gone all the same, and their commit must not be called a fault.
            _mustEmptyLog = true;
        }
    }

    private void RollBack()
    {
        _writes.Undo();
        try
        {
            Sql.Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was open any more: SQLite rolls back by itself on a full disk.
            return;
        }
    }

    private abstract class Job(string? conversation, bool erases)
    {
        public string? Conversation => conversation;

        public bool Erases => erases;

        public abstract void Write(SqliteWrites writes);

        public abstract void TellKept();

        public abstract void TellFailed(Exception fault);
    }

    private sealed class Job<T>(Func<SqliteWrites, T> write, string? conversation, bool erases) : Job(conversation, erases)
    {
        private readonly TaskCompletionSource<T> _done = new();
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override void Write(SqliteWrites writes) => _result = write(writes);

        public override void TellKept() => _done.SetResult(_result);

        public override void TellFailed(Exception fault) => _done.SetException(fault);
    }
}
