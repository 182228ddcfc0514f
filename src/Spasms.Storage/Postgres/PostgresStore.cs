using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Keeps everything in a PostgreSQL database that many hosts share. A turn is one statement and one transaction; turns of many
/// conversations that arrive together share both (group commit). Other hosts hear of it by NOTIFY, after the commit.
/// </summary>
public sealed class PostgresStore : IConversationStore
{
    // What the connection string says comes after these and wins. Reads change nothing about their connection, so that there is
    // nothing to reset when it goes back: that would be seven statements for each.
    private const string Defaults =
        "Application Name=Spasms;Timeout=3;Command Timeout=5;Max Auto Prepare=40;Auto Prepare Min Usages=2;Maximum Pool Size=20;"
        + "No Reset On Close=true;";

    // A whole group goes out in a call or two of the system, and not in one for each 8 KB of it.
    private const string HeldDefaults = Defaults + "Write Buffer Size=262144;";

    private const string Columns = "id, person, version, last_sequence, state_format, state, resume_hash, touched";

    private readonly NpgsqlDataSource _source;

    // Connections that are held for long, and set up for what they do.
    private readonly NpgsqlDataSource _held;
    private readonly PostgresNotices _notices;
    private readonly PostgresWriter _writer;

    private PostgresStore(NpgsqlDataSource source, NpgsqlDataSource held, string schema)
    {
        _source = source;
        _held = held;
        _notices = new PostgresNotices(held, schema);
        _writer = new PostgresWriter(held, _notices);
    }

    /// <summary>Connects, and makes or updates the tables.</summary>
    /// <param name="connectionString">As Npgsql takes it, such as <c>Host=db;Database=spasms;Username=spasms;Password=...</c>.</param>
    /// <param name="patience">How long to wait for a server that is just starting; null: half a minute.</param>
    /// <exception cref="StoreUnavailableException">The server can't be reached or refuses, or a newer release made the tables.</exception>
    public static PostgresStore Open(string connectionString, TimeSpan? patience = null)
    {
        NpgsqlDataSource? source = null;
        try
        {
            source = NpgsqlDataSource.Create(Defaults + connectionString);
            using var connection = Connect(source, patience ?? TimeSpan.FromSeconds(30));
            PostgresMigrations.Apply(connection);
            using var command = new NpgsqlCommand("SELECT current_schema()", connection);
            return new PostgresStore(source, NpgsqlDataSource.Create(HeldDefaults + connectionString + ";Pooling=false"), (string)command.ExecuteScalar()!);
        }
        catch (Exception fault)
        {
            source?.Dispose();
            throw fault is StoreUnavailableException
                ? fault
                : new StoreUnavailableException($"The PostgreSQL database of ConnectionStrings:Postgres can't be used: {fault.Message}", fault);
        }
    }

    /// <inheritdoc />
    public async ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) =>
        await OneAsync($"SELECT {Columns} FROM conversations WHERE id = $1", Names.Of(conversation), cancel).ConfigureAwait(false) is { } there
            ? there with { Id = conversation }
            : null;

    /// <inheritdoc />
    public ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel) => _writer.CommitAsync(turn);

    /// <inheritdoc />
    public ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel) => AllAsync(
        "SELECT sequence, body, basis FROM activities WHERE conversation = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        row => new LogEntry(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) { Basis = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2) },
        cancel,
        Text(Names.Of(conversation)),
        Number(after),
        Number(count));

    /// <inheritdoc />
    public async ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel)
    {
        var asked = conversations.Distinct(StringComparer.Ordinal).ToDictionary(Names.Of, id => id, StringComparer.Ordinal);
        var rows = await AllAsync(
            "SELECT id, last_sequence FROM conversations WHERE id = ANY($1)",
            row => (Id: row.GetString(0), Last: row.GetInt64(1)),
            cancel,
            new NpgsqlParameter { Value = asked.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }).ConfigureAwait(false);
        return rows.ToImmutableDictionary(r => asked[r.Id], r => r.Last, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => _notices.WatchAsync(cancel);

    /// <inheritdoc />
    public ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel) =>
        OneAsync($"SELECT {Columns} FROM conversations WHERE resume_hash = $1 ORDER BY opened DESC LIMIT 1", Names.Of(resumeKeyHash), cancel);

    /// <inheritdoc />
    public async ValueTask AddNoteAsync(Note note, CancellationToken cancel)
    {
        // Twice would be two notes: a break in the middle is told, not tried again.
        try
        {
            await using var command = _source.CreateCommand("INSERT INTO notes (kind, person, at, body) VALUES ($1, $2, $3, $4)");
            command.Parameters.AddRange(new[] { Text(note.Kind), Text(Names.Of(note.Person)), Time(note.At), Bytes(note.Bytes) });
            await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or ObjectDisposedException)
        {
            throw new StoreUnavailableException("The database could not keep a note.", fault);
        }
    }

    /// <inheritdoc />
    public ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel) => AllAsync(
        "SELECT kind, person, at, body FROM notes WHERE kind = $1 AND ($2::text IS NULL OR person = $2) ORDER BY id",
        row => new Note(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<byte[]>(3)),
        cancel,
        Text(kind),
        Text(person is null ? null : Names.Of(person)));

    /// <inheritdoc />
    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel) => Failover.AgainAsync(
        async () =>
        {
            await using var command = _source.CreateCommand("DELETE FROM notes WHERE kind = $1 AND at < $2");
            command.Parameters.AddRange(new[] { Text(kind), Time(before) });
            return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        },
        "The database could not remove it.",
        cancel);

    /// <inheritdoc />
    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel) => Failover.AgainAsync(
        async () =>
        {
            // A conversation whose turn is being kept just now is no longer old: it is passed over.
            await using var command = _source.CreateCommand(
                """
                WITH old AS (SELECT id FROM conversations WHERE touched < $1 ORDER BY touched, id LIMIT $2 FOR UPDATE SKIP LOCKED),
                     gone AS (DELETE FROM conversations c USING old WHERE c.id = old.id RETURNING c.id),
                     words AS (DELETE FROM activities a USING gone WHERE a.conversation = gone.id),
                     keys AS (DELETE FROM turns t USING gone WHERE t.conversation = gone.id)
                SELECT count(*)::int FROM gone
                """);
            command.Parameters.AddRange(new[] { Time(before), Number(most) });
            return (int)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
        },
        "The database could not remove it.",
        cancel);

    /// <inheritdoc />
    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel) => Failover.AgainAsync(
        async () =>
        {
            // The rows are held first: a turn that is being kept just now must not leave its words behind.
            await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
            await using (var hold = new NpgsqlCommand("SELECT id FROM conversations WHERE person = $1 ORDER BY id FOR UPDATE", connection, transaction))
            {
                hold.Parameters.Add(Text(Names.Of(person)));
                await hold.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            }

            await using var remove = new NpgsqlCommand(
                """
                WITH gone AS (DELETE FROM conversations WHERE person = $1 RETURNING id),
                     words AS (DELETE FROM activities a USING gone WHERE a.conversation = gone.id RETURNING 1),
                     keys AS (DELETE FROM turns t USING gone WHERE t.conversation = gone.id),
                     noted AS (DELETE FROM notes WHERE person = $1 RETURNING 1)
                SELECT (SELECT count(*) FROM gone)::int, (SELECT count(*) FROM words)::int, (SELECT count(*) FROM noted)::int,
                    ARRAY(SELECT id FROM gone)
                """,
                connection,
                transaction);
            remove.Parameters.Add(Text(Names.Of(person)));
            Forgotten forgotten;
            string[] gone;
            await using (var row = await remove.ExecuteReaderAsync(cancel).ConfigureAwait(false))
            {
                await row.ReadAsync(cancel).ConfigureAwait(false);
                forgotten = new Forgotten(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2));
                gone = row.GetFieldValue<string[]>(3);
            }

            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            await _notices.TellAsync(connection, gone).ConfigureAwait(false);
            return forgotten;
        },
        "The database could not remove it.",
        cancel);

    /// <inheritdoc />
    public async ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var copy = bytes.ToArray();
        await Failover.AgainAsync(
            async () =>
            {
                await using var command = _source.CreateCommand("INSERT INTO snapshots (hash, body) VALUES ($1, $2) ON CONFLICT DO NOTHING");
                command.Parameters.AddRange(new[] { Text(hash), Bytes(copy) });
                return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            },
            "The database could not keep the content.",
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel) =>
        (await AllAsync("SELECT body FROM snapshots WHERE hash = $1", row => row.GetFieldValue<byte[]>(0), cancel, Text(hash)).ConfigureAwait(false)) is [var body]
            ? body
            : null;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _held.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    // Database and hosts are often started together.
    private static NpgsqlConnection Connect(NpgsqlDataSource source, TimeSpan patience)
    {
        for (var until = Environment.TickCount64 + (long)patience.TotalMilliseconds; ;)
        {
            try
            {
                return source.OpenConnection();
            }
            catch (Exception fault) when (Failover.IsPassing(fault) && Environment.TickCount64 < until)
            {
                Thread.Sleep(Failover.Pause(1));
            }
        }
    }

    private async ValueTask<StoredConversation?> OneAsync(string sql, string key, CancellationToken cancel) =>
        (await AllAsync(
            sql,
            row => new StoredConversation(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3))
            {
                State = row.IsDBNull(4) ? null : new StoredState(row.GetString(4), row.GetFieldValue<byte[]>(5)),
                ResumeKeyHash = row.IsDBNull(6) ? null : row.GetString(6),
                Touched = row.GetFieldValue<DateTimeOffset>(7),
            },
            cancel,
            Text(key)).ConfigureAwait(false)).FirstOrDefault();

    private ValueTask<ImmutableArray<T>> AllAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params NpgsqlParameter[] parameters) =>
        Failover.AgainAsync(
            async () =>
            {
                // A parameter belongs to one command: each attempt has its own.
                await using var command = _source.CreateCommand(sql);
                command.Parameters.AddRange(parameters.Select(p => p.Clone()).ToArray());
                await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
                var all = ImmutableArray.CreateBuilder<T>();
                while (await rows.ReadAsync(cancel).ConfigureAwait(false))
                {
                    all.Add(read(rows));
                }

                return all.ToImmutable();
            },
            "The database could not be read.",
            cancel);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Number(long value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private static NpgsqlParameter Bytes(byte[] value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    private static NpgsqlParameter Time(DateTimeOffset value) => new() { Value = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
