using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Keeps everything in one SQLite file: WAL, <c>synchronous=FULL</c> (a kept turn survives a power cut),
/// <c>secure_delete</c>, one writer, many readers. One host a file: a second one is refused.
/// </summary>
public sealed class SqliteStore : IConversationStore
{
    private const string Pragmas =
        "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -4096; "
        + "PRAGMA journal_size_limit = 67108864;";

    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    // As they stand on the disk: one host has the file and one thread writes it, so nothing here is older than what that thread last told.
    private readonly Recent<StoredConversation> _recent;

    private SqliteStore(FileStream fileLock, SqliteWriter writer, SqliteReaders readers, Recent<StoredConversation> recent)
    {
        _recent = recent;
        _lock = fileLock;
        _writer = writer;
        _readers = readers;
    }

    /// <summary>Opens or makes the database <c>spasms.db</c> in a folder.</summary>
    /// <exception cref="StoreUnavailableException">Another host has it, a newer release made it, or the disk refuses.</exception>
    public static SqliteStore Open(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        JoinedFiles.Init();
        FileStream? fileLock = null;
        SqliteConnection? connection = null;
        try
        {
            CreateFolder(folder);
            fileLock = Lock(folder);
            KeepPrivate(folder);
            var text = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, "spasms.db"),
                Pooling = false,
                DefaultTimeout = 5,
                Vfs = JoinedFiles.Name,
            }.ToString();
            connection = Connect(text);
            Migrations.Apply(connection);
            var recent = new Recent<StoredConversation>();
            return new SqliteStore(fileLock, new SqliteWriter(connection, new SqliteCheckpoints(connection, () => Connect(text)), recent), new SqliteReaders(() => Connect(text)), recent);
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            fileLock?.Dispose();
            throw fault is StoreUnavailableException
                ? fault
                : new StoreUnavailableException($"The database in '{folder}' can't be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc />
    public ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) =>
        _recent.Find(conversation) is { } now ? new(now) : _readers.RunAsync(r => r.Load(conversation));

    /// <inheritdoc />
    public ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel) =>
        _writer.RunAsync(w => w.Commit(turn), turn.Conversation);

    /// <inheritdoc />
    public ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel) =>
        _readers.RunAsync(r => r.Log(conversation, after, count));

    /// <inheritdoc />
    public ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel) =>
        _readers.RunAsync(r => r.Places(conversations));

    /// <inheritdoc />
    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => AsyncEnumerable.Empty<string?>();

    /// <inheritdoc />
    public ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel) =>
        _readers.RunAsync(r => r.FindByResumeKey(resumeKeyHash));

    /// <inheritdoc />
    public async ValueTask AddNoteAsync(Note note, CancellationToken cancel) =>
        await _writer.RunAsync(w => w.Add(note)).ConfigureAwait(false);

    /// <inheritdoc />
    public ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel) =>
        _readers.RunAsync(r => r.Notes(kind, person));

    /// <inheritdoc />
    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel) =>
        _writer.RunAsync(w => w.RemoveNotes(kind, before), erases: true);

    /// <inheritdoc />
    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel) =>
        _writer.RunAsync(w => w.RemoveConversations(before, most), erases: true);

    /// <inheritdoc />
    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel) =>
        _writer.RunAsync(w => w.Forget(person), erases: true);

    /// <inheritdoc />
    public async ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var copy = bytes.ToArray();
        await _writer.RunAsync(w => w.Save(hash, copy)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel) =>
        _readers.RunAsync(r => r.Snapshot(hash));

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _readers.Dispose();
        _lock.Dispose();
        return default;
    }

    // What people wrote is nobody else's business on this machine.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // SQLite gives its side files the rights of the database. An older release made these files for all to read.
    private static void KeepPrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        MakePrivate(Path.Combine(folder, "spasms.db"));
        foreach (var file in Directory.GetFiles(folder, "spasms.*"))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Holds a folder as a host does, and makes it where it isn't there; dispose what comes back to let it go.</summary>
    internal static FileStream Hold(string folder)
    {
        CreateFolder(folder);
        return Lock(folder);
    }

    /// <summary>A file that only its owner reads, made where it isn't there.</summary>
    internal static void MakePrivate(string file)
    {
        File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // The file system's own lock: it goes with the process, however that ends.
    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, "spasms.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new StoreUnavailableException(
                $"Another host is using '{folder}'. One data folder serves one host; stop the other or set DataFolder.", fault);
        }
    }

    private static SqliteConnection Connect(string text)
    {
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            Sql.Run(connection, Pragmas);
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}
