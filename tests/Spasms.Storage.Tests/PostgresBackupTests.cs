using System.Text;
using Spasms.Protocol.Store;
using Spasms.Storage.Postgres;
using Spasms.Tests;

namespace Spasms.Storage.Tests;

/// <summary>The two commands that README gives for a backup of PostgreSQL.</summary>
public sealed class PostgresBackupTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly string _schema = SharedPostgres.Server.NewSchema();

    [Fact]
    public async Task What_was_dumped_comes_back_as_it_was_and_talks_go_on()
    {
        var server = SharedPostgres.Server;
        var file = Path.Combine(server.Folder, _schema + ".dump");
        await using (var store = PostgresStore.Open(server.ConnectionString(_schema)))
        {
            await SayAsync(store, 0, "before");
            server.Use("pg_dump", "--format=custom", "--file=" + file, "--schema=" + _schema, "--dbname=" + Database(server));
            await SayAsync(store, 1, "after");
        }

        server.Use("pg_restore", "--clean", "--if-exists", "--schema=" + _schema, "--dbname=" + Database(server), file);
        await using var again = PostgresStore.Open(server.ConnectionString(_schema));
        Assert.Equal(["before"], await WordsAsync(again));
        await SayAsync(again, 1, "goes on");
        Assert.Equal(["before", "goes on"], await WordsAsync(again));
    }

    private static string Database(PostgresServer server) => $"host={server.Folder} user=spasms dbname=postgres";

    private static async Task<IEnumerable<string>> WordsAsync(PostgresStore store) =>
        (await store.ReadAsync("c", 0, 10, default)).Select(e => Encoding.UTF8.GetString(e.Body));

    private static async Task SayAsync(PostgresStore store, long version, string words) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(
            new TurnRecord("c", version, Noon, [new LogEntry(version + 1, Encoding.UTF8.GetBytes(words))]) { State = new StoredState("f", "state"u8.ToArray()) }, default));
}
