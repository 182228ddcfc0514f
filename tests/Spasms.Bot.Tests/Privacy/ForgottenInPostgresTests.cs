using System.Text;
using Spasms.Bot.Tests.Wire;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Privacy;

/// <summary>Who is forgotten on one host leaves no word in any table that the hosts share.</summary>
public sealed class ForgottenInPostgresTests
{
    private const string Words = "zebrafinch aches at midnight";

    [Fact]
    public async Task Who_is_forgotten_leaves_no_word_in_any_table_and_others_keep_theirs()
    {
        PostgresRequired.Check();
        using var server = PostgresServer.Start();
        using var folder = new TempFolder();
        var schema = server.NewSchema();
        string[] settings = ["Storage=postgres", "ConnectionStrings:Postgres=" + server.ConnectionString(schema), folder.ToString()];
        await using var one = await RunningHost.StartRealAsync(settings);
        await using var two = await RunningHost.StartRealAsync(settings);
        var person = await DirectLineClient.StartAsync(one.Http);
        var other = await DirectLineClient.StartAsync(two.Http);
        await person.SayAsync("my calf cramps, " + Words);
        await person.SayAsync("recipe for " + Words);
        await other.SayAsync("capybara spasm, what causes it?");
        Assert.NotEmpty(Tables(server, schema, Words));

        await person.SayAsync("forget me");
        Assert.StartsWith("Removed on ", (await person.WordsAsync()).Last(), StringComparison.Ordinal);
        Assert.Empty(Tables(server, schema, Words));
        Assert.NotEmpty(Tables(server, schema, "capybara spasm"));
        Assert.Empty(Traces.InFiles(folder.Path, Words));
    }

    // A row as text shows bytes in hexadecimal.
    private static List<string> Tables(PostgresServer server, string schema, string words)
    {
        var names = (string[])server.Run($"SELECT array_agg(table_name::text) FROM information_schema.tables WHERE table_schema = '{schema}'")!;
        Assert.Contains("activities", names);
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(words));
        return [.. names.Where(n => server.Run($"SELECT 1 FROM {n} t WHERE t::text LIKE '%{words}%' OR t::text LIKE '%{hex}%' LIMIT 1", schema) is not null)];
    }
}
