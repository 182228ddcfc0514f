using System.Text;
using Spasms.Protocol.Store;
using Spasms.Storage.Encryption;

namespace Spasms.Storage.Tests;

/// <summary>The same contract over what is encrypted, and what encryption adds to it.</summary>
public sealed class EncryptedStoreTests : StoreContract
{
    private static readonly string One = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string Two = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryStore _inner = new();

    private protected override IConversationStore Open() => Wrap(One);

    [Fact]
    public async Task What_people_wrote_is_in_no_row()
    {
        await KeepAsync(Turn("c", 0, "wordsofmine") with { State = new StoredState("f", "wordsofmine"u8.ToArray()), Notes = [new Note("miss", "p", Noon, "wordsofmine"u8.ToArray())] });
        await Store.AddNoteAsync(new Note("miss", "p", Noon, "wordsofmine"u8.ToArray()), default);
        byte[][] rows =
        [
            (await _inner.ReadAsync("c", 0, 10, default)).Single().Body,
            (await _inner.LoadAsync("c", default))!.State!.Bytes,
            .. (await _inner.ReadNotesAsync("miss", null, default)).Select(n => n.Bytes),
        ];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, r => Assert.DoesNotContain("wordsofmine", Encoding.UTF8.GetString(r), StringComparison.Ordinal));
        Assert.Equal(2, (await Store.ReadNotesAsync("miss", "p", default)).Count(n => Encoding.UTF8.GetString(n.Bytes) == "wordsofmine"));
    }

    [Fact]
    public async Task The_same_words_twice_are_different_bytes()
    {
        await KeepAsync(Turn("c", 0, "same", "same"));
        var rows = await _inner.ReadAsync("c", 0, 10, default);
        Assert.NotEqual(rows[0].Body, rows[1].Body);
    }

    [Fact]
    public async Task A_new_key_in_front_reads_the_old_rows_and_writes_its_own()
    {
        await KeepAsync(Turn("c", 0, "old"));
        var rotated = Wrap(Two, One);
        Assert.IsType<CommitResult.Committed>(await rotated.CommitAsync(Turn("c", 1, 1, "new"), default));
        Assert.Equal(["old", "new"], (await rotated.ReadAsync("c", 0, 10, default)).Select(e => Encoding.UTF8.GetString(e.Body)));
        var ids = (await _inner.ReadAsync("c", 0, 10, default)).Select(e => MessageKeys.IdOf(e.Body)).ToArray();
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(MessageKeys.Read([Two])!.WriterId, ids[1]);
    }

    [Fact]
    public async Task What_was_kept_before_encryption_stays_readable()
    {
        await _inner.CommitAsync(Turn("c", 0, "plain"), default);
        Assert.Equal(["plain"], await WordsAsync("c"));
    }

    [Fact]
    public void A_wrong_key_or_none_is_refused_at_the_start_with_the_name_of_the_right_one()
    {
        var id = MessageKeys.Read([One])!.WriterId;
        Assert.Contains(id, Assert.Throws<StoreUnavailableException>(() => Wrap(Two)).Message, StringComparison.Ordinal);
        Assert.Contains("Encryption:Keys", Assert.Throws<StoreUnavailableException>(() => Wrap()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_a_store_that_needs_none_stays_as_it_is()
    {
        var bare = new MemoryStore();
        Assert.Same(bare, await EncryptedStore.OpenAsync(bare, null, Noon));
    }

    [Fact]
    public async Task A_changed_or_moved_row_is_refused()
    {
        await KeepAsync(Turn("c", 0, "a", "b"));
        var rows = await _inner.ReadAsync("c", 0, 10, default);
        byte[] changed = [.. rows[0].Body[..^1], (byte)(rows[0].Body[^1] ^ 1)];
        await _inner.CommitAsync(new TurnRecord("d", 0, Noon, [new LogEntry(1, rows[0].Body)]), default);
        await _inner.CommitAsync(new TurnRecord("e", 0, Noon, [new LogEntry(1, changed)]), default);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.ReadAsync("d", 0, 10, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.ReadAsync("e", 0, 10, default));
        Assert.Equal(["a", "b"], await WordsAsync("c"));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_key_of_32_bytes_is_no_key(string text) => Assert.Null(MessageKeys.Read([text]));

    private IConversationStore Wrap(params string[] keys) =>
        EncryptedStore.OpenAsync(_inner, MessageKeys.Read(keys), Noon).AsTask().GetAwaiter().GetResult();
}
