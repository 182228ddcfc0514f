using System.Text.Json.Nodes;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Operations;

/// <summary>What an operator and a proxy see, and what an operator can switch.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_host_that_keeps_messages_and_hears_emergencies_is_ready_and_says_what_it_serves()
    {
        await using var host = await RunningHost.StartRealAsync();
        var (status, json) = await ReadyAsync(host);
        Assert.Equal((200, "ready", "writable", "heard", "on"), (status, Text(json, "status"), Text(json, "store"), Text(json, "redFlags"), Text(json, "answers")));
        Assert.Matches("^[0-9a-f]{64}$", Text(json, "content"));
        Assert.True((long)json["contentSeconds"]! >= 0);
        Assert.NotEmpty(Text(json, "version"));
    }

    [Fact]
    public async Task A_host_that_no_longer_hears_emergencies_is_not_ready_although_it_lives()
    {
        await using var host = await RunningHost.StartAsync();
        var (status, json) = await ReadyAsync(host);
        Assert.Equal((503, "not ready", "not heard"), (status, Text(json, "status"), Text(json, "redFlags")));
        Assert.Equal("ok", await host.Http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task A_host_whose_store_is_down_is_not_ready_until_it_is_back()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = new BreakableStore(s));
        store!.IsDown = true;
        var (status, json) = await ReadyAsync(host);
        Assert.Equal((503, "down"), (status, Text(json, "store")));
        using var refused = await host.Http.GetAsync("/readyz");
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        store.IsDown = false;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await ReadyAsync(host)).Status);
        Assert.Empty(await store.ReadNotesAsync("probe", null, default));
    }

    [Fact]
    public async Task With_answers_off_a_question_is_told_whom_to_call_and_an_emergency_is_answered_as_ever()
    {
        await using var host = await RunningHost.StartRealAsync("Answers=off", "Country=GB");
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what causes cramps?");
        await client.SayAsync("I have chest pain and can't breathe");
        await client.SayAsync("start over");
        var words = (await client.WordsAsync()).ToArray();
        Assert.Contains("no answers just now", words[2], StringComparison.Ordinal);
        Assert.Contains("Call 111", words[2], StringComparison.Ordinal);
        Assert.Contains("Call 999", words[2], StringComparison.Ordinal);
        Assert.Contains("Call 999", words[4], StringComparison.Ordinal);
        Assert.DoesNotContain("no answers", words[4], StringComparison.Ordinal);
        Assert.Contains("no answers just now", words[6], StringComparison.Ordinal);
        Assert.Equal("off", Text((await ReadyAsync(host)).Json, "answers"));
    }

    [Fact]
    public async Task A_file_in_the_data_folder_switches_answers_off_and_on_without_a_restart()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "answers-off");
        await using var host = await RunningHost.StartRealAsync(folder.ToString());
        var client = await DirectLineClient.StartAsync(host.Http);
        foreach (var isOff in (bool[])[false, true, false])
        {
            File.Delete(file);
            if (isOff)
            {
                await File.WriteAllTextAsync(file, "");
            }

            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await client.SayAsync("what is dystonia?");
            Assert.Equal(isOff, (await client.WordsAsync()).Last()!.Contains("no answers just now", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Who_asks_to_be_forgotten_is_forgotten_with_answers_off_too()
    {
        await using var host = await RunningHost.StartRealAsync("Answers=off");
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("forget me");
        Assert.Contains("Removed on", (await client.WordsAsync()).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_is_under_way_is_finished_kept_and_answered_before_the_host_stops()
    {
        using var folder = new TempFolder();
        string[] settings = ["Storage=sqlite", folder.ToString()];
        BreakableStore? store = null;
        string conversation, token;
        await using (var host = await RunningHost.StartAsync(s => store = new BreakableStore(s), settings))
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            (conversation, token) = (client.Conversation, client.Token);
            store!.Gate = new TaskCompletionSource();
            var saying = client.SayAsync("hello");
            await store.Gated.Task;
            var stopping = host.StopAsync();
            Assert.False(stopping.IsCompleted);
            store.Gate.SetResult();
            Assert.NotEmpty(await saying);
            await stopping;
        }

        await using var again = await RunningHost.StartAsync(settings);
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await new DirectLineClient(again.Http, conversation, token, "").WordsAsync());
    }

    private static async Task<(int Status, JsonNode Json)> ReadyAsync(RunningHost host)
    {
        using var response = await host.Http.GetAsync("/readyz");
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static string Text(JsonNode json, string name) => (string)json[name]!;
}
