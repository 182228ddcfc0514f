using System.Text;
using Spasms.Protocol.Store;
using Spasms.Storage.Encryption;
using Spasms.Storage.Sqlite;

namespace Spasms.Storage.Tests;

/// <summary>Backup, restore and new keys, tried on real files.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("spasms-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_taken_while_a_host_writes_is_whole_and_comes_back()
    {
        await using (var store = SqliteStore.Open(Data))
        {
            await SayAsync(store, "c", 0, "before");
            using var stop = new CancellationTokenSource();
            var writing = Task.Run(async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await SayAsync(store, "busy" + i, 0, "x");
                }
            });
            Assert.True(SqliteBackup.Save(Data, Copy) > 0);
            await stop.CancelAsync();
            await writing;
            await SayAsync(store, "c", 1, "after");
        }

        SqliteBackup.Restore(Copy, Data);
        await using var again = SqliteStore.Open(Data);
        Assert.Equal(["before"], (await again.ReadAsync("c", 0, 10, default)).Select(e => Encoding.UTF8.GetString(e.Body)));
        await SayAsync(again, "c", 1, "goes on");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
        }
    }

    [Fact]
    public async Task A_backup_comes_back_into_an_empty_folder_of_another_machine()
    {
        await using (var store = SqliteStore.Open(Data))
        {
            await SayAsync(store, "c", 0, "words");
        }

        SqliteBackup.Save(Data, Copy);
        var other = Path.Combine(_folder, "other");
        SqliteBackup.Restore(Copy, other);
        await using var again = SqliteStore.Open(other);
        Assert.Single(await again.ReadAsync("c", 0, 10, default));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_no_running_host_is_robbed_of_its_file()
    {
        Assert.Contains("no database", Refused(() => SqliteBackup.Save(Data, Copy)), StringComparison.Ordinal);
        await using var store = SqliteStore.Open(Data);
        await SayAsync(store, "c", 0, "words");
        SqliteBackup.Save(Data, Copy);
        Assert.Contains("there already", Refused(() => SqliteBackup.Save(Data, Copy)), StringComparison.Ordinal);
        Assert.Contains("Another host", Refused(() => SqliteBackup.Restore(Copy, Data)), StringComparison.Ordinal);
        Assert.Single(await store.ReadAsync("c", 0, 10, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no database at all, but long enough to be looked at")]
    public void What_is_no_whole_copy_is_not_restored(string content)
    {
        File.WriteAllText(Copy, content);
        Assert.NotEmpty(Refused(() => SqliteBackup.Restore(Copy, Data)));
        Assert.False(File.Exists(Path.Combine(Data, "spasms.db")));
        Assert.Contains("no file", Refused(() => SqliteBackup.Restore(Copy + "x", Data)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_rekeying_the_new_key_alone_reads_everything_and_the_old_one_nothing()
    {
        var (one, two) = (Key(1), Key(2));
        await using (var store = await EncryptedStore.OpenAsync(SqliteStore.Open(Data), MessageKeys.Read([one]), Noon))
        {
            await SayAsync(store, "c", 0, "words");
            await store.AddNoteAsync(new Note("miss", "p", Noon, "words"u8.ToArray()), default);
        }

        Assert.True(await SqliteRekey.RunAsync(Data, MessageKeys.Read([two, one])!, Noon.AddDays(1)) >= 3);
        await using (var store = await EncryptedStore.OpenAsync(SqliteStore.Open(Data), MessageKeys.Read([two]), Noon))
        {
            Assert.Equal("words", Encoding.UTF8.GetString((await store.ReadAsync("c", 0, 10, default)).Single().Body));
            Assert.Equal("state", Encoding.UTF8.GetString((await store.LoadAsync("c", default))!.State!.Bytes));
            Assert.Equal("words", Encoding.UTF8.GetString((await store.ReadNotesAsync("miss", "p", default)).Single().Bytes));
        }

        await using var bare = SqliteStore.Open(Data);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await EncryptedStore.OpenAsync(bare, MessageKeys.Read([one]), Noon));
    }

    [Fact]
    public async Task Without_the_old_key_nothing_is_rekeyed_and_nothing_changed()
    {
        await using (var store = await EncryptedStore.OpenAsync(SqliteStore.Open(Data), MessageKeys.Read([Key(1)]), Noon))
        {
            await SayAsync(store, "c", 0, "words");
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteRekey.RunAsync(Data, MessageKeys.Read([Key(2)])!, Noon));
        await using var again = await EncryptedStore.OpenAsync(SqliteStore.Open(Data), MessageKeys.Read([Key(1)]), Noon);
        Assert.Single(await again.ReadAsync("c", 0, 10, default));
    }

    private static async Task SayAsync(IConversationStore store, string conversation, long version, string words) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(
            new TurnRecord(conversation, version, Noon, [new LogEntry(version + 1, Encoding.UTF8.GetBytes(words))]) { State = new StoredState("f", "state"u8.ToArray()) }, default));

    private static string Refused(Action action) => Assert.Throws<StoreUnavailableException>(action).Message;

    private static string Key(byte of) => Convert.ToBase64String(Enumerable.Repeat(of, 32).ToArray());
}
