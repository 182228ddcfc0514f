using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Benchmarks.Stores;

/// <summary>What a load of closed loops got done.</summary>
/// <param name="Turns">Acknowledged in the measured time.</param>
/// <param name="PerSecond">The same a second.</param>
/// <param name="Millis">Latencies, sorted.</param>
internal sealed record Loaded(int Turns, double PerSecond, double[] Millis)
{
    /// <summary>How many got 503.</summary>
    public int Refused { get; init; }

    public double At(int percent) => Millis.Length == 0 ? 0 : Millis[Math.Min(Millis.Length - 1, Millis.Length * percent / 100)];
}

/// <summary>Clients that each send one message after the other and wait for each answer.</summary>
internal static class Load
{
    private const string Message = """{"type":"message","from":{"id":"me"},"text":"what causes leg cramps at night","channelData":{"clientActivityID":"KEY"}}""";

    /// <summary>Talks Direct Line with hosts, each client with its own, in a conversation of its own.</summary>
    /// <param name="hosts">Their addresses.</param>
    /// <param name="clients">How many talk at once.</param>
    /// <param name="warmUp">Talked before anything counts.</param>
    /// <param name="time">How long it counts.</param>
    /// <param name="begun">Called when it begins to count.</param>
    public static async Task<Loaded> TalkAsync(string[] hosts, int clients, TimeSpan warmUp, TimeSpan time, Action? begun = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 });
        var posts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async n =>
        {
            var host = hosts[n % hosts.Length];
            var json = await StartAsync(http, host);
            var url = new Uri($"{host}/v3/directline/conversations/{json["conversationId"]}/activities");
            var token = new AuthenticationHeaderValue("Bearer", (string)json["token"]!);
            return (url, (AuthenticationHeaderValue?)token);
        }));
        return await RunAsync(http, posts, warmUp, time, begun);
    }

    // A cold host may take its time over the first writes.
    private static async Task<JsonNode> StartAsync(HttpClient http, string host)
    {
        while (true)
        {
            using var started = await http.PostAsync(new Uri(host + "/v3/directline/conversations"), null);
            if (started.IsSuccessStatusCode)
            {
                return JsonNode.Parse(await started.Content.ReadAsStringAsync())!;
            }
        }
    }

    /// <summary>Posts the same bodies to endpoints that need no conversation, each client to its own.</summary>
    public static async Task<Loaded> PostAsync(string[] urls, int clients, TimeSpan warmUp, TimeSpan time, Action? begun = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 });
        return await RunAsync(http, [.. Enumerable.Range(0, clients).Select(n => (new Uri(urls[n % urls.Length]), (AuthenticationHeaderValue?)null))], warmUp, time, begun);
    }

    private static async Task<Loaded> RunAsync(HttpClient http, (Uri Url, AuthenticationHeaderValue? Token)[] posts, TimeSpan warmUp, TimeSpan time, Action? begun)
    {
        var refused = 0;
        var clock = Stopwatch.StartNew();
        var beginning = Task.Delay(warmUp).ContinueWith(_ => begun?.Invoke(), TaskScheduler.Default);
        var all = await Task.WhenAll(posts.Select(post => Task.Run(async () =>
        {
            var millis = new List<double>();
            while (clock.Elapsed < warmUp + time)
            {
                var sent = clock.Elapsed;
                using var request = new HttpRequestMessage(HttpMethod.Post, post.Url)
                {
                    Content = new StringContent(Message.Replace("KEY", Guid.NewGuid().ToString("N"), StringComparison.Ordinal), Encoding.UTF8, "application/json"),
                };
                request.Headers.Authorization = post.Token;
                using var response = await http.SendAsync(request);
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    // Not kept, and so not counted.
                    Interlocked.Increment(ref refused);
                    continue;
                }

                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                if (sent >= warmUp)
                {
                    millis.Add((clock.Elapsed - sent).TotalMilliseconds);
                }
            }

            return millis;
        })));
        await beginning;
        var sorted = all.SelectMany(m => m).Order().ToArray();
        return new Loaded(sorted.Length, sorted.Length / time.TotalSeconds, sorted) { Refused = refused };
    }
}
