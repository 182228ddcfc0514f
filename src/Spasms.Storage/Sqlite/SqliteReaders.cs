using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Reads on a few threads of their own, each with its connection. A disk that hangs holds these threads and no other: whoever
/// waits for a read can be told in time that the store is down.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private const int Count = 4;

    private readonly BlockingCollection<Action<SqliteReader?>> _jobs = [];
    private readonly Func<SqliteConnection> _connect;
    private readonly Thread[] _threads;

    public SqliteReaders(Func<SqliteConnection> connect)
    {
        _connect = connect;
        _threads = [.. Enumerable.Range(1, Count).Select(n => new Thread(Work) { IsBackground = true, Name = "sqlite-reader-" + n })];
        Array.ForEach(_threads, t => t.Start());
    }

    /// <summary>Queues a read.</summary>
    public async ValueTask<T> RunAsync<T>(Func<SqliteReader, T> read)
    {
        // The waiters' work must not run on a reader's thread.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _jobs.Add(reader =>
            {
                try
                {
                    done.SetResult(reader is null ? throw new StoreUnavailableException("The database can't be opened for reading.") : read(reader));
                }
                catch (Exception fault)
                {
                    done.SetException(fault as StoreUnavailableException ?? new StoreUnavailableException("The database could not be read.", fault));
                    throw;
                }
            });
        }
        catch (InvalidOperationException closed)
        {
            throw new StoreUnavailableException("The store is closed.", closed);
        }

        return await done.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued and closes the connections.</summary>
    public void Dispose()
    {
        if (_jobs.IsAddingCompleted)
        {
            return;
        }

        _jobs.CompleteAdding();
        Array.ForEach(_threads, t => t.Join(TimeSpan.FromSeconds(5)));
    }

    private void Work()
    {
        SqliteReader? reader = null;
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            try
            {
                job(reader ??= Open());
            }
            catch (Exception)
            {
                // The caller has been told. A connection that failed once is not trusted again.
                reader?.Dispose();
                reader = null;
            }
        }

        reader?.Dispose();
    }

    private SqliteReader? Open()
    {
        try
        {
            return new SqliteReader(_connect());
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
