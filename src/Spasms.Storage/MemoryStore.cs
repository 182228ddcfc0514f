using System.Collections.Immutable;
using Spasms.Protocol.Store;

namespace Spasms.Storage;

/// <summary>Keeps everything in memory, for tests and try-outs: all is gone when the program ends.</summary>
public sealed class MemoryStore : IConversationStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byResumeKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _snapshots = new(StringComparer.Ordinal);
    private readonly MemoryNotes _notes = new();

    /// <inheritdoc />
    public ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(_conversations.GetValueOrDefault(conversation)?.Now);
        }
    }

    /// <inheritdoc />
    public ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(Commit(turn));
        }
    }

    /// <inheritdoc />
    public ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(conversation, out var kept) || after >= kept.Log.Count)
            {
                return new(ImmutableArray<LogEntry>.Empty);
            }

            var from = (int)Math.Max(0, after);
            return new([.. kept.Log.GetRange(from, Math.Min(count, kept.Log.Count - from))]);
        }
    }

    /// <inheritdoc />
    public ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(conversations.Distinct().Where(_conversations.ContainsKey).ToImmutableDictionary(id => id, id => _conversations[id].Now.LastSequence));
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => AsyncEnumerable.Empty<string?>();

    /// <inheritdoc />
    public ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(_byResumeKey.TryGetValue(resumeKeyHash, out var id) ? _conversations[id].Now : null);
        }
    }

    /// <inheritdoc />
    public ValueTask AddNoteAsync(Note note, CancellationToken cancel)
    {
        lock (_gate)
        {
            _notes.Add(note);
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(_notes.Read(kind, person));
        }
    }

    /// <inheritdoc />
    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(_notes.Remove(kind, before));
        }
    }

    /// <inheritdoc />
    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel)
    {
        lock (_gate)
        {
            var old = _conversations.Values.Where(k => k.Now.Touched < before).Take(most).ToList();
            old.ForEach(Remove);
            return new(old.Count);
        }
    }

    /// <inheritdoc />
    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel)
    {
        lock (_gate)
        {
            var theirs = _conversations.Values.Where(k => k.Now.Person == person).ToList();
            theirs.ForEach(Remove);
            var notes = _notes.Forget(person);
            return new(new Forgotten(theirs.Count, theirs.Sum(k => k.Log.Count), notes));
        }
    }

    /// <inheritdoc />
    public ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        lock (_gate)
        {
            _snapshots.TryAdd(hash, bytes);
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(_snapshots.TryGetValue(hash, out var bytes) ? bytes.ToArray() : null);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => default;

    // A newer conversation may have the same resume key; then that one is found by it, and stays so.
    private void Remove(Kept kept)
    {
        _conversations.Remove(kept.Now.Id);
        if (kept.Now.ResumeKeyHash is { } hash && _byResumeKey.GetValueOrDefault(hash) == kept.Now.Id)
        {
            _byResumeKey.Remove(hash);
        }
    }

    private CommitResult Commit(TurnRecord turn)
    {
        var kept = _conversations.GetValueOrDefault(turn.Conversation);
        if (kept is not null && turn.IdempotencyKey is { } key && kept.Knows(key, out var range))
        {
            return new CommitResult.Duplicate([.. kept.Log.GetRange(range.From, range.Count)]);
        }

        if (!turn.Follows(kept?.Now))
        {
            return CommitResult.Conflict.Instance;
        }

        if (kept is null)
        {
            kept = new Kept(new StoredConversation(turn.Conversation, turn.Person, 0, 0) { ResumeKeyHash = turn.ResumeKeyHash });
            _conversations.Add(turn.Conversation, kept);
            if (turn.ResumeKeyHash is { } hash)
            {
                _byResumeKey[hash] = turn.Conversation;
            }
        }

        if (turn.IdempotencyKey is { } fresh)
        {
            kept.Add(fresh, (kept.Log.Count, turn.Log.Length));
        }

        foreach (var note in turn.Notes)
        {
            _notes.Add(note);
        }

        kept.Log.AddRange(turn.Log);
        kept.Now = kept.Now with
        {
            Version = turn.ExpectedVersion + 1,
            LastSequence = kept.Log.Count,
            State = turn.State ?? kept.Now.State,
            Touched = turn.At,
        };
        return CommitResult.Committed.Instance;
    }

    private sealed class Kept(StoredConversation now)
    {
        public StoredConversation Now { get; set; } = now;

        public List<LogEntry> Log { get; } = [];

        // Of most conversations there is one turn: its key needs no table.
        private (string Key, (int From, int Count) Range)? _first;
        private Dictionary<string, (int From, int Count)>? _more;

        public bool Knows(string key, out (int From, int Count) range)
        {
            if (_first is { } first && first.Key == key)
            {
                range = first.Range;
                return true;
            }

            range = default;
            return _more is { } more && more.TryGetValue(key, out range);
        }

        public void Add(string key, (int From, int Count) range)
        {
            if (_first is null)
            {
                _first = (key, range);
                return;
            }

            (_more ??= new(StringComparer.Ordinal)).Add(key, range);
        }
    }
}
