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

    // One statement sees one state: a list that moves meanwhile is in one place or the other. The youngest comes last.
    private readonly SqliteCommand _lists = Sql.Prepare(
        connection,
        "SELECT last, list, 0 AS young FROM turns WHERE conversation = $id AND last > $after "
        + "UNION ALL SELECT last_sequence, turns, 1 FROM conversations WHERE id = $id ORDER BY young, last",
        "$id", "$after");

    // By conversation too: one that was forgotten after its list was read must not give away who came after it.
    private readonly SqliteCommand _entries = Sql.Prepare(
        connection,
        "SELECT sequence, body, basis FROM activities WHERE id BETWEEN $from AND $to AND conversation = $id ORDER BY id",
        "$id", "$from", "$to");

    private readonly SqliteCommand _key = Sql.Prepare(
        connection, "SELECT 1 FROM activities WHERE id = $at AND conversation = $id AND key = $key", "$id", "$at", "$key");

    private readonly SqliteCommand _notes = Sql.Prepare(
        connection,
        "SELECT kind, person, at, body FROM notes WHERE kind = $kind AND ($person IS NULL OR person = $person) ORDER BY id",
        "$kind", "$person");

    private readonly SqliteCommand _snapshot = Sql.Prepare(connection, "SELECT body FROM snapshots WHERE hash = $hash", "$hash");

    public StoredConversation? Load(string conversation) => One(_load.With(conversation));

    public StoredConversation? FindByResumeKey(string hash) => One(_resume.With(hash));

    public ImmutableArray<LogEntry> Log(string conversation, long after, int count)
    {
        var log = ImmutableArray.CreateBuilder<LogEntry>();

        // Turns that stand one behind the other are read as one.
        var (from, to) = (0L, -1L);
        foreach (var turn in Lists(conversation, after).SelectMany(l => l.List.Read(l.Last)))
        {
            var past = Math.Clamp(after + 1 - turn.First, 0, turn.Count);
            var (begin, end) = (turn.Id + past, turn.Id + turn.Count - 1);
            if (begin > end)
            {
                continue;
            }

            if (begin != to + 1)
            {
                Add(log, conversation, from, to, count);
                from = begin;
            }

            to = end;
            if (log.Count >= count)
            {
                break;
            }
        }

        Add(log, conversation, from, to, count);
        return log.ToImmutable();
    }

    /// <summary>The lists of a conversation's turns that reach beyond a place in its log, the youngest last, each with the place it ends at.</summary>
    public List<(long Last, TurnList List)> Lists(string conversation, long after)
    {
        var lists = new List<(long, TurnList)>();
        using var rows = _lists.With(conversation, after).ExecuteReader();
        while (rows.Read())
        {
            lists.Add((rows.GetInt64(0), new TurnList(rows.IsDBNull(1) ? null : rows.GetFieldValue<byte[]>(1))));
        }

        return lists;
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
        var hash = TurnList.Hash(key);
        foreach (var turn in Lists(conversation, after: -1).SelectMany(l => l.List.Read(l.Last)))
        {
            // A turn without words has left its key nowhere else.
            if (turn.Hash == hash && (turn.Count == 0 || _key.With(conversation, turn.Id, key).ExecuteScalar() is not null))
            {
                var log = ImmutableArray.CreateBuilder<LogEntry>(turn.Count);
                Add(log, conversation, turn.Id, turn.Id + turn.Count - 1, turn.Count);
                return log.ToImmutable();
            }
        }

        return null;
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
        foreach (var command in (SqliteCommand[])[_load, _resume, _lists, _entries, _key, _notes, _snapshot])
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private void Add(ImmutableArray<LogEntry>.Builder log, string conversation, long from, long to, int most)
    {
        to = Math.Min(to, from + most - log.Count - 1);
        if (from > to)
        {
            return;
        }

        using var rows = _entries.With(conversation, from, to).ExecuteReader();
        while (rows.Read())
        {
            log.Add(new LogEntry(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) { Basis = rows.IsDBNull(2) ? null : rows.GetFieldValue<byte[]>(2) });
        }
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
