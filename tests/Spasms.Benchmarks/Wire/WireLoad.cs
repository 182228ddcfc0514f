using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Benchmarks.Wire;

/// <summary>Load on a published bot over the wire, beside an empty app in the same run; all on this machine, and bounded.</summary>
internal static class WireLoad
{
    private const int Clients = 8;

    /// <summary>Runs one of the measurements.</summary>
    /// <param name="what">cpu, start, sockets or memory.</param>
    /// <param name="bot">The published Spasms.Bot.dll.</param>
    public static async Task PrintAsync(string what, string bot)
    {
        switch (what)
        {
            case "cpu":
                await CpuAsync(bot);
                break;
            case "start":
                await StartAsync(bot);
                break;
            case "sockets":
                await SocketsAsync(bot);
                break;
            case "memory":
                await MemoryAsync(bot);
                break;
            default:
                Console.WriteLine("wire cpu|start|sockets|memory OUT/Spasms.Bot.dll");
                break;
        }
    }

    private static Task<Server> BotAsync(string bot, params string[] more) => Server.StartAsync(
        [bot, "--Urls={url}", "--RateLimits:PerUserPerMinute=0", "--RateLimits:PerAddressPerMinute=0", "--Logging:LogLevel:Default=Warning", .. more]);

    private static Task<Server> BareAsync() =>
        Server.StartAsync(typeof(WireLoad).Assembly.Location, "bare", "{url}");

    // Processor time of the server for a turn with a cited answer, each in a conversation of its own, against an empty POST.
    private static async Task CpuAsync(string bot)
    {
        const int WarmUp = 6_000, Turns = 20_000, Rounds = 3;
        using var bare = await BareAsync();
        using var full = await BotAsync(bot, "--Storage=memory");
        foreach (var server in (Server[])[bare, full])
        {
            await PostAsync(server, WarmUp, "warm", Messages.Different);
        }

        for (var round = 1; round <= Rounds; round++)
        {
            var empty = await CostAsync(bare, Turns, "e" + round, Few);
            var turn = await CostAsync(full, Turns, "t" + round, Few);
            var different = await CostAsync(full, Turns, "d" + round, Messages.Different);
            Say($"round {round}: empty POST {empty:0.0} us; turn of ten questions {turn:0.0} us of server CPU, ratio {turn / empty:0.00}; all different {different:0.0} us, ratio {different / empty:0.00}");
        }
    }

    private static string Few(int number) => Messages.Questions[number % Messages.Questions.Length];

    private static async Task<double> CostAsync(Server server, int count, string name, Func<int, string> question)
    {
        var before = server.Cpu;
        await PostAsync(server, count, name, question);
        return (server.Cpu - before).TotalMicroseconds / count;
    }

    // From the start of the process to the first answer: the middle of several, the two in turn.
    private static async Task StartAsync(string bot)
    {
        const int Runs = 9;
        var (bare, full) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            using (var server = await BareAsync())
            {
                bare.Add(server.ToFirstAnswer.TotalMilliseconds);
            }

            using (var server = await BotAsync(bot, "--Storage=memory"))
            {
                full.Add(server.ToFirstAnswer.TotalMilliseconds);
            }
        }

        var (least, most) = (bare.Order().ElementAt(Runs / 2), full.Order().ElementAt(Runs / 2));
        Say($"start to first answer: empty app {least:0} ms, bot {most:0} ms, ratio {most / least:0.00}");
    }

    // A thousand people at once, each on a socket of their own, each answered.
    private static async Task SocketsAsync(string bot)
    {
        const int People = 1_000;
        using var server = await BotAsync(bot, "--Storage=memory");
        var before = server.Resident;
        var started = Stopwatch.GetTimestamp();
        var answered = await Task.WhenAll(Enumerable.Range(0, People).Select(i => TalkAsync(server, Messages.Questions[i % Messages.Questions.Length])));
        Say($"{answered.Count(a => a)} of {People} conversations answered over WebSockets in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {before:0} MiB before, {server.Resident:0} MiB after");
    }

    private static async Task<bool> TalkAsync(Server server, string question)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var start = await server.Http.PostAsync(new Uri("/v3/directline/conversations", UriKind.Relative), null, patience.Token);
        var conversation = JsonNode.Parse(await start.Content.ReadAsStringAsync(patience.Token))!;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)conversation["streamUrl"]!), patience.Token);
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{conversation["conversationId"]}/activities")
        {
            Headers = { { "Authorization", "Bearer " + (string)conversation["token"]! } },
            Content = new StringContent($$$"""{"type":"message","text":"{{{question}}}","from":{"id":"me"}}""", Encoding.UTF8, "application/json"),
        };
        using var posted = await server.Http.SendAsync(post, patience.Token);
        posted.EnsureSuccessStatusCode();
        var id = (string)JsonNode.Parse(await posted.Content.ReadAsStringAsync(patience.Token))!["id"]!;
        var buffer = new byte[65_536];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (JsonNode.Parse(buffer.AsSpan(0, length))!["activities"]!.AsArray().Any(a => (string?)a!["replyToId"] == id))
            {
                return true;
            }
        }
    }

    // Memory after many turns of a thousand people on SQLite.
    private static async Task MemoryAsync(string bot)
    {
        const int People = 1_000, First = 20_000, All = 100_000;
        var folder = Directory.CreateTempSubdirectory("spasms-load-").FullName;
        try
        {
            using var server = await BotAsync(bot, "--Storage=sqlite", "--DataFolder=" + folder);
            await PostAsync(server, First, "a", Messages.Different, People);
            var early = await SettledAsync(server);
            Say($"after {First} turns: {early:0} MiB resident");
            await PostAsync(server, All - First, "b", Messages.Different, People);
            var late = await SettledAsync(server);
            Say($"after {All} turns: {late:0} MiB resident, {late - early:+0;-0} MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SettledAsync(Server server)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        return server.Resident;
    }

    // A conversation of its own for each message, or so many people in turn.
    private static async Task PostAsync(Server server, int count, string name, Func<int, string> question, int people = 0)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                using var message = Messages.Post(people == 0 ? name + i : "p" + (i % people), name + i, question(i));
                using var answer = await server.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), message);
                answer.EnsureSuccessStatusCode();
            }
        }));
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
