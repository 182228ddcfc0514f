using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

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
        await PostgresLoad.PrintAsync(bot, folder, Clients, WarmUp, time, bytes);
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

    // What the log, the state and the key of a turn come to.
    private static int BytesOfATurn(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "spasms.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT sum(length(body) + coalesce(length(basis), 0)) FROM activities) / (SELECT count(*) FROM turns) + (SELECT avg(length(key)) FROM turns) + (SELECT avg(length(state)) FROM conversations)";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Report(string name, Loaded turns, TimeSpan cpu) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {turns.PerSecond:0} turns/s, p50 {turns.At(50):0.0} ms, p95 {turns.At(95):0.0} ms, p99 {turns.At(99):0.0} ms, {turns.Refused} refused, {cpu.TotalMicroseconds / turns.Turns:0} us of server CPU a turn"));
}
