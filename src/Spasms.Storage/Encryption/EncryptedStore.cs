using System.Collections.Immutable;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Encryption;

/// <summary>
/// Any store with what people wrote encrypted: activities, states and notes. Ids, times and counts stay readable to the store,
/// content snapshots are public anyway.
/// </summary>
public sealed class EncryptedStore : IConversationStore
{
    // A note of this kind names each key that something here may be encrypted with.
    private const string KeyKind = "message-key";
    private const string Nobody = "(keys)";

    private readonly IConversationStore _inner;
    private readonly MessageKeys _keys;

    private EncryptedStore(IConversationStore inner, MessageKeys keys)
    {
        _inner = inner;
        _keys = keys;
    }

    /// <summary>The store with its keys checked; the bare store where it has no keys and needs none.</summary>
    /// <exception cref="StoreUnavailableException">What is kept needs a key that is not here.</exception>
    public static async ValueTask<IConversationStore> OpenAsync(IConversationStore inner, MessageKeys? keys, DateTimeOffset now)
    {
        var used = await inner.ReadNotesAsync(KeyKind, null, CancellationToken.None).ConfigureAwait(false);
        if (keys is null)
        {
            return used.IsEmpty
                ? inner
                : throw new StoreUnavailableException($"The messages kept here are encrypted: set Encryption:Keys:0 or Encryption:KeyFile with the key {MessageKeys.IdOf(used[^1].Bytes)}.");
        }

        foreach (var note in used)
        {
            var id = MessageKeys.IdOf(note.Bytes);
            if (!keys.Has(id))
            {
                throw new StoreUnavailableException($"Messages kept here are encrypted with the key {id}, which is not among those of the settings: add it behind the newer ones.");
            }

            keys.Open(note.Bytes, Places.Of(note));
        }

        if (!used.Any(n => MessageKeys.IdOf(n.Bytes) == keys.WriterId))
        {
            await inner.AddNoteAsync(new Note(KeyKind, Nobody, now, keys.Seal("in use"u8, Places.Note(KeyKind, Nobody))), CancellationToken.None).ConfigureAwait(false);
        }

        return new EncryptedStore(inner, keys);
    }

    /// <summary>Nothing here is encrypted with another key than the first any more: the others need not be kept.</summary>
    internal static async Task GiveUpOthersAsync(IConversationStore inner, MessageKeys keys, DateTimeOffset now)
    {
        await inner.AddNoteAsync(new Note(KeyKind, Nobody, now, keys.Seal("in use"u8, Places.Note(KeyKind, Nobody))), CancellationToken.None).ConfigureAwait(false);
        await inner.RemoveNotesAsync(KeyKind, now, CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) =>
        Open(await _inner.LoadAsync(conversation, cancel).ConfigureAwait(false));

    /// <inheritdoc />
    public async ValueTask<CommitResult> CommitAsync(TurnRecord turn, CancellationToken cancel)
    {
        var sealedTurn = turn with
        {
            Log = [.. turn.Log.Select(e => Seal(turn.Conversation, e))],
            State = turn.State is { } state ? state with { Bytes = _keys.Seal(state.Bytes, Places.State(turn.Conversation)) } : null,
            Notes = [.. turn.Notes.Select(Seal)],
        };
        return await _inner.CommitAsync(sealedTurn, cancel).ConfigureAwait(false) is var result && result is CommitResult.Duplicate kept
            ? new CommitResult.Duplicate(Open(turn.Conversation, kept.Log))
            : result;
    }

    /// <inheritdoc />
    public async ValueTask<ImmutableArray<LogEntry>> ReadAsync(string conversation, long after, int count, CancellationToken cancel) =>
        Open(conversation, await _inner.ReadAsync(conversation, after, count, cancel).ConfigureAwait(false));

    /// <inheritdoc />
    public ValueTask<ImmutableDictionary<string, long>> PlacesAsync(ImmutableArray<string> conversations, CancellationToken cancel) =>
        _inner.PlacesAsync(conversations, cancel);

    /// <inheritdoc />
    public IAsyncEnumerable<string?> WatchAsync(CancellationToken cancel) => _inner.WatchAsync(cancel);

    /// <inheritdoc />
    public async ValueTask<StoredConversation?> FindByResumeKeyAsync(string resumeKeyHash, CancellationToken cancel) =>
        Open(await _inner.FindByResumeKeyAsync(resumeKeyHash, cancel).ConfigureAwait(false));

    /// <inheritdoc />
    public ValueTask AddNoteAsync(Note note, CancellationToken cancel) => _inner.AddNoteAsync(Seal(note), cancel);

    /// <inheritdoc />
    public async ValueTask<ImmutableArray<Note>> ReadNotesAsync(string kind, string? person, CancellationToken cancel) =>
        [.. (await _inner.ReadNotesAsync(kind, person, cancel).ConfigureAwait(false)).Select(n => n with { Bytes = _keys.Open(n.Bytes, Places.Of(n)) })];

    /// <inheritdoc />
    public ValueTask<int> RemoveNotesAsync(string kind, DateTimeOffset before, CancellationToken cancel) =>
        _inner.RemoveNotesAsync(kind, before, cancel);

    /// <inheritdoc />
    public ValueTask<int> RemoveConversationsAsync(DateTimeOffset before, int most, CancellationToken cancel) =>
        _inner.RemoveConversationsAsync(before, most, cancel);

    /// <inheritdoc />
    public ValueTask<Forgotten> ForgetAsync(string person, CancellationToken cancel) => _inner.ForgetAsync(person, cancel);

    /// <inheritdoc />
    public ValueTask SaveSnapshotAsync(string hash, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        _inner.SaveSnapshotAsync(hash, bytes, cancel);

    /// <inheritdoc />
    public ValueTask<byte[]?> ReadSnapshotAsync(string hash, CancellationToken cancel) => _inner.ReadSnapshotAsync(hash, cancel);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private LogEntry Seal(string conversation, LogEntry entry) => entry with
    {
        Body = _keys.Seal(entry.Body, Places.Log(conversation, entry.Sequence)),
        Basis = entry.Basis is { } basis ? _keys.Seal(basis, Places.Basis(conversation, entry.Sequence)) : null,
    };

    private Note Seal(Note note) => note with { Bytes = _keys.Seal(note.Bytes, Places.Of(note)) };

    private ImmutableArray<LogEntry> Open(string conversation, ImmutableArray<LogEntry> log) =>
        [.. log.Select(e => e with
        {
            Body = _keys.Open(e.Body, Places.Log(conversation, e.Sequence)),
            Basis = e.Basis is { } basis ? _keys.Open(basis, Places.Basis(conversation, e.Sequence)) : null,
        })];

    private StoredConversation? Open(StoredConversation? kept) => kept?.State is { } state
        ? kept with { State = state with { Bytes = _keys.Open(state.Bytes, Places.State(kept.Id)) } }
        : kept;
}
