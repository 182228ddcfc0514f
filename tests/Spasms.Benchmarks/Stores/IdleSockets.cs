using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Spasms.Benchmarks.Stores;

/// <summary>What a socket costs the host that nobody says anything on. Driver and host are processes apart.</summary>
internal static class IdleSockets
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);

    /// <summary>Opens so many conversations, then a socket on each, and prints the host's growth.</summary>
    /// <param name="bot">The published Spasms.Bot.dll.</param>
    /// <param name="count">How many.</param>
    public static async Task PrintAsync(string bot, int count)
    {
        using var host = await Child.HostAsync(bot, "--Storage=memory", "--DirectLine:TokenLifetime=86400");
        using var http = new HttpClient();
        var streams = new string[count];
        var empty = host.Memory;
        await EachAsync(count, async n =>
        {
            using var started = await http.PostAsync(new Uri(host.Url + "/v3/directline/conversations"), null);
            var json = JsonNode.Parse(await started.Content.ReadAsStringAsync())!;
            streams[n] = $"{json["conversationId"]} {json["token"]}";
        });

        // Conversations and tokens are there before: their share is told apart.
        var sockets = new ClientWebSocket[count];
        await Task.Delay(Settling);
        var before = host.Memory;
        await EachAsync(count, async n => sockets[n] = await OpenAsync(http, host.Url, streams[n].Split(' ')));
        await Task.Delay(Settling);
        var each = (host.Memory - before) / 1024.0 / count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} idle sockets: {each:0.0} KiB each, their conversations in memory {(before - empty) / 1024.0 / count:0.0} KiB each"));
        Array.ForEach(sockets, s => s.Dispose());
    }

    // The address of a stream is good for a minute only, so each is asked for when it is opened.
    private static async Task<ClientWebSocket> OpenAsync(HttpClient http, string host, string[] conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{host}/v3/directline/conversations/{conversation[0]}"));
        request.Headers.Authorization = new("Bearer", conversation[1]);
        using var answer = await http.SendAsync(request);
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["streamUrl"]!), CancellationToken.None);
        await socket.ReceiveAsync(new byte[16_384], CancellationToken.None);
        return socket;
    }

    private static async Task EachAsync(int count, Func<int, Task> act)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var n = Interlocked.Increment(ref next); n < count; n = Interlocked.Increment(ref next))
            {
                await act(n);
            }
        }));
    }
}
