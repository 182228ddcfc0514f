namespace Spasms.Bot.Tests.Wire;

/// <summary>The sign that the bot is writing: on the socket, for slow answers, and nowhere else.</summary>
public sealed class TypingTests
{
    [Fact]
    public async Task A_slow_answer_is_announced_once_on_the_socket_before_it_comes_and_stays_out_of_the_log()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        await socket.ReadAsync(1);
        host.Clock.HoldsTimers = true;
        store!.Gate = new TaskCompletionSource();
        var saying = client.SayAsync("hello");
        await store.Gated.Task;
        host.Clock.Advance(TimeSpan.FromMilliseconds(299));

        // Frames come in order: had the bot's sign gone out by now, it would be read before this one.
        await client.PostAsync("""{"type":"typing","from":{"id":"me"}}""");
        Assert.Equal("user", (string)(await socket.ReadAsync(1))[0]["from"]!["role"]!);
        host.Clock.Advance(TimeSpan.FromMilliseconds(2));
        var sign = (await socket.ReadAsync(1))[0];
        Assert.Equal(("typing", "bot"), ((string)sign["type"]!, (string)sign["from"]!["role"]!));
        Assert.Null(sign["replyToId"]);
        Assert.Equal("1", socket.Watermark);
        store.Gate.SetResult();
        await saying;
        Assert.Equal(["hello", "turn 1: hello"], (await socket.ReadAsync(2)).Select(a => (string?)a["text"]));
        Assert.DoesNotContain(await client.ReadAsync(), a => (string)a!["type"]! == "typing");
    }

    [Fact]
    public async Task A_fast_answer_comes_without_a_sign_and_none_comes_late()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        await socket.ReadAsync(1);
        await client.SayAsync("hello");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await client.SayAsync("again");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await client.SayAsync("end");
        Assert.Equal(["hello", "turn 1: hello", "again", "turn 2: again", "end", "turn 3: end"], (await socket.ReadAsync(6)).Select(a => (string?)a["text"]));
    }

    [Fact]
    public async Task Who_writes_in_one_tab_is_seen_to_write_in_another_under_the_tokens_name()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http, """{"user":{"id":"dl_ann"}}""");
        using var socket = await client.OpenAsync();
        await socket.ReadAsync(1);
        await client.PostAsync("""{"type":"typing","from":{"id":"other"}}""");
        var sign = (await socket.ReadAsync(1))[0];
        Assert.Equal(("typing", "dl_ann", "user"), ((string)sign["type"]!, (string)sign["from"]!["id"]!, (string)sign["from"]!["role"]!));
        Assert.Single(await client.ReadAsync());
    }
}
