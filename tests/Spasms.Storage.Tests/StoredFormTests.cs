using System.Text;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using Spasms.Storage.Postgres;
using Spasms.Storage.Sqlite;
using Spasms.Tests;

namespace Spasms.Storage.Tests;

/// <summary>Databases of every released form, as files in Forms/, keep loading. A release that changes the tables adds its file.</summary>
public sealed class StoredFormTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Forms");

    public static TheoryData<string> Sqlite => [.. Directory.GetFiles(Folder, "sqlite-*.sql").Select(f => Path.GetFileName(f))];

    public static TheoryData<string> Postgres => [.. Directory.GetFiles(Folder, "postgres-*.sql").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Sqlite))]
    public async Task A_SQLite_database_of_any_released_form_loads(string file)
    {
        var folder = TestFolder.Create();
        SQLitePCL.Batteries_V2.Init();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "spasms.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A file of the tests.
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(Folder, file));
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        await LoadsAsync(SqliteStore.Open(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Postgres))]
    public async Task A_PostgreSQL_schema_of_any_released_form_loads(string file)
    {
        var schema = SharedPostgres.Server.NewSchema();
        SharedPostgres.Server.Run(await File.ReadAllTextAsync(Path.Combine(Folder, file)), schema);
        await LoadsAsync(PostgresStore.Open(SharedPostgres.Server.ConnectionString(schema)));
    }

    private static async Task LoadsAsync(IConversationStore opened)
    {
        await using var store = opened;
        var now = (await store.LoadAsync("c", default))!;
        Assert.Equal(("ann", 2, 3, "spasms-dialog/1", "h"), (now.Person, now.Version, now.LastSequence, now.State!.Format, now.ResumeKeyHash));
        Assert.Equal("{\"turns\":1}", Encoding.UTF8.GetString(now.State.Bytes));
        Assert.Equal(["a", "b", "c"], (await store.ReadAsync("c", 0, 10, default)).Select(e => Encoding.UTF8.GetString(e.Body)));
        Assert.Equal("c", (await store.FindByResumeKeyAsync("h", default))!.Id);
        Assert.Equal("n", Encoding.UTF8.GetString((await store.ReadNotesAsync("triage", "ann", default)).Single().Bytes));
        Assert.Equal("content", Encoding.UTF8.GetString((await store.ReadSnapshotAsync("hash", default))!));
        var again = new TurnRecord("c", 2, DateTimeOffset.UnixEpoch, [new LogEntry(4, [1])]) { IdempotencyKey = "k" };
        Assert.Equal([2L, 3], Assert.IsType<CommitResult.Duplicate>(await store.CommitAsync(again, default)).Log.Select(e => e.Sequence));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(again with { IdempotencyKey = "new" }, default));
    }
}
