using System.Globalization;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using Spasms.Storage.Postgres;
using Spasms.Storage.Sqlite;
using Spasms.Tests;

namespace Spasms.Storage.Tests;

/// <summary>Release N runs on forms N and N+1; the next release's form is played by a column that is added to every table.</summary>
public sealed class MigrationTests
{
    private static readonly string[] Tables = ["conversations", "activities", "turns", "notes", "snapshots"];

    /// <summary>A file that the next release has widened.</summary>
    internal static void WidenSqlite(string folder, int forms)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "spasms.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own statements.
        command.CommandText = string.Concat(Tables.Select(t => $"ALTER TABLE {t} ADD COLUMN later TEXT;"));
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA user_version";
        var form = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {form + forms}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A schema that the next release has widened.</summary>
    internal static void WidenPostgres(string schema, int forms) => SharedPostgres.Server.Run(
        string.Concat(Tables.Select(t => $"ALTER TABLE {t} ADD COLUMN later text;"))
        + string.Create(CultureInfo.InvariantCulture, $"INSERT INTO spasms_schema (form) SELECT max(form) + {forms} FROM spasms_schema"),
        schema);

    [Fact]
    public async Task Tables_that_a_later_release_made_are_refused_with_a_plain_word_SQLite()
    {
        var folder = TestFolder.Create();
        await SqliteStore.Open(folder).DisposeAsync();
        WidenSqlite(folder, forms: 2);
        Assert.Contains("newer release", Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Tables_that_a_later_release_made_are_refused_with_a_plain_word_PostgreSQL()
    {
        var schema = SharedPostgres.Server.NewSchema();
        var connection = SharedPostgres.Server.ConnectionString(schema);
        await PostgresStore.Open(connection).DisposeAsync();
        WidenPostgres(schema, forms: 2);
        Assert.Contains("newer release", Assert.Throws<StoreUnavailableException>(() => PostgresStore.Open(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_that_start_together_make_the_tables_once()
    {
        var schema = SharedPostgres.Server.NewSchema();
        var connection = SharedPostgres.Server.ConnectionString(schema);
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PostgresStore.Open(connection))));
        Assert.Equal(1L, SharedPostgres.Server.Run("SELECT count(*) FROM spasms_schema WHERE form = 1", schema));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public void A_server_that_is_not_there_is_refused_without_its_password()
    {
        var refused = Assert.Throws<StoreUnavailableException>(() => PostgresStore.Open("Host=127.0.0.1;Port=1;Username=u;Password=verysecret", TimeSpan.Zero));
        Assert.Contains("ConnectionStrings:Postgres", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("verysecret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_not_there_is_refused_with_a_plain_word() =>
        Assert.Contains("search path", Assert.Throws<StoreUnavailableException>(() => PostgresStore.Open(SharedPostgres.Server.ConnectionString("nowhere"))).Message, StringComparison.Ordinal);
}

/// <summary>The whole contract on tables that the next release has widened.</summary>
public sealed class SqliteOfTheNextReleaseTests : StoreContract
{
    private readonly string _folder = TestFolder.Create();

    private protected override IConversationStore Open()
    {
        SqliteStore.Open(_folder).DisposeAsync().AsTask().Wait();
        MigrationTests.WidenSqlite(_folder, forms: 1);
        return SqliteStore.Open(_folder);
    }

    private protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
}

/// <summary>The whole contract on tables that the next release has widened.</summary>
public sealed class PostgresOfTheNextReleaseTests : StoreContract
{
    private protected override IConversationStore Open()
    {
        var schema = SharedPostgres.Server.NewSchema();
        var connection = SharedPostgres.Server.ConnectionString(schema);
        PostgresStore.Open(connection).DisposeAsync().AsTask().Wait();
        MigrationTests.WidenPostgres(schema, forms: 1);
        return PostgresStore.Open(connection);
    }
}
