using System.Diagnostics;
using System.Globalization;
using Spasms.Bot.Tests.Wire;
using Spasms.Protocol.Store;
using Spasms.Storage.Postgres;
using Spasms.Storage.Sqlite;
using Spasms.Tests;

namespace Spasms.Bot.Tests.History;

/// <summary>
/// What was acknowledged is there once, in order, with its replies once, through random kills. A failure names its seed; the
/// README says how to run it long.
/// </summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task Nothing_is_lost_or_doubled_in_memory_under_retries_and_dropped_sockets()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s, "RateLimits:PerUserPerMinute=0", "RateLimits:PerAddressPerMinute=0");
        await HistoryRun.RunAsync(HistoryPlan.Of(turns: 800, kills: 0), [host.Address]);
        await HistoryRun.ReplayAllAsync(store!, Snapshot(), HistoryRun.Conversations[host.Address]);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_in_SQLite_through_kills_freezes_and_a_full_disk()
    {
        using var folder = new TempFolder();
        using var host = new HostProcess("Storage=sqlite", folder.ToString());
        await host.StartAsync();
        await HistoryRun.RunAsync(
            HistoryPlan.Of(turns: 600, kills: 6),
            [host.Address],
            ("host kills", _ => KillAsync(host)),
            ("host kills", _ => KillAsync(host)),
            ("freezes", dice => FreezeAsync(host.Id, dice)),
            ("full disks", dice => FillDiskAsync(host, dice)));
        await host.StopAsync();
        await using var store = SqliteStore.Open(folder.Path);
        await HistoryRun.ReplayAllAsync(store, Snapshot(), HistoryRun.Conversations[host.Address]);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_in_PostgreSQL_through_kills_of_host_backend_and_server()
    {
        PostgresRequired.Check();
        using var server = PostgresServer.Start();
        using var folder = new TempFolder();
        var connection = server.ConnectionString(server.NewSchema());
        using var host = new HostProcess("Storage=postgres", "ConnectionStrings:Postgres=" + connection, folder.ToString());
        await host.StartAsync();
        await HistoryRun.RunAsync(
            HistoryPlan.Of(turns: 600, kills: 6),
            [host.Address],
            ("host kills", _ => KillAsync(host)),
            ("backend kills", dice => Later(() => KillBackend(server, dice))),
            ("server kills", _ => KillAsync(server)),
            ("freezes", dice => FreezeBackendAsync(server, dice)));
        await using var store = PostgresStore.Open(connection);
        await HistoryRun.ReplayAllAsync(store, Snapshot(), HistoryRun.Conversations[host.Address]);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_on_two_hosts_through_a_rolling_restart()
    {
        PostgresRequired.Check();
        using var server = PostgresServer.Start();
        using var folder = new TempFolder();
        var connection = server.ConnectionString(server.NewSchema());
        HostProcess[] hosts = [Host(), Host()];
        try
        {
            await Task.WhenAll(hosts.Select(h => h.StartAsync()));
            await HistoryRun.RunAsync(
                HistoryPlan.Of(turns: 600, kills: 4),
                [.. hosts.Select(h => h.Address)],
                ("rolling restarts", _ => RollAsync(hosts)),
                ("host kills", dice => KillAsync(hosts[dice.Next(hosts.Length)])),
                ("backend kills", dice => Later(() => KillBackend(server, dice))));
            await using var store = PostgresStore.Open(connection);
            await HistoryRun.ReplayAllAsync(store, Snapshot(), HistoryRun.Conversations[hosts[0].Address]);
        }
        finally
        {
            Array.ForEach(hosts, h => h.Dispose());
        }

        HostProcess Host() => new("Storage=postgres", "ConnectionStrings:Postgres=" + connection, folder.ToString());
    }

    private static Dialog.Snapshot Snapshot() => RealContent.In("US");

    private static Task Later(Action act) => Task.Run(act);

    private static async Task KillAsync(HostProcess host)
    {
        host.Kill();
        await host.StartAsync();
    }

    private static async Task KillAsync(PostgresServer server)
    {
        server.Kill();
        await Later(server.StartAgain);
    }

    private static async Task RollAsync(HostProcess[] hosts)
    {
        foreach (var host in hosts)
        {
            await host.StopAsync();
            await host.StartAsync();
        }
    }

    private static async Task FreezeAsync(int process, Random dice)
    {
        HostProcess.Signal("STOP", process);
        await Task.Delay(dice.Next(200, 3000));
        HostProcess.Signal("CONT", process);
    }

    // No file of the host may grow any more: what a full disk is to it.
    private static async Task FillDiskAsync(HostProcess host, Random dice)
    {
        Limit("4096:unlimited");
        await Task.Delay(dice.Next(200, 2000));
        Limit("unlimited:unlimited");
        await host.StartAsync();

        void Limit(string size)
        {
            using var limit = Process.Start("prlimit", ["--pid", host.Id.ToString(CultureInfo.InvariantCulture), "--fsize=" + size]);
            limit.WaitForExit();
        }
    }

    private static void KillBackend(PostgresServer server, Random dice)
    {
        if (Backend(server, dice) is { } backend)
        {
            HostProcess.Signal("KILL", backend);
        }
    }

    private static async Task FreezeBackendAsync(PostgresServer server, Random dice)
    {
        if (await Task.Run(() => Backend(server, dice)) is { } backend)
        {
            await FreezeAsync(backend, dice);
        }
    }

    // One that serves a host; none while the server recovers.
    private static int? Backend(PostgresServer server, Random dice)
    {
        try
        {
            var all = (int[]?)server.Run("SELECT array_agg(pid) FROM pg_stat_activity WHERE application_name = 'Spasms'") ?? [];
            return all.Length == 0 ? null : all[dice.Next(all.Length)];
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or InvalidCastException)
        {
            return null;
        }
    }
}
