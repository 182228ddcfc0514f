using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spasms.Bot.Replay;
using Spasms.Dialog;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Tests.History;

/// <summary>Drives clients through faults and then checks every promise.</summary>
internal static class HistoryRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the plan once, or again and again with new seeds while HISTORY_MINUTES lasts.</summary>
    /// <param name="plan">How much.</param>
    /// <param name="hosts">Where the clients talk to.</param>
    /// <param name="faults">What may happen, each by its name.</param>
    public static async Task RunAsync(HistoryPlan plan, Uri[] hosts, params (string Name, Func<Random, Task> Do)[] faults)
    {
        using var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(6) };
        var (turns, next, clock) = (0, plan, Stopwatch.StartNew());
        do
        {
            var (broken, logs, done) = await OnceAsync(next, hosts, http, faults);
            turns += next.Turns;
            var report = string.Create(
                CultureInfo.InvariantCulture,
                $"seed {next.Seed}: {next.Turns} turns of {next.Clients} clients, {string.Join(", ", done.GroupBy(d => d).Select(g => $"{g.Count()} {g.Key}").DefaultIfEmpty("no faults"))}; {logs} entries; {broken.Count} broken promises; {clock.Elapsed.TotalSeconds:0} s");
            TestContext.Current.TestOutputHelper?.WriteLine(report);
            await Console.Error.WriteLineAsync(report);
            Assert.True(broken.Count == 0, report + Environment.NewLine + string.Join(Environment.NewLine, broken.Take(20)));
            next = next with { Seed = next.Seed + 1 };
        }
        while (clock.Elapsed < HistoryPlan.Long);
    }

    /// <summary>Replays conversations from the store that kept them: words and states must come out to the letter.</summary>
    public static async Task ReplayAllAsync(IConversationStore store, Snapshot snapshot, IEnumerable<string> conversations)
    {
        var replaying = new Replaying(store, new KeptSnapshots(snapshot, store), DialogEngine.Take);
        foreach (var conversation in conversations)
        {
            var report = await replaying.RunAsync(conversation, CancellationToken.None);
            Assert.True(report is { IsSame: true, Unknown: 0 }, $"{conversation}: {string.Join("; ", report?.Differences ?? ["not there"])}");
        }
    }

    /// <summary>The conversations of all runs so far of this process, by the first host they were held with.</summary>
    public static ConcurrentDictionary<Uri, ConcurrentBag<string>> Conversations { get; } = new();

    private static async Task<(List<string> Broken, int Entries, List<string> Done)> OnceAsync(
        HistoryPlan plan, Uri[] hosts, HttpClient http, (string Name, Func<Random, Task> Do)[] faults)
    {
        var dice = new Random(plan.Seed);
        var count = 0;
        var each = Math.Max(1, plan.Turns / plan.Clients);
        var clients = Enumerable.Range(1, plan.Clients)
            .Select(n => new HistoryClient(n, each, new Random(plan.Seed + n), hosts, http, () => Interlocked.Increment(ref count)))
            .ToArray();
        var logs = new List<JsonNode>?[clients.Length];
        using var ended = new CancellationTokenSource();
        var following = clients.Select((c, i) => Task.Run(() => c.FollowAsync(() => logs[i]?.Count, ended.Token))).ToArray();
        var talking = Task.WhenAll(clients.Select(c => Task.Run(() => c.TalkAsync(CancellationToken.None))));
        var done = await BreakAsync(plan, faults, dice, () => count, talking);
        await talking;
        for (var i = 0; i < clients.Length; i++)
        {
            logs[i] = await clients[i].ReadAsync(CancellationToken.None);
        }

        ended.CancelAfter(Patience);
        await Task.WhenAll(following);
        var held = Conversations.GetOrAdd(hosts[0], _ => []);
        Array.ForEach(clients, client => held.Add(client.Conversation));

        return (clients.SelectMany((c, i) => HistoryCheck.Of(c, logs[i]!)).ToList(), logs.Sum(l => l!.Count), done);
    }

    // The n-th fault comes when its share of the turns has been acknowledged.
    private static async Task<List<string>> BreakAsync(
        HistoryPlan plan, (string Name, Func<Random, Task> Do)[] faults, Random dice, Func<int> count, Task talking)
    {
        var done = new List<string>();
        for (var kill = 1; kill <= plan.Kills && faults.Length > 0; kill++)
        {
            while (count() < (long)plan.Turns * kill / (plan.Kills + 1) && !talking.IsCompleted)
            {
                await Task.Delay(2);
            }

            await Task.Delay(dice.Next(20));
            var (name, act) = faults[dice.Next(faults.Length)];
            await act(dice);
            done.Add(name);
        }

        return done;
    }
}
