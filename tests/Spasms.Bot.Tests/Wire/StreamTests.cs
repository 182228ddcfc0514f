using Spasms.Bot.Wire.DirectLine;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Timers are held, since a busy machine's slow turn would put a writing sign among what is counted.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task The_greeting_of_before_the_socket_is_delivered_and_then_what_comes()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        Assert.Equal("Welcome.", (string)(await socket.ReadAsync(1))[0]["text"]!);
        await client.SayAsync("hello", "c-1");
        var turn = await socket.ReadAsync(2);
        Assert.Equal("c-1", (string)turn[0]["channelData"]!["clientActivityID"]!);
        Assert.Equal("turn 1: hello", (string)turn[1]["text"]!);
        Assert.Equal("3", socket.Watermark);
    }

    [Fact]
    public async Task Two_sockets_on_one_conversation_both_get_everything()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var one = await client.OpenAsync();
        using var two = await client.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await client.SayAsync("m" + i);
        }

        var first = (await one.ReadAsync(21)).Select(a => (string)a["id"]!).ToList();
        Assert.Equal(first, (await two.ReadAsync(21)).Select(a => (string)a["id"]!));
        Assert.Equal(first.Order(StringComparer.Ordinal).Distinct(), first);
    }

    [Fact]
    public async Task Reconnecting_in_the_middle_of_posts_loses_nothing_and_doubles_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        const int Posts = 60;
        var posting = Task.Run(async () =>
        {
            for (var i = 0; i < Posts; i++)
            {
                await client.SayAsync("m" + i);
            }
        });
        var seen = new List<string>();
        var watermark = "";
        while (seen.Count < 1 + (2 * Posts))
        {
            var (_, json) = await client.GetAsync("?watermark=" + watermark);
            using var socket = await SocketReader.OpenAsync((string)json["streamUrl"]!);
            seen.AddRange((await socket.ReadAsync(Math.Min(7, 1 + (2 * Posts) - seen.Count))).Select(a => (string)a["id"]!));
            watermark = socket.Watermark;
        }

        await posting;
        Assert.Equal(Enumerable.Range(1, 1 + (2 * Posts)).Select(n => $"{client.Conversation}|{n:0000000}"), seen);
    }

    [Fact]
    public async Task Empty_frames_of_the_client_are_neither_a_close_nor_an_error()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        await socket.KeepAliveAsync();
        await socket.ReadAsync(1);
        await socket.KeepAliveAsync();
        await client.SayAsync("hello");
        Assert.Equal(2, (await socket.ReadAsync(2)).Count);
    }

    [Fact]
    public async Task Many_conversations_are_each_answered_on_their_own_socket()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            using var socket = await client.OpenAsync();
            await client.SayAsync("m" + i);
            Assert.Equal($"turn 1: m{i}", (string)(await socket.ReadAsync(3))[2]["text"]!);
        }));
    }

    [Fact]
    public async Task An_idle_socket_is_pinged_well_before_a_proxy_gives_it_up()
    {
        Assert.Equal((20, 20), (StreamSocket.Options.KeepAliveInterval.TotalSeconds, StreamSocket.Options.KeepAliveTimeout.TotalSeconds));
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            // In the long form the ping itself is waited for: no clock of ours drives it.
            const int Ping = 9;
            await using var host = await RunningHost.StartAsync();
            var client = await DirectLineClient.StartAsync(host.Http);
            using var raw = await RawSocket.OpenAsync(client.StreamUrl);
            Assert.Equal(1, (await raw.FrameAsync()).Kind);
            Assert.Equal(Ping, (await raw.FrameAsync()).Kind);
        }
    }

    [Fact]
    public async Task The_stream_needs_its_own_token_and_a_WebSocket()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(401, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, client.Path + "/stream")).Status);
        Assert.Equal(403, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, client.Path + "/stream?t=" + client.Token)).Status);
        Assert.Equal(400, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, client.StreamUrl.Replace("ws://", "http://", StringComparison.Ordinal))).Status);
    }
}
