using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Spasms.Tests;

namespace Spasms.Benchmarks.Stores;

/// <summary>Turns over Direct Line by store, beside the least that the same bytes cost on this machine in the same run.</summary>
internal static class StoreLoad
{
    private const int Clients = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <summary>Measures and prints.</summary>
    /// <param name="bot">The published Spasms.Bot.dll.</param>
    /// <param name="seconds">How long each measurement lasts.</param>
    public static async Task PrintAsync(string bot, int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        var folder = Directory.CreateTempSubdirectory("spasms-load-").FullName;
        var bytes = await SqliteAsync(bot, folder, time);
        await PostgresAsync(bot, folder, time, bytes);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> SqliteAsync(string bot, string folder, TimeSpan time)
    {
        var data = Path.Combine(folder, "sqlite");
        Loaded turns;
        using (var host = await Child.HostAsync(bot, "--Storage=sqlite", "--DataFolder=" + data))
        {
            var before = TimeSpan.Zero;
            turns = await Load.TalkAsync([host.Url], Clients, WarmUp, time, () => before = host.Processor);
            Report("SQLite, synchronous=FULL", turns, host.Processor - before);
        }

        var bytes = BytesOfATurn(data);
        using (var bare = await Child.StartAsync(typeof(StoreLoad).Assembly.Location, url => BareEndpoint.Arguments(url, Path.Combine(folder, "bare"), bytes)))
        {
            var before = TimeSpan.Zero;
            var least = await Load.PostAsync(bare.Url + "/turn", Clients, WarmUp, time, () => before = bare.Processor);
            Report($"bare endpoint, group commit of {bytes} bytes", least, bare.Processor - before);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQLite / bare = {turns.PerSecond / least.PerSecond:0.00}"));
        }

        using (var host = await Child.HostAsync(bot, "--Storage=sqlite", "--DataFolder=" + Path.Combine(folder, "traced")))
        {
            var trace = Path.Combine(folder, "trace");
            using var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-e", "trace=fsync,fdatasync", "-o", trace, "-p", host.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
            await strace.StandardError.ReadLineAsync();
            _ = strace.StandardError.ReadToEndAsync();
            var traced = await Load.TalkAsync([host.Url], Clients, TimeSpan.Zero, time);
            host.Stop();
            await strace.WaitForExitAsync();
            var syncs = File.ReadLines(trace).Count(l => l.Contains("sync(", StringComparison.Ordinal));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{traced.Turns} turns, {syncs} fsyncs: {(double)traced.Turns / syncs:0.0} turns per fsync"));
        }

        return bytes;
    }

    private static async Task PostgresAsync(string bot, string folder, TimeSpan time, int bytes)
    {
        if (PostgresServer.Programs is null)
        {
            Console.WriteLine("PostgreSQL is not installed here");
            return;
        }

        using var server = PostgresServer.Start(durable: true, "shared_preload_libraries=pg_stat_statements");
        server.Run("CREATE EXTENSION pg_stat_statements");
        var settings = new[] { "--Storage=postgres", "--ConnectionStrings:Postgres=" + server.ConnectionString(server.NewSchema()), "--DataFolder=" + folder };
        double Statements() => Convert.ToDouble(server.Run("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements"), CultureInfo.InvariantCulture);
        var perTurn = new List<(double Cpu, double Statements)>();
        Loaded? alone = null;
        for (var count = 1; count <= 2; count++)
        {
            var hosts = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Child.HostAsync(bot, settings)));
            await Load.TalkAsync([.. hosts.Select(h => h.Url)], Clients, WarmUp, TimeSpan.FromSeconds(1));
            server.Run("SELECT pg_stat_statements_reset()");
            var before = hosts.Sum(h => h.Processor.TotalMilliseconds);
            var turns = await Load.TalkAsync([.. hosts.Select(h => h.Url)], Clients, TimeSpan.Zero, time);
            var cpu = hosts.Sum(h => h.Processor.TotalMilliseconds) - before;
            perTurn.Add((cpu / turns.Turns, Statements() / turns.Turns));
            Report($"PostgreSQL, {count} host" + (count == 1 ? "" : "s"), turns, TimeSpan.FromMilliseconds(cpu));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {perTurn[^1].Statements:0.00} statements a turn"));
            alone ??= turns;
            Array.ForEach(hosts, h => h.Dispose());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"two hosts / one: CPU {perTurn[1].Cpu / perTurn[0].Cpu:0.00}, statements {perTurn[1].Statements / perTurn[0].Statements:0.00}"));
        var best = Pgbench(server, folder, (int)time.TotalSeconds, bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pgbench, the same writes: {best:0} a second; pgbench / PostgreSQL = {best / alone!.PerSecond:0.00}"));
    }

    // One transaction a turn: the conversation's row, an echo and a reply, the key.
    private static double Pgbench(PostgresServer server, string folder, int seconds, int bytes)
    {
        server.Run(
            """
            CREATE TABLE b_conversations (id int PRIMARY KEY, version bigint NOT NULL, state bytea) WITH (fillfactor = 70);
            INSERT INTO b_conversations SELECT n, 0, ''::bytea FROM generate_series(1, 64) n;
            CREATE TABLE b_activities (conversation int, sequence bigint, body bytea, PRIMARY KEY (conversation, sequence));
            CREATE TABLE b_turns (conversation int, key text, first bigint, last bigint, PRIMARY KEY (conversation, key));
            """);
        var script = Path.Combine(folder, "turn.sql");
        File.WriteAllText(script, string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            \set c :client_id + 1
            BEGIN;
            SELECT version AS v FROM b_conversations WHERE id = :c \gset
            UPDATE b_conversations SET version = version + 1, state = convert_to(repeat('s', {{bytes / 3}}), 'UTF8') WHERE id = :c AND version = :v;
            INSERT INTO b_activities VALUES (:c, :v * 2, convert_to(repeat('a', {{bytes / 6}}), 'UTF8')), (:c, :v * 2 + 1, convert_to(repeat('b', {{bytes / 2}}), 'UTF8'));
            INSERT INTO b_turns VALUES (:c, 'key-' || :v, :v * 2, :v * 2 + 1);
            COMMIT;
            """));
        using var bench = Process.Start(new ProcessStartInfo(
            Path.Combine(PostgresServer.Programs!, "pgbench"),
            ["-h", server.Folder, "-U", "spasms", "-n", "-M", "prepared", "-c", "64", "-j", "2", "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", script, "postgres"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = bench.StandardOutput.ReadToEnd();
        bench.WaitForExit();
        var line = output.Split('\n').First(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    // What the log, the state and the key of a turn come to.
    private static int BytesOfATurn(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "spasms.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT sum(length(body) + coalesce(length(basis), 0)) FROM activities) / (SELECT count(*) FROM turns) + (SELECT avg(length(state)) FROM conversations)";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Report(string name, Loaded turns, TimeSpan cpu) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {turns.PerSecond:0} turns/s, p50 {turns.At(50):0.0} ms, p95 {turns.At(95):0.0} ms, p99 {turns.At(99):0.0} ms, {turns.Refused} refused, {cpu.TotalMicroseconds / turns.Turns:0} us of server CPU a turn"));
}
