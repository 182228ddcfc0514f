using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using Spasms.Storage.Sqlite;
using Spasms.Tests;

namespace Spasms.Storage.Tests;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = TestFolder.Create();

    private protected override IConversationStore Open() => SqliteStore.Open(_folder);

    private protected override void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_kept_is_there_after_a_restart()
    {
        await KeepAsync(Turn("c", 0, "a", "b") with { IdempotencyKey = "k", ResumeKeyHash = "h" });
        await Store.DisposeAsync();
        await using var again = SqliteStore.Open(_folder);
        Assert.Equal(2, (await again.ReadAsync("c", 0, 10, default)).Length);
        Assert.Equal("c", (await again.FindByResumeKeyAsync("h", default))!.Id);
        Assert.IsType<CommitResult.Duplicate>(await again.CommitAsync(Turn("c", 0, "x") with { IdempotencyKey = "k" }, default));
    }

    [Fact]
    public void A_second_host_is_refused_with_a_plain_word()
    {
        var refused = Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(_folder));
        Assert.Contains("Another host is using", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_release_is_refused()
    {
        await Store.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "spasms.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        var refused = Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(_folder));
        Assert.Contains("newer release", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_at_the_start()
    {
        await Store.DisposeAsync();
        foreach (var file in Directory.GetFiles(_folder, "spasms.db*"))
        {
            File.WriteAllText(file, new string('x', 8192));
        }

        Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(_folder));
    }

    [Fact]
    public async Task A_fault_of_one_write_takes_no_other_with_it()
    {
        // A log entry without body breaks a rule of the table: that turn fails, its neighbours in the group are kept.
        var turns = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var turn = Turn("c" + i, 0, "a");
            return i == 7
                ? await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.CommitAsync(turn with { Log = [new LogEntry(1, null!)] }, default)) is not null
                : await Store.CommitAsync(turn, default) is CommitResult.Committed;
        }));
        Assert.All(await Task.WhenAll(turns), Assert.True);
        Assert.Null(await Store.LoadAsync("c7", default));
        Assert.Equal(["a"], await WordsAsync("c8"));
    }

    [Fact]
    public async Task The_words_of_a_forgotten_person_are_in_no_file_of_the_data_folder()
    {
        // Long ones too: they lie on pages of their own.
        string[] words = [.. Enumerable.Range(0, 60).Select(i => "wordsofthegone" + new string('y', i * 200))];
        await KeepAsync(Turn("other", 0, "stays") with { Person = "q" });
        await KeepAsync(Turn("c", 0, words) with { Person = "p" });
        Assert.True(IsOnDisk("wordsofthegone"));
        await Store.ForgetAsync("p", default);
        Assert.False(IsOnDisk("wordsofthegone"));
        Assert.Equal(["stays"], await WordsAsync("other"));
    }

    [Fact]
    public async Task Only_the_owner_reads_the_files()
    {
        await KeepAsync(Turn("c", 0, "a"));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(_folder))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task After_closing_nothing_is_promised()
    {
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.CommitAsync(Turn("c", 0, "a"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.LoadAsync("c", default));
    }

    [Fact]
    public async Task The_write_ahead_log_begins_anew_while_people_talk()
    {
        await KeepAsync(Turn("c", 0, "a"));
        var words = new string('x', 100_000);
        var first = LogNumber();
        for (var round = 1; LogNumber() == first; round++)
        {
            Assert.True(round <= 100, "200 MB and still the same log");
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => KeepAsync(Turn($"c{round}-{i}", 0, words))));
        }

        Assert.Equal([words], await WordsAsync("c1-7"));
        Assert.Equal(["a"], await WordsAsync("c"));
    }

    // SQLite counts the logs in their heads (sqlite.org/fileformat2.html, 4.1).
    private uint LogNumber()
    {
        var head = new byte[16];
        using var file = new FileStream(Path.Combine(_folder, "spasms.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.ReadExactly(head);
        return BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(12));
    }

    private bool IsOnDisk(string text) => Directory.GetFiles(_folder, "spasms.db*").Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    });
}

/// <summary>A disk that hangs holds a few threads of the store, never the caller's.</summary>
public sealed class SqliteReadersTests
{
    [Fact]
    public async Task Reads_that_hang_block_no_caller_and_the_others_go_on_when_they_end()
    {
        var folder = TestFolder.Create();
        await SqliteStore.Open(folder).DisposeAsync();
        using (var readers = new SqliteReaders(() => Open(folder)))
        using (var hang = new ManualResetEventSlim())
        {
            var hanging = Enumerable.Range(0, 10).Select(_ => readers.RunAsync(_ =>
            {
                hang.Wait();
                return true;
            }).AsTask()).ToArray();
            var after = readers.RunAsync(r => r.Load("c") is null).AsTask();
            Assert.False(after.IsCompleted);
            hang.Set();
            Assert.All(await Task.WhenAll(hanging), Assert.True);
            Assert.True(await after);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_read_that_fails_is_told_and_the_next_one_has_a_fresh_connection()
    {
        var folder = TestFolder.Create();
        await SqliteStore.Open(folder).DisposeAsync();
        using (var readers = new SqliteReaders(() => Open(folder)))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await readers.RunAsync<bool>(_ => throw new InvalidOperationException("broken")));
            Assert.Null(await readers.RunAsync(r => r.Load("c")));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "spasms.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
