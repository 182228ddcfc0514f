using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>The writing statements over the one writing connection. Each runs inside the writer's transaction.</summary>
internal sealed class SqliteWrites(SqliteConnection connection, Recent<StoredConversation> recent) : IDisposable
{
    private readonly SqliteReader _read = new(connection);

    // What the transaction under way leaves, until it is on the disk.
    private readonly Dictionary<string, StoredConversation> _fresh = new(StringComparer.Ordinal);
    private bool _removes;

    private readonly HotStatement _open = new(
        connection,
        "INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state) VALUES (?, ?, ?, ?, 1, ?, ?, ?)");

    private readonly HotStatement _grow = new(
        connection, "UPDATE conversations SET touched = ?, version = ?, last_sequence = ?, state_format = ?, state = ? WHERE id = ?");

    private readonly HotStatement _append = new(connection, "INSERT INTO activities (conversation, sequence, body, basis) VALUES (?, ?, ?, ?)");

    // Changes nothing where the key is there.
    private readonly HotStatement _key = new(connection, "INSERT OR IGNORE INTO turns (conversation, key, first, last) VALUES (?, ?, ?, ?)");

    private readonly HotStatement _note = new(connection, "INSERT INTO notes (kind, person, at, body) VALUES (?, ?, ?, ?)");

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
        var now = Load(turn.Conversation);
        if (!turn.Follows(now))
        {
            return turn.IdempotencyKey is { } old && _read.Turn(turn.Conversation, old) is { } log
                ? new CommitResult.Duplicate(log)
                : CommitResult.Conflict.Instance;
        }

        var last = (now?.LastSequence ?? 0) + turn.Log.Length;
        if (turn.IdempotencyKey is { } key && _key.Run(turn.Conversation, key, last - turn.Log.Length + 1, last) == 0)
        {
            return new CommitResult.Duplicate(_read.Turn(turn.Conversation, key) ?? []);
        }

        var at = turn.At.ToUnixTimeMilliseconds();
        var next = new StoredConversation(turn.Conversation, now?.Person ?? turn.Person, (now?.Version ?? 0) + 1, last)
        {
            State = turn.State ?? now?.State,
            ResumeKeyHash = now is null ? turn.ResumeKeyHash : now.ResumeKeyHash,
            Touched = DateTimeOffset.FromUnixTimeMilliseconds(at),
        };
        if (now is null)
        {
            _open.Run(next.Id, next.Person, next.ResumeKeyHash, at, last, next.State?.Format, next.State?.Bytes);
        }
        else
        {
            _grow.Run(at, next.Version, last, next.State?.Format, next.State?.Bytes, next.Id);
        }

        foreach (var entry in turn.Log)
        {
            _append.Run(turn.Conversation, entry.Sequence, entry.Words, entry.Basis);
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

        Undo();
    }

    /// <summary>The transaction was taken back.</summary>
    public void Undo()
    {
        _fresh.Clear();
        _removes = false;
    }

    public bool Add(Note note) => _note.Run(note.Kind, note.Person, note.At.ToUnixTimeMilliseconds(), note.Bytes) == 1;

    public int RemoveNotes(string kind, DateTimeOffset before) => _outdated.With(kind, before.ToUnixTimeMilliseconds()).ExecuteNonQuery();

    public int RemoveConversations(DateTimeOffset before, int most)
    {
        var gone = 0;
        Remove();
        foreach (var command in _old)
        {
            gone = command.With(before.ToUnixTimeMilliseconds(), most).ExecuteNonQuery();
        }

        return gone;
    }

    public bool Save(string hash, byte[] bytes) => _snapshot.With(hash, bytes).ExecuteNonQuery() == 1;

    public Forgotten Forget(string person)
    {
        Remove();
        var activities = _forget[0].With(person).ExecuteNonQuery();
        _forget[1].With(person).ExecuteNonQuery();
        var conversations = _forget[2].With(person).ExecuteNonQuery();
        return new Forgotten(conversations, activities, _forget[3].With(person).ExecuteNonQuery());
    }

    public void Dispose()
    {
        Array.ForEach([_open, _grow, _append, _key, _note], statement => statement.Dispose());
        foreach (var command in (SqliteCommand[])[_outdated, _snapshot, .. _old, .. _forget])
        {
            command.Dispose();
        }

        _read.Dispose();
    }

    private StoredConversation? Load(string conversation) =>
        _fresh.TryGetValue(conversation, out var now) || (!_removes && (now = recent.Find(conversation)) is not null) ? now : _read.Load(conversation);

    // Whose conversations go is known to the disk only.
    private void Remove()
    {
        _fresh.Clear();
        _removes = true;
    }
}
