using System.Collections.Immutable;
using System.Numerics;
using Npgsql;
using NpgsqlTypes;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>
/// The statements that keep a group of turns of different conversations, prepared once on one connection. A turn that doesn't
/// follow on what is there is left out of the group by the statement itself; what it ran into is then looked up. The word to
/// other hosts goes in the same round trip, as a transaction of its own after the commit: inside, NOTIFY makes commits wait for
/// each other.
/// </summary>
internal sealed class PostgresGroup : IDisposable
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Numbers = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Blobs = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    // The rows are locked in the order of their ids, so that two hosts can't wait for each other. "last" is the place in the
    // log that the turn stands on; a turn without words has none.
    private const string KeepText =
        """
        WITH t AS MATERIALIZED (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $20)
                WITH ORDINALITY AS t(id, version, last, count, at, format, state, key, person, hash, since, n)
            WHERE key IS NULL OR NOT EXISTS (SELECT 1 FROM turns k WHERE k.conversation = t.id AND k.key = t.key)),
        held AS MATERIALIZED (SELECT c.id FROM conversations c WHERE c.id = ANY($1) ORDER BY c.id FOR NO KEY UPDATE),
        grown AS (
            UPDATE conversations c SET
                version = c.version + 1, last_sequence = c.last_sequence + t.count, touched = t.at,
                state_format = coalesce(t.format, c.state_format), state = CASE WHEN t.format IS NULL THEN c.state ELSE t.state END
            FROM t JOIN held ON held.id = t.id
            WHERE c.id = t.id AND t.version > 0 AND c.version = t.version AND c.touched = coalesce(t.since, c.touched)
                AND c.last_sequence = coalesce(t.last, c.last_sequence)
            RETURNING t.n, c.last_sequence AS reached),
        opened AS (
            INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state)
            SELECT id, person, hash, at, 1, count, format, state FROM t WHERE version = 0 AND coalesce(last, 0) = 0 ORDER BY id
            ON CONFLICT (id) DO NOTHING RETURNING id, last_sequence),
        kept AS MATERIALIZED (
            SELECT n, reached FROM grown UNION ALL SELECT t.n, opened.last_sequence FROM opened JOIN t ON t.id = opened.id),
        said AS (
            INSERT INTO activities (conversation, sequence, body, basis)
            SELECT t.id, e.sequence, e.body, e.basis FROM unnest($11, $12, $13, $14) AS e(n, sequence, body, basis)
            JOIN kept ON kept.n = e.n JOIN t ON t.n = e.n),
        keyed AS (
            INSERT INTO turns (conversation, key, first, last)
            SELECT t.id, t.key, kept.reached - t.count + 1, kept.reached FROM kept JOIN t ON t.n = kept.n WHERE t.key IS NOT NULL),
        noted AS (
            INSERT INTO notes (kind, person, at, body)
            SELECT e.kind, e.person, e.at, e.body FROM unnest($15, $16, $17, $18, $19) AS e(n, kind, person, at, body)
            JOIN kept ON kept.n = e.n)
        SELECT n FROM kept
        """;

    private const string LookText =
        """
        SELECT t.n, a.sequence, a.body FROM unnest($1, $2) WITH ORDINALITY AS t(id, key, n)
        JOIN turns k ON k.conversation = t.id AND k.key = t.key
        LEFT JOIN activities a ON a.conversation = k.conversation AND a.sequence BETWEEN k.first AND k.last
        ORDER BY t.n, a.sequence
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlBatchCommand _keep;
    private readonly NpgsqlBatchCommand _tell;

    // Bodies that are put together for a group lie here until it is kept.
    private byte[] _room = [];
    private int _used;

    private PostgresGroup(NpgsqlConnection connection)
    {
        _connection = connection;
        _keep = Parametered(new NpgsqlBatchCommand(KeepText), Texts, Numbers, Numbers, Numbers, Times, Texts, Blobs, Texts, Texts, Texts, Numbers, Numbers, Blobs, Blobs, Numbers, Texts, Texts, Times, Blobs, Times);
        _tell = Parametered(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)"), NpgsqlDbType.Text, NpgsqlDbType.Text);
        _batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true, BatchCommands = { _keep, _tell } };
    }

    /// <summary>Connects and prepares.</summary>
    public static PostgresGroup Open(NpgsqlDataSource source)
    {
        var connection = source.OpenConnection();
        try
        {
            // One plan, made once, that goes through the indexes: tables that were empty a minute ago have no statistics.
            using var plan = new NpgsqlCommand(
                "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off",
                connection);
            plan.ExecuteNonQuery();
            var group = new PostgresGroup(connection);
            group._batch.Prepare();
            return group;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the turns that can be kept, in one transaction, and says of each what came of it.</summary>
    /// <param name="turns">Of different conversations.</param>
    /// <param name="isRepeat">True after a break: a turn that is there already, word for word, is this one.</param>
    /// <param name="channel">Where other hosts listen.</param>
    /// <param name="word">What they are told.</param>
    public CommitResult[] Keep(List<TurnRecord> turns, bool isRepeat, string channel, string word)
    {
        var results = new CommitResult?[turns.Count];
        try
        {
            Fill(turns);
            Set(_tell.Parameters, channel, word);
            using var rows = _batch.ExecuteReader();
            while (rows.Read())
            {
                results[rows.GetInt64(0) - 1] = CommitResult.Committed.Instance;
            }

            Tell(rows);
        }
        finally
        {
            // What was said is not held until the next group comes.
            _room.AsSpan(0, _used).Clear();
            foreach (NpgsqlParameter parameter in _keep.Parameters)
            {
                parameter.Value = DBNull.Value;
            }
        }

        if (Array.Exists(results, r => r is null))
        {
            Look(turns, results, isRepeat);
        }

        return results!;
    }

    public void Dispose()
    {
        _batch.Dispose();
        _connection.Dispose();
    }

    // The turns are kept: a word that can't be said, as when the server's queue is full, must not make them a fault.
    private static void Tell(NpgsqlDataReader rows)
    {
        try
        {
            rows.NextResult();
        }
        catch (PostgresException)
        {
            // The others look by themselves every few seconds.
            return;
        }
    }

    private void Look(List<TurnRecord> turns, CommitResult?[] results, bool isRepeat)
    {
        var known = new Dictionary<long, ImmutableArray<LogEntry>.Builder>();
        using var look = Command(_connection, LookText, Texts, Texts);
        Set(look.Parameters, turns.Select(t => Names.Of(t.Conversation)).ToArray(), turns.Select(Key).ToArray());
        using (var rows = look.ExecuteReader())
        {
            while (rows.Read())
            {
                if (!known.TryGetValue(rows.GetInt64(0), out var log))
                {
                    known.Add(rows.GetInt64(0), log = ImmutableArray.CreateBuilder<LogEntry>());
                }

                if (!rows.IsDBNull(1))
                {
                    log.Add(new LogEntry(rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)));
                }
            }
        }

        for (var i = 0; i < results.Length; i++)
        {
            results[i] ??= known.TryGetValue(i + 1, out var log) ? Known(turns[i], log.ToImmutable(), isRepeat)
                : isRepeat && IsThere(turns[i]) ? CommitResult.Committed.Instance
                : CommitResult.Conflict.Instance;
        }
    }

    private static CommitResult Known(TurnRecord turn, ImmutableArray<LogEntry> log, bool isRepeat) =>
        isRepeat && AreSame(turn.Log, log) ? CommitResult.Committed.Instance : new CommitResult.Duplicate(log);

    // Without a key only the words tell whether it was ours. They hold ids and the time to the millisecond.
    private bool IsThere(TurnRecord turn)
    {
        if (turn.Log.IsEmpty)
        {
            return false;
        }

        using var command = Command(
            _connection, "SELECT sequence, body FROM activities WHERE conversation = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence", NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint);
        Set(command.Parameters, Names.Of(turn.Conversation), turn.Log[0].Sequence, turn.Log[^1].Sequence);
        var log = ImmutableArray.CreateBuilder<LogEntry>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            log.Add(new LogEntry(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)));
        }

        return AreSame(turn.Log, log.ToImmutable());
    }

    private static bool AreSame(ImmutableArray<LogEntry> ours, ImmutableArray<LogEntry> theirs) =>
        ours.Length == theirs.Length
        && ours.Zip(theirs).All(pair => pair.First.Sequence == pair.Second.Sequence && pair.First.Body.AsSpan().SequenceEqual(pair.Second.Body));

    private void Fill(List<TurnRecord> turns)
    {
        var words = turns.SelectMany((t, i) => t.Log.Select(e => (N: i + 1L, Entry: e))).ToArray();
        MakeRoom(words.Sum(w => OwnRoom(w.Entry.Words) + (w.Entry.Ground is { } ground ? OwnRoom(ground) : 0)));
        var notes = turns.SelectMany((t, i) => t.Notes.Select(e => (N: i + 1L, Note: e))).ToArray();
        Set(
            _keep.Parameters,
            turns.Select(t => Names.Of(t.Conversation)).ToArray(),
            turns.Select(Version).ToArray(),
            turns.Select(t => t.Log.IsEmpty ? (long?)null : t.Log[0].Sequence - 1).ToArray(),
            turns.Select(t => (long)t.Log.Length).ToArray(),
            turns.Select(t => t.At.UtcDateTime).ToArray(),
            turns.Select(t => t.State?.Format).ToArray(),
            turns.Select(t => t.State?.Bytes).ToArray(),
            turns.Select(Key).ToArray(),
            turns.Select(t => Names.Of(t.Person)).ToArray(),
            turns.Select(t => t.ResumeKeyHash is { } hash ? Names.Of(hash) : null).ToArray(),
            words.Select(w => w.N).ToArray(),
            words.Select(w => w.Entry.Sequence).ToArray(),
            words.Select(w => Whole(w.Entry.Words)).ToArray(),
            words.Select(w => w.Entry.Ground is { } ground ? Whole(ground) : (ReadOnlyMemory<byte>?)null).ToArray(),
            notes.Select(n => n.N).ToArray(),
            notes.Select(n => n.Note.Kind).ToArray(),
            notes.Select(n => Names.Of(n.Note.Person)).ToArray(),
            notes.Select(n => n.Note.At.UtcDateTime).ToArray(),
            notes.Select(n => n.Note.Bytes).ToArray(),
            turns.Select(t => t.Since?.UtcDateTime).ToArray());
    }

    private static int OwnRoom(EntryBody body) => body.IsShared ? body.Length : 0;

    private void MakeRoom(int bytes)
    {
        _used = 0;
        if (_room.Length < bytes)
        {
            _room = GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)bytes));
        }
    }

    private ReadOnlyMemory<byte> Whole(EntryBody body)
    {
        if (!body.IsShared)
        {
            return body.ToArray();
        }

        var part = _room.AsMemory(_used, body.Length);
        body.CopyTo(part.Span);
        _used += body.Length;
        return part;
    }

    // A log with a gap in itself follows on nothing.
    private static long Version(TurnRecord turn) =>
        turn.Log.Select((e, i) => e.Sequence - i).Distinct().Count() <= 1 ? turn.ExpectedVersion : -1;

    private static string? Key(TurnRecord turn) => turn.IdempotencyKey is { } key ? Names.Of(key) : null;

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params ReadOnlySpan<NpgsqlDbType> types)
    {
#pragma warning disable CA2100 // Only constants of this file come here.
        var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        Add(command.Parameters, types);
        return command;
    }

    private static NpgsqlBatchCommand Parametered(NpgsqlBatchCommand command, params ReadOnlySpan<NpgsqlDbType> types)
    {
        Add(command.Parameters, types);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, ReadOnlySpan<NpgsqlDbType> types)
    {
        foreach (var type in types)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }
    }

    private static void Set(NpgsqlParameterCollection parameters, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i];
        }
    }
}
