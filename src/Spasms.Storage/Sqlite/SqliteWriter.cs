using System.Collections.Concurrent;
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

    private readonly BlockingCollection<Job> _jobs = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteWrites _writes;
    private readonly Thread _thread;
    private bool _mustEmptyLog;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _writes = new SqliteWrites(connection);
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Queues a write; the task ends when it is on the disk, and, where it erases, when the write-ahead log is empty too.</summary>
    public async ValueTask<T> RunAsync<T>(Func<SqliteWrites, T> write, bool erases = false)
    {
        var job = new Job(writes => write(writes)!, erases);
        try
        {
            _jobs.Add(job);
        }
        catch (InvalidOperationException closed)
        {
            throw new StoreUnavailableException("The store is closed.", closed);
        }

        return (T)await job.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued and closes the connection.</summary>
    public void Dispose()
    {
        if (_jobs.IsAddingCompleted)
        {
            return;
        }

        _jobs.CompleteAdding();
        _thread.Join();
        _writes.Dispose();
    }

    private void Work()
    {
        var group = new List<Job>(GroupLimit);
        foreach (var first in _jobs.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < GroupLimit && _jobs.TryTake(out var next))
            {
                group.Add(next);
            }

            // A fault of one must not take the others along: they then go one by one.
            if (!TryTogether(group) && group.Count > 1)
            {
                group.ForEach(job => TryTogether([job]));
            }

            group.Clear();
        }
    }

    private bool TryTogether(List<Job> group)
    {
        try
        {
            var results = new object[group.Count];
            Sql.Run(_connection, "BEGIN IMMEDIATE");
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = group[i].Write(_writes);
            }

            Sql.Run(_connection, "COMMIT");
            _mustEmptyLog |= group.Exists(job => job.Erases);
            EmptyLog();
            for (var i = 0; i < results.Length; i++)
            {
                group[i].Done.SetResult(results[i]);
            }

            return true;
        }
        catch (Exception fault)
        {
            RollBack();
            if (group.Count == 1)
            {
                group[0].Done.SetException(new StoreUnavailableException("The database could not keep it.", fault));
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
            using var checkpoint = Sql.Prepare(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            _mustEmptyLog = checkpoint.ExecuteScalar() is not 0L;
        }
        catch (SqliteException)
        {
            // The rows are gone all the same, and their commit must not be called a fault.
            _mustEmptyLog = true;
        }
    }

    private void RollBack()
    {
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

    private sealed record Job(Func<SqliteWrites, object> Write, bool Erases)
    {
        // The waiters' work must not run on the writer's thread.
        public TaskCompletionSource<object> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
