using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Spasms.Benchmarks.Stores;

/// <summary>Turns over Direct Line by store, beside the least that the same bytes cost on this machine in the same run.</summary>
internal static class StoreLoad
{
    private const int Clients = 64;
    private const int Windows = 7;

    // What pgbench writes where SQLite was not measured.
    private const int UsualBytes = 5400;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    // New conversations and connections are made before each window.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.5);

    /// <summary>Measures and prints.</summary>
    /// <param name="bot">The published Spasms.Bot.dll.</param>
    /// <param name="seconds">How long each measurement lasts.</param>
    /// <param name="only">sqlite or postgres; null: both.</param>
    public static async Task PrintAsync(string bot, int seconds, string? only)
    {
        var time = TimeSpan.FromSeconds(seconds);
        var folder = Directory.CreateTempSubdirectory("spasms-load-").FullName;
        var bytes = only == "postgres" ? UsualBytes : await SqliteAsync(bot, folder, time);
        if (only != "sqlite")
        {
            await PostgresLoad.PrintAsync(bot, folder, Clients, WarmUp, time, bytes);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> SqliteAsync(string bot, string folder, TimeSpan time)
    {
        var data = Path.Combine(folder, "sqlite");
        int bytes;
        using (var host = await Child.HostAsync(bot, "--Storage=sqlite", "--DataFolder=" + data))
        {
            await Load.TalkAsync([host.Url], Clients, WarmUp, TimeSpan.FromSeconds(1));
            bytes = BytesOfATurn(data);
            using var bare = await Child.StartAsync(typeof(StoreLoad).Assembly.Location, url => BareEndpoint.Arguments(url, Path.Combine(folder, "bare"), bytes));
            await Load.PostAsync([bare.Url + "/turn"], Clients, WarmUp, TimeSpan.FromSeconds(1));

            // Short windows that take turns: a machine that gets busy then troubles both alike.
            var (ours, least) = (new List<Measured>(), new List<Measured>());
            for (var n = 0; n < Windows; n++)
            {
                ours.Add(await MeasureAsync(host, begun => Load.TalkAsync([host.Url], Clients, Settling, time / Windows, begun)));
                least.Add(await MeasureAsync(bare, begun => Load.PostAsync([bare.Url + "/turn"], Clients, Settling, time / Windows, begun)));
            }

            Report("SQLite, synchronous=FULL", ours);
            Report($"bare endpoint, group commit of {bytes} bytes", least);
            var ratios = ours.Zip(least, (a, b) => a.Load.PerSecond / b.Load.PerSecond).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQLite / bare = {ratios[Windows / 2]:0.00}, the median of {Windows} pairs of windows ({ratios[0]:0.00} to {ratios[^1]:0.00})"));
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

    // What the log, the state and the key of a turn come to.
    private static int BytesOfATurn(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "spasms.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT sum(length(body) + coalesce(length(basis), 0) + coalesce(length(key), 0)) FROM activities) / (SELECT sum(version) FROM conversations) + (SELECT avg(length(state)) FROM conversations)";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static async Task<Measured> MeasureAsync(Child server, Func<Action, Task<Loaded>> load)
    {
        var before = TimeSpan.Zero;
        var loaded = await load(() => before = server.Processor);
        return new Measured(loaded, (server.Processor - before).TotalMicroseconds / loaded.Turns);
    }

    private static void Report(string name, List<Measured> windows)
    {
        double Median(Func<Measured, double> what) => windows.Select(what).Order().ElementAt(windows.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, medians of {windows.Count} windows: {Median(w => w.Load.PerSecond):0} turns/s, p50 {Median(w => w.Load.At(50)):0.0} ms, p95 {Median(w => w.Load.At(95)):0.0} ms, p99 {Median(w => w.Load.At(99)):0.0} ms, {windows.Sum(w => w.Load.Refused)} refused, {Median(w => w.Cpu):0} us of server CPU a turn"));
    }

    /// <summary>What came of one window.</summary>
    /// <param name="Load">What was done in it.</param>
    /// <param name="Cpu">Microseconds of the server's processor time a turn.</param>
    private sealed record Measured(Loaded Load, double Cpu);
}
