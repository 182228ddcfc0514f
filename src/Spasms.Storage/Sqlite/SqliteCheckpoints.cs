using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Brings what stands in the write-ahead log into the database while the writer goes on: left to SQLite, every few thousand turns
/// one commit does it, and all who talk wait a tenth of a second for that. Only the last pages, which came meanwhile, are the
/// writer's: the log begins anew once nothing in it is missing from the database.
/// </summary>
internal sealed unsafe class SqliteCheckpoints : IDisposable
{
    // Pages in the log: with the longest time that it takes to bring them over, the file stays below journal_size_limit.
    private const int Many = 10_000;
    private const int Few = 1_000;
    private const int Passes = 4;

    private readonly object _gate = new();
    private readonly Lock _pass = new();
    private readonly SqliteConnection _writing;
    private readonly Func<SqliteConnection> _connect;
    private readonly Thread _thread;

    // How many pages the log held after the last commit; SQLite tells.
    private readonly int* _pages = (int*)NativeMemory.AllocZeroed(sizeof(int));
    private int _next = Many;
    private bool _isWanted;
    private bool _isClosed;
    private volatile bool _isNearlyDone;

    /// <summary>Watches the log of a connection that writes.</summary>
    /// <param name="writing">The one connection that writes; its own checkpoints end.</param>
    /// <param name="connect">Opens another.</param>
    public SqliteCheckpoints(SqliteConnection writing, Func<SqliteConnection> connect)
    {
        _writing = writing;
        _connect = connect;
        Watch(writing.Handle!.DangerousGetHandle(), &Grew, _pages);
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite-checkpoints" };
        _thread.Start();
    }

    /// <summary>For the writer, between commits: has the log brought over when it is long, and ends what was nearly done.</summary>
    public void Look()
    {
        var pages = *_pages;
        if (_isNearlyDone)
        {
            _isNearlyDone = false;

            // Where a reader is in the way the log can't begin anew yet, and grows.
            _next = pages + Few;
            TryEnd();
        }
        else if (pages >= _next)
        {
            _next = pages + Many;
            lock (_gate)
            {
                _isWanted = true;
                Monitor.Pulse(_gate);
            }
        }
        else if (pages < Few)
        {
            _next = Many;
        }
    }

    /// <summary>For the writer: empties the log, so that nothing erased stands in it. False: a reader is in the way.</summary>
    /// <exception cref="SqliteException">The disk refuses.</exception>
    public bool TryEmpty()
    {
        // Two at once are refused.
        lock (_pass)
        {
            using var checkpoint = Sql.Prepare(_writing, "PRAGMA wal_checkpoint(TRUNCATE)");
            return checkpoint.ExecuteScalar() is 0L;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        Watch(_writing.Handle!.DangerousGetHandle(), null, null);
        NativeMemory.Free(_pages);
    }

    private void Work()
    {
        SqliteConnection? connection = null;
        while (IsWanted())
        {
            try
            {
                connection ??= _connect();
                for (var pass = 0; pass < Passes && Volatile.Read(ref *_pages) - Bring(connection) > Few; pass++)
                {
                }

                _isNearlyDone = true;
            }
            catch (SqliteException)
            {
                // Nothing is lost: it stands in the log still, and is tried again when that has grown.
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private void TryEnd()
    {
        try
        {
            Bring(_writing);
        }
        catch (SqliteException)
        {
            // As in the thread: what is in the log is kept, and tried again.
            return;
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_isWanted && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            _isWanted = false;
            return !_isClosed;
        }
    }

    // Gives how many pages of the log the database has too.
    private int Bring(SqliteConnection connection)
    {
        lock (_pass)
        {
            using var checkpoint = Sql.Prepare(connection, "PRAGMA wal_checkpoint(PASSIVE)");
            using var row = checkpoint.ExecuteReader();
            return row.Read() ? row.GetInt32(2) : 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Grew(int* pages, nint database, byte* name, int count)
    {
        Volatile.Write(ref *pages, count);
        return 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern void* Watch(nint database, delegate* unmanaged[Cdecl]<int*, nint, byte*, int, int> grew, int* pages);
}
