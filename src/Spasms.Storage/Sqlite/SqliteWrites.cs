using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>The writing statements over the one writing connection. Each runs inside the writer's transaction.</summary>
internal sealed class SqliteWrites(SqliteConnection connection, SqliteReader read, Recent<StoredConversation> recent) : IDisposable
{
    private readonly SqliteTurns _turns = new(connection, read);

    // What the transaction under way leaves, until it is on the disk.
    private readonly Dictionary<string, StoredConversation> _fresh = new(StringComparer.Ordinal);
    private bool _removes;

    private readonly HotStatement _open = new(
        connection,
        "INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state, turns) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)");

    private readonly HotStatement _grow = new(
        connection, "UPDATE conversations SET touched = ?, version = ?, last_sequence = ?, state_format = ?, state = ?, turns = ? WHERE id = ?");

    private readonly HotStatement _append = new(
        connection, "INSERT INTO activities (id, conversation, sequence, key, body, basis) VALUES (?, ?, ?, ?, ?, ?)");

    private readonly HotStatement _note = new(connection, "INSERT INTO notes (kind, person, at, body) VALUES (?, ?, ?, ?)");

    private readonly SqliteCommand _outdated = Sql.Prepare(
        connection, "DELETE FROM notes WHERE kind = $kind AND at < $before", "$kind", "$before");

    private readonly SqliteCommand _snapshot = Sql.Prepare(
        connection, "INSERT OR IGNORE INTO snapshots (hash, body) VALUES ($hash, $body)", "$hash", "$body");

    private readonly SqliteCommand _old = Sql.Prepare(
        connection, "SELECT id FROM conversations WHERE touched < $before ORDER BY touched, id LIMIT $most", "$before", "$most");

    private readonly SqliteCommand _theirs = Sql.Prepare(connection, "SELECT id FROM conversations WHERE person = $person", "$person");

    private readonly SqliteCommand _theirNotes = Sql.Prepare(connection, "DELETE FROM notes WHERE person = $person", "$person");

    private readonly HotStatement _erase = new(connection, "DELETE FROM activities WHERE id BETWEEN ? AND ? AND conversation = ?");
    private readonly HotStatement _unlist = new(connection, "DELETE FROM turns WHERE conversation = ?");
    private readonly HotStatement _close = new(connection, "DELETE FROM conversations WHERE id = ?");

    // Of the next activity. One that was rolled back leaves its id unused.
    private long _id = LastId(connection) + 1;

    public CommitResult Commit(TurnRecord turn)
    {
        var now = Load(turn.Conversation);
        if (!turn.Follows(now))
        {
            return turn.IdempotencyKey is { } old && read.Turn(turn.Conversation, old) is { } log
                ? new CommitResult.Duplicate(log)
                : CommitResult.Conflict.Instance;
        }

        var turns = _turns.Of(turn.Conversation, isNew: now is null);
        var hash = turn.IdempotencyKey is { } asked ? TurnList.Hash(asked) : (long?)null;
        if (hash is { } known && turns.MayHave(known) && read.Turn(turn.Conversation, turn.IdempotencyKey!) is { } same)
        {
            return new CommitResult.Duplicate(same);
        }

        var last = (now?.LastSequence ?? 0) + turn.Log.Length;
        _turns.Add(turn, turns, _id, hash, last);
        var at = turn.At.ToUnixTimeMilliseconds();
        var next = new StoredConversation(turn.Conversation, now?.Person ?? turn.Person, (now?.Version ?? 0) + 1, last)
        {
            State = turn.State ?? now?.State,
            ResumeKeyHash = now is null ? turn.ResumeKeyHash : now.ResumeKeyHash,
            Touched = DateTimeOffset.FromUnixTimeMilliseconds(at),
        };
        if (now is null)
        {
            _open.Run(next.Id, next.Person, next.ResumeKeyHash, at, last, next.State?.Format, next.State?.Bytes, turns.List.Bytes);
        }
        else
        {
            _grow.Run(at, next.Version, last, next.State?.Format, next.State?.Bytes, turns.List.Bytes, next.Id);
        }

        var key = turn.IdempotencyKey;
        foreach (var entry in turn.Log)
        {
            _append.Run(_id++, turn.Conversation, entry.Sequence, key, entry.Words, entry.Ground);
            key = null;
        }

        foreach (var note in turn.Notes)
        {
            Add(note);
        }

        _fresh[next.Id] = next;
        return CommitResult.Committed.Instance;
    }

    /// <summary>The transaction is on the disk.</summary>
    public void Settle()
    {
        if (_removes)
        {
            recent.Clear();
        }

        foreach (var now in _fresh.Values)
        {
            recent.Keep(now.Id, now);
        }

        _fresh.Clear();
        _removes = false;
    }

    /// <summary>The transaction was taken back.</summary>
    public void Undo()
    {
        _fresh.Clear();
        _turns.Clear();
        _removes = false;
    }

    public bool Add(Note note) => _note.Run(note.Kind, note.Person, note.At.ToUnixTimeMilliseconds(), note.Bytes) == 1;

    public int RemoveNotes(string kind, DateTimeOffset before) => _outdated.With(kind, before.ToUnixTimeMilliseconds()).ExecuteNonQuery();

    public int RemoveConversations(DateTimeOffset before, int most)
    {
        var old = Ids(_old.With(before.ToUnixTimeMilliseconds(), most));
        Erase(old);
        return old.Count;
    }

    public bool Save(string hash, byte[] bytes) => _snapshot.With(hash, bytes).ExecuteNonQuery() == 1;

    public Forgotten Forget(string person)
    {
        var theirs = Ids(_theirs.With(person));
        var activities = Erase(theirs);
        return new Forgotten(theirs.Count, activities, _theirNotes.With(person).ExecuteNonQuery());
    }

    public void Dispose()
    {
        Array.ForEach([_open, _grow, _append, _note, _erase, _unlist, _close], statement => statement.Dispose());
        Array.ForEach([_outdated, _snapshot, _old, _theirs, _theirNotes], command => command.Dispose());
        _turns.Dispose();
        read.Dispose();
    }

    private StoredConversation? Load(string conversation) =>
        _fresh.TryGetValue(conversation, out var now) || (!_removes && (now = recent.Find(conversation)) is not null) ? now : read.Load(conversation);

    // Gives the number of activities.
    private int Erase(List<string> conversations)
    {
        // Whose conversations go is known to the disk only.
        _fresh.Clear();
        _turns.Clear();
        _removes = true;
        var gone = 0;
        foreach (var conversation in conversations)
        {
            foreach (var turn in read.Lists(conversation, after: -1).SelectMany(l => l.List.Read(l.Last)))
            {
                gone += _erase.Run(turn.Id, turn.Id + turn.Count - 1, conversation);
            }

            _unlist.Run(conversation);
            _close.Run(conversation);
        }

        return gone;
    }

    private static List<string> Ids(SqliteCommand command)
    {
        var ids = new List<string>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
        }

        return ids;
    }

    private static long LastId(SqliteConnection connection)
    {
        using var command = Sql.Prepare(connection, "SELECT coalesce(max(id), 0) FROM activities");
        return (long)command.ExecuteScalar()!;
    }
}
