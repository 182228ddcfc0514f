using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class StoreDownTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Emergency_advice_reaches_socket_and_poll_marked_unsaved_while_the_store_is_down_I1(bool readsToo)
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        await socket.ReadAsync(1);
        store!.WritesFail = true;
        store.IsDown = readsToo;
        var (status, _) = await client.PostAsync("""{"type":"message","text":"alarm"}""");
        Assert.Equal(503, status);
        IsUnsavedAlarm((await socket.ReadAsync(1))[0]);
        IsUnsavedAlarm((await client.ReadAsync(socket.Watermark)).Single()!);
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("breaks")]
    [InlineData("conflicts")]
    public async Task Emergency_advice_goes_out_however_the_store_fails_I1(string how)
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        (store!.Hangs, store.Breaks, store.Conflicts) = (how == "hangs", how == "breaks", how == "conflicts" ? 1000 : 0);
        Assert.Equal(503, (await client.PostAsync("""{"type":"message","text":"alarm"}""")).Status);
        IsUnsavedAlarm((await client.ReadAsync("1")).Single()!);
    }

    [Fact]
    public async Task Emergency_advice_goes_out_in_a_conversation_that_is_gone_I1()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        await store!.ForgetAsync((await store.LoadAsync(client.Conversation, default))!.Person, default);
        Assert.Equal(503, (await client.PostAsync("""{"type":"message","text":"alarm"}""")).Status);
        IsUnsavedAlarm((await client.ReadAsync()).Single()!);
        Assert.Equal(404, (await client.PostAsync("""{"type":"message","text":"hello"}""")).Status);
    }

    [Fact]
    public async Task A_poll_goes_on_through_the_log_beside_unsaved_advice_which_goes_with_the_next_turn()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        store!.WritesFail = true;
        await client.PostAsync("""{"type":"message","text":"alarm"}""");
        store.WritesFail = false;
        Assert.Equal(["Welcome.", "Call now."], await client.WordsAsync());
        await client.SayAsync("hello");
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await client.WordsAsync());
    }

    [Fact]
    public async Task Emergency_advice_is_in_the_response_of_expectReplies_while_the_store_is_down_I1()
    {
        await using var host = await RunningHost.StartAsync(s => new BreakableStore(s) { IsDown = true });
        var (status, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: """
            {"type":"message","id":"1","text":"alarm","deliveryMode":"expectReplies","channelId":"x","from":{"id":"a"},"conversation":{"id":"c"}}
            """);
        Assert.Equal(200, status);
        IsUnsavedAlarm(json["activities"]![0]!);
    }

    [Fact]
    public async Task Anything_else_is_503_with_the_time_to_come_back_and_is_taken_then()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        store!.WritesFail = true;
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Path + "/activities")
        {
            Content = new StringContent("""{"type":"message","text":"hello","channelData":{"clientActivityID":"1"}}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "Authorization", "Bearer " + client.Token } },
        };
        using var response = await host.Http.SendAsync(request);
        Assert.Equal((503, TimeSpan.FromSeconds(2)), ((int)response.StatusCode, response.Headers.RetryAfter?.Delta));
        store.WritesFail = false;
        await client.SayAsync("hello", "1");
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await client.WordsAsync());
    }

    [Fact]
    public async Task A_lost_race_is_run_again()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        store!.Conflicts = 3;
        await client.SayAsync("hello");
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await client.WordsAsync());
    }

    [Fact]
    public async Task A_race_that_is_lost_for_ever_ends_with_503()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        store!.Conflicts = 1000;
        Assert.Equal(503, (await client.PostAsync("""{"type":"message","text":"hello"}""")).Status);
    }

    private static void IsUnsavedAlarm(JsonNode reply)
    {
        Assert.Equal("Call now.", (string)reply["text"]!);
        Assert.Equal("emergency", (string)reply["channelData"]!["kind"]!);
        Assert.True((bool)reply["channelData"]!["unsaved"]!);
    }
}
