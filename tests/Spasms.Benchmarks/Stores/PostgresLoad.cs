using System.Diagnostics;
using System.Globalization;
using Spasms.Tests;

namespace Spasms.Benchmarks.Stores;

/// <summary>
/// Turns on PostgreSQL with one host and with two, beside pgbench doing the same writes. What a turn costs on one host and on
/// two is told by the median of pairs of short windows, after as many turns on each host: a machine that gets busy then troubles
/// both alike. A host that has just begun compiles its hot code once more for some while, two hosts twice as
/// much: that is awaited, since it is no part of a turn.
/// </summary>
internal static class PostgresLoad
{
    private const int Windows = 21;

    // A server that has just been started is slow for half a minute, whoever asks it.
    private const int ServerWarmUp = 3;

    // The system counts processor time in hundredths of a second.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>Measures and prints.</summary>
    /// <param name="bot">The published Spasms.Bot.dll.</param>
    /// <param name="folder">For what the hosts keep beside the database.</param>
    /// <param name="clients">How many talk at once.</param>
    /// <param name="warmUp">Talked with each host before anything counts.</param>
    /// <param name="time">How long all windows of one kind last.</param>
    /// <param name="bytes">What a turn leaves.</param>
    public static async Task PrintAsync(string bot, string folder, int clients, TimeSpan warmUp, TimeSpan time, int bytes)
    {
        if (PostgresServer.Programs is null)
        {
            Console.WriteLine("PostgreSQL is not installed here");
            return;
        }

        using var server = PostgresServer.Start(durable: true, "shared_preload_libraries=pg_stat_statements");
        server.Run("CREATE EXTENSION pg_stat_statements");

        // A new server makes each file of its log anew and fills it with zeros; one that has run for a day uses them again.
        server.Run("CREATE TABLE fill AS SELECT repeat(md5(n::text), 30) AS t FROM generate_series(1, 1400000) n");
        server.Run("DROP TABLE fill");
        server.Run("CHECKPOINT");
        string[] Settings() => ["--Storage=postgres", "--ConnectionStrings:Postgres=" + server.ConnectionString(server.NewSchema()), "--DataFolder=" + folder];
        var (alone, shared) = (Settings(), Settings());
        var hosts = await Task.WhenAll(new[] { alone, shared, shared }.Select(s => Child.HostAsync(bot, s)));
        Child[][] sides = [[hosts[0]], [hosts[1], hosts[2]]];
        List<Window>[] windows = [[], []];
        foreach (var side in sides)
        {
            // Two hosts share the clients, so that it takes twice the time until each has had as many turns.
            await Load.TalkAsync(Urls(side), clients, warmUp * side.Length * ServerWarmUp, TimeSpan.FromSeconds(1));
        }

        await RestAsync(hosts);

        var each = time / Windows > Shortest ? time / Windows : Shortest;
        for (var n = 0; n < Windows; n++)
        {
            // Neither side always comes second.
            foreach (var side in n % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                windows[side].Add(await MeasureAsync(server, sides[side], clients, each));
            }
        }

        Array.ForEach(hosts, h => h.Dispose());
        await PrintBareAsync(folder, clients, warmUp, each, bytes);
        var (one, two) = (Report("one host", windows[0]), Report("two hosts", windows[1]));
        var ratios = windows[0].Zip(windows[1], (a, b) => b.Cpu / a.Cpu).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two hosts / one: CPU {ratios[Windows / 2]:0.00}, the median of {Windows} pairs of windows ({ratios[0]:0.00} to {ratios[^1]:0.00}), statements {two.Statements / one.Statements:0.00}"));
        var best = Pgbench(server, folder, clients, (int)time.TotalSeconds, bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pgbench, the same writes: {best:0} a second; pgbench / PostgreSQL = {best / one.PerSecond:0.00}"));
    }

    // What the machine takes for the same work being done by two programs and not by one: bare endpoints, which know nothing of each other.
    private static async Task PrintBareAsync(string folder, int clients, TimeSpan warmUp, TimeSpan each, int bytes)
    {
        var bare = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => Child.StartAsync(typeof(PostgresLoad).Assembly.Location, url => BareEndpoint.Arguments(url, Path.Combine(folder, "bare" + n), bytes))));
        Child[][] sides = [[bare[0]], [bare[1], bare[2]]];
        async Task<double> CostAsync(Child[] side, TimeSpan time)
        {
            var before = side.Sum(h => h.Processor.TotalMicroseconds);
            var posted = await Load.PostAsync([.. side.Select(h => h.Url + "/turn")], clients, TimeSpan.Zero, time);
            return (side.Sum(h => h.Processor.TotalMicroseconds) - before) / posted.Turns;
        }

        foreach (var side in sides)
        {
            await CostAsync(side, warmUp * side.Length);
        }

        var ratios = new List<double>();
        for (var n = 0; n < Windows; n++)
        {
            var (first, second) = (await CostAsync(sides[n % 2], each), await CostAsync(sides[1 - (n % 2)], each));
            ratios.Add(n % 2 == 0 ? second / first : first / second);
        }

        ratios.Sort();
        Array.ForEach(bare, b => b.Dispose());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two bare endpoints / one: CPU {ratios[Windows / 2]:0.00}, the median of {Windows} pairs of windows ({ratios[0]:0.00} to {ratios[^1]:0.00})"));
    }

    // Nobody talks: what they still use is not for a turn.
    private static async Task RestAsync(Child[] hosts)
    {
        for (var second = 0; second < 60; second++)
        {
            var before = hosts.Sum(h => h.Processor.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (hosts.Sum(h => h.Processor.TotalMilliseconds) - before < 50)
            {
                return;
            }
        }
    }

    private static string[] Urls(Child[] hosts) => [.. hosts.Select(h => h.Url)];

    private static async Task<Window> MeasureAsync(PostgresServer server, Child[] hosts, int clients, TimeSpan time)
    {
        server.Run("SELECT pg_stat_statements_reset()");
        var before = hosts.Sum(h => h.Processor.TotalMicroseconds);
        var turns = await Load.TalkAsync(Urls(hosts), clients, TimeSpan.Zero, time);
        var cpu = hosts.Sum(h => h.Processor.TotalMicroseconds) - before;
        var statements = Convert.ToDouble(server.Run("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements"), CultureInfo.InvariantCulture);
        return new Window(turns.PerSecond, turns.At(50), cpu / turns.Turns, statements / turns.Turns);
    }

    private static Window Report(string name, List<Window> windows)
    {
        double Median(Func<Window, double> what) => windows.Select(what).Order().ElementAt(windows.Count / 2);
        var median = new Window(Median(w => w.PerSecond), Median(w => w.Millis), Median(w => w.Cpu), Median(w => w.Statements));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"PostgreSQL, {name}, medians of {windows.Count} windows: {median.PerSecond:0} turns/s, p50 {median.Millis:0.0} ms, {median.Cpu:0} us of server CPU a turn ({windows.Min(w => w.Cpu):0} to {windows.Max(w => w.Cpu):0}), {median.Statements:0.00} statements a turn"));
        return median;
    }

    // One transaction a turn: the conversation's row, an echo and a reply, the key.
    private static double Pgbench(PostgresServer server, string folder, int clients, int seconds, int bytes)
    {
        server.Run(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE TABLE b_conversations (id int PRIMARY KEY, version bigint NOT NULL, state bytea) WITH (fillfactor = 70);
            INSERT INTO b_conversations SELECT n, 0, ''::bytea FROM generate_series(1, {clients}) n;
            CREATE TABLE b_activities (conversation int, sequence bigint, body bytea, PRIMARY KEY (conversation, sequence));
            CREATE TABLE b_turns (conversation int, key text, first bigint, last bigint, PRIMARY KEY (conversation, key));
            """));
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
            ["-h", server.Folder, "-U", "spasms", "-n", "-M", "prepared", "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", "2", "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", script, "postgres"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = bench.StandardOutput.ReadToEnd();
        bench.WaitForExit();
        var line = output.Split('\n').First(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>What a turn cost in one window, or in the median of many.</summary>
    /// <param name="PerSecond">Turns.</param>
    /// <param name="Millis">Median latency.</param>
    /// <param name="Cpu">Microseconds of the hosts' processor time a turn.</param>
    /// <param name="Statements">Sent to the database a turn.</param>
    private sealed record Window(double PerSecond, double Millis, double Cpu, double Statements);
}
