using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>The reading statements over one connection, prepared once.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    private const string Columns = "id, person, version, last_sequence, state_format, state, resume_hash, touched";

    private readonly SqliteCommand _load = Sql.Prepare(connection, $"SELECT {Columns} FROM conversations WHERE id = $id", "$id");

    // A person has few conversations, so the newest is found among those of the key.
    private readonly SqliteCommand _resume = Sql.Prepare(
        connection, $"SELECT {Columns} FROM conversations WHERE resume_hash = $hash ORDER BY rowid DESC LIMIT 1", "$hash");

    private readonly SqliteCommand _log = Sql.Prepare(
        connection,
        "SELECT sequence, body, basis FROM activities WHERE conversation = $id AND sequence > $after ORDER BY sequence LIMIT $count",
        "$id", "$after", "$count");

    private readonly SqliteCommand _turn = Sql.Prepare(
        connection, "SELECT first, last FROM turns WHERE conversation = $id AND key = $key", "$id", "$key");

    private readonly SqliteCommand _notes = Sql.Prepare(
        connection,
        "SELECT kind, person, at, body FROM notes WHERE kind = $kind AND ($person IS NULL OR person = $person) ORDER BY id",
        "$kind", "$person");

    private readonly SqliteCommand _snapshot = Sql.Prepare(connection, "SELECT body FROM snapshots WHERE hash = $hash", "$hash");

    public StoredConversation? Load(string conversation) => One(_load.With(conversation));

    public StoredConversation? FindByResumeKey(string hash) => One(_resume.With(hash));

    public ImmutableArray<LogEntry> Log(string conversation, long after, int count)
    {
        using var rows = _log.With(conversation, after, count).ExecuteReader();
        var log = ImmutableArray.CreateBuilder<LogEntry>();
        while (rows.Read())
        {
            log.Add(new LogEntry(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) { Basis = rows.IsDBNull(2) ? null : rows.GetFieldValue<byte[]>(2) });
        }

        return log.ToImmutable();
    }

    public ImmutableDictionary<string, long> Places(ImmutableArray<string> conversations)
    {
        var places = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var id in conversations)
        {
            if (Load(id) is { } there)
            {
                places[id] = there.LastSequence;
            }
        }

        return places.ToImmutable();
    }

    /// <summary>What the turn with this key left in the log; null for a key that is new.</summary>
    public ImmutableArray<LogEntry>? Turn(string conversation, string key)
    {
        long first, last;
        using (var rows = _turn.With(conversation, key).ExecuteReader())
        {
            if (!rows.Read())
            {
                return null;
            }

            (first, last) = (rows.GetInt64(0), rows.GetInt64(1));
        }

        return Log(conversation, first - 1, (int)(last - first + 1));
    }

    public ImmutableArray<Note> Notes(string kind, string? person)
    {
        using var rows = _notes.With(kind, person).ExecuteReader();
        var notes = ImmutableArray.CreateBuilder<Note>();
        while (rows.Read())
        {
            notes.Add(new Note(
                rows.GetString(0),
                rows.GetString(1),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2)),
                rows.GetFieldValue<byte[]>(3)));
        }

        return notes.ToImmutable();
    }

    public byte[]? Snapshot(string hash) => _snapshot.With(hash).ExecuteScalar() as byte[];

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_load, _resume, _log, _turn, _notes, _snapshot])
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static StoredConversation? One(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        if (!rows.Read())
        {
            return null;
        }

        return new StoredConversation(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3))
        {
            State = rows.IsDBNull(4) ? null : new StoredState(rows.GetString(4), rows.GetFieldValue<byte[]>(5)),
            ResumeKeyHash = rows.IsDBNull(6) ? null : rows.GetString(6),
            Touched = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(7)),
        };
    }
}
