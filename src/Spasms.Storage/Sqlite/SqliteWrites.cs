using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>The writing statements over the one writing connection. Each runs inside the writer's transaction.</summary>
internal sealed class SqliteWrites(SqliteConnection connection) : IDisposable
{
    private readonly SqliteReader _read = new(connection);

    private readonly SqliteCommand _open = Sql.Prepare(
        connection,
        "INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state) VALUES ($id, $person, $hash, $at, 1, $last, $format, $state)",
        "$id", "$person", "$hash", "$at", "$last", "$format", "$state");

    private readonly SqliteCommand _grow = Sql.Prepare(
        connection,
        "UPDATE conversations SET touched = $at, version = version + 1, last_sequence = last_sequence + $count, state_format = $format, state = $state WHERE id = $id",
        "$at", "$count", "$format", "$state", "$id");

    private readonly SqliteCommand _append = Sql.Prepare(
        connection,
        "INSERT INTO activities (conversation, sequence, body, basis) VALUES ($id, $sequence, $body, $basis)",
        "$id", "$sequence", "$body", "$basis");

    private readonly SqliteCommand _key = Sql.Prepare(
        connection,
        "INSERT INTO turns (conversation, key, first, last) VALUES ($id, $key, $first, $last)",
        "$id", "$key", "$first", "$last");

    private readonly SqliteCommand _note = Sql.Prepare(
        connection,
        "INSERT INTO notes (kind, person, at, body) VALUES ($kind, $person, $at, $body)",
        "$kind", "$person", "$at", "$body");

    private readonly SqliteCommand _outdated = Sql.Prepare(
        connection, "DELETE FROM notes WHERE kind = $kind AND at < $before", "$kind", "$before");

    private readonly SqliteCommand _snapshot = Sql.Prepare(
        connection, "INSERT OR IGNORE INTO snapshots (hash, body) VALUES ($hash, $body)", "$hash", "$body");

    private readonly SqliteCommand[] _old = [.. new[] { "activities WHERE conversation", "turns WHERE conversation", "conversations WHERE id" }.Select(where => Sql.Prepare(
        connection, $"DELETE FROM {where} IN (SELECT id FROM conversations WHERE touched < $before ORDER BY touched, id LIMIT $most)", "$before", "$most"))];

    // The log and the keys go first: they are found through the conversations.
    private readonly SqliteCommand[] _forget =
    [
        Sql.Prepare(connection, "DELETE FROM activities WHERE conversation IN (SELECT id FROM conversations WHERE person = $person)", "$person"),
        Sql.Prepare(connection, "DELETE FROM turns WHERE conversation IN (SELECT id FROM conversations WHERE person = $person)", "$person"),
        Sql.Prepare(connection, "DELETE FROM conversations WHERE person = $person", "$person"),
        Sql.Prepare(connection, "DELETE FROM notes WHERE person = $person", "$person"),
    ];

    public CommitResult Commit(TurnRecord turn)
    {
        if (turn.IdempotencyKey is { } key && _read.Turn(turn.Conversation, key) is { } log)
        {
            return new CommitResult.Duplicate(log);
        }

        var now = _read.Load(turn.Conversation);
        if (!turn.Follows(now))
        {
            return CommitResult.Conflict.Instance;
        }

        var at = turn.At.ToUnixTimeMilliseconds();
        var state = turn.State ?? now?.State;
        if (now is null)
        {
            _open.With(turn.Conversation, turn.Person, turn.ResumeKeyHash, at, (long)turn.Log.Length, state?.Format, state?.Bytes).ExecuteNonQuery();
        }
        else
        {
            _grow.With(at, (long)turn.Log.Length, state?.Format, state?.Bytes, turn.Conversation).ExecuteNonQuery();
        }

        foreach (var entry in turn.Log)
        {
            _append.With(turn.Conversation, entry.Sequence, entry.Body, entry.Basis).ExecuteNonQuery();
        }

        if (turn.IdempotencyKey is { } fresh)
        {
            var first = (now?.LastSequence ?? 0) + 1;
            _key.With(turn.Conversation, fresh, first, first + turn.Log.Length - 1).ExecuteNonQuery();
        }

        foreach (var note in turn.Notes)
        {
            Add(note);
        }

        return CommitResult.Committed.Instance;
    }

    public bool Add(Note note) =>
        _note.With(note.Kind, note.Person, note.At.ToUnixTimeMilliseconds(), note.Bytes).ExecuteNonQuery() == 1;

    public int RemoveNotes(string kind, DateTimeOffset before) => _outdated.With(kind, before.ToUnixTimeMilliseconds()).ExecuteNonQuery();

    public int RemoveConversations(DateTimeOffset before, int most)
    {
        var gone = 0;
        foreach (var command in _old)
        {
            gone = command.With(before.ToUnixTimeMilliseconds(), most).ExecuteNonQuery();
        }

        return gone;
    }

    public bool Save(string hash, byte[] bytes) => _snapshot.With(hash, bytes).ExecuteNonQuery() == 1;

    public Forgotten Forget(string person)
    {
        var activities = _forget[0].With(person).ExecuteNonQuery();
        _forget[1].With(person).ExecuteNonQuery();
        var conversations = _forget[2].With(person).ExecuteNonQuery();
        return new Forgotten(conversations, activities, _forget[3].With(person).ExecuteNonQuery());
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_open, _grow, _append, _key, _note, _outdated, _snapshot, .. _old, .. _forget])
        {
            command.Dispose();
        }

        _read.Dispose();
    }
}
