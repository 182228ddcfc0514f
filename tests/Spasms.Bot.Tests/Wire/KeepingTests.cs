using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class KeepingTests
{
    [Fact]
    public async Task A_restart_on_the_same_file_keeps_conversation_state_tokens_and_idempotency()
    {
        using var folder = new TempFolder();
        string[] settings = ["Storage=sqlite", folder.ToString()];
        string conversation, token, first;
        await using (var host = await RunningHost.StartAsync(settings))
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            (conversation, token) = (client.Conversation, client.Token);
            first = await client.SayAsync("before", "c-1");
        }

        await using (var host = await RunningHost.StartAsync(settings))
        {
            var client = new DirectLineClient(host.Http, conversation, token, "");
            Assert.Equal(first, await client.SayAsync("before", "c-1"));
            await client.SayAsync("after");
            Assert.Equal(["Welcome.", "before", "turn 1: before", "after", "turn 2: after"], await client.WordsAsync());
        }
    }

    [Fact]
    public async Task The_signing_key_is_readable_by_its_owner_alone()
    {
        using var folder = new TempFolder();
        await using var host = await RunningHost.StartAsync("Storage=sqlite", folder.ToString());
        var path = Path.Combine(folder.Path, "directline.key");
        Assert.Equal(32, new FileInfo(path).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_second_host_on_one_data_folder_is_refused()
    {
        using var folder = new TempFolder();
        await using var host = await RunningHost.StartAsync("Storage=sqlite", folder.ToString());
        var refused = await Assert.ThrowsAsync<Protocol.Store.StoreUnavailableException>(
            async () => await RunningHost.StartAsync("Storage=sqlite", folder.ToString()));
        Assert.Contains("Another host", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_comes_back_to_its_last_conversation_by_its_resume_key()
    {
        await using var host = await RunningHost.StartAsync();
        var first = await SessionAsync(host, "{}");
        var client = Client(host, first);
        await client.SayAsync("hello");
        var key = (string)first["resumeKey"]!;
        var back = await SessionAsync(host, $$"""{"resumeKey":"{{key}}"}""");
        Assert.Equal((string)first["conversationId"]!, (string)back["conversationId"]!);
        Assert.Equal((string)first["userId"]!, (string)back["userId"]!);
        Assert.True((bool)back["resumed"]!);
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await Client(host, back).WordsAsync());
        Assert.EndsWith("/v3/directline", (string)back["domain"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_afresh_is_a_new_conversation_of_the_same_person()
    {
        await using var host = await RunningHost.StartAsync();
        var first = await SessionAsync(host, "");
        var key = (string)first["resumeKey"]!;
        var fresh = await SessionAsync(host, $$"""{"resumeKey":"{{key}}","fresh":true}""");
        Assert.NotEqual((string)first["conversationId"]!, (string)fresh["conversationId"]!);
        Assert.Equal((string)first["userId"]!, (string)fresh["userId"]!);
        var back = await SessionAsync(host, $$"""{"resumeKey":"{{key}}"}""");
        Assert.Equal((string)fresh["conversationId"]!, (string)back["conversationId"]!);
    }

    [Fact]
    public async Task An_unknown_resume_key_is_not_taken_over()
    {
        await using var host = await RunningHost.StartAsync();
        var session = await SessionAsync(host, """{"resumeKey":"guess"}""");
        Assert.NotEqual("guess", (string)session["resumeKey"]!);
        Assert.False((bool)session["resumed"]!);
    }

    [Fact]
    public async Task Who_is_forgotten_loses_every_conversation_and_the_key_opens_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        var first = await SessionAsync(host, "{}");
        var key = (string)first["resumeKey"]!;
        var second = await SessionAsync(host, $$"""{"resumeKey":"{{key}}","fresh":true}""");
        await Client(host, second).SayAsync("forget me");
        Assert.Equal(404, (await Client(host, first).GetAsync()).Status);
        Assert.False((bool)(await SessionAsync(host, $$"""{"resumeKey":"{{key}}"}"""))["resumed"]!);
    }

    private static async Task<JsonNode> SessionAsync(RunningHost host, string body)
    {
        var (status, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/chat/session", body: body);
        Assert.Equal(200, status);
        return json;
    }

    private static DirectLineClient Client(RunningHost host, JsonNode session) =>
        new(host.Http, (string)session["conversationId"]!, (string)session["token"]!, "");
}
