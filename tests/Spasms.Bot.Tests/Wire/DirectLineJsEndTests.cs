using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Microsoft's own client, unmodified, when a token runs out and when a conversation is removed.</summary>
public sealed class DirectLineJsEndTests
{
    private const string Folder = "tests/Spasms.Bot.Tests/Wire/directlinejs";
    private const string Secret = "a secret that a site of one's own keeps";

    [Theory]
    [InlineData("ws")]
    [InlineData("poll")]
    public async Task It_is_told_that_its_token_expired_and_goes_on_with_another_one(string mode)
    {
        var folder = await NodeProgram.InstalledAsync(Folder, "botframework-directlinejs");
        await using var host = await RunningHost.StartAsync("DirectLine:Secrets:0=" + Secret);
        var client = await DirectLineClient.StartAsync(host.Http, bearer: Secret);
        var driven = NodeProgram.RunAsync("node", ["drive-end.js", host.Address.ToString(), mode, "expired", Secret, client.Token, client.Conversation], folder);
        while (!driven.IsCompleted && !(await client.GetAsync("/activities", Secret)).Json.ToJsonString().Contains("turn 2: ready", StringComparison.Ordinal))
        {
            await Task.Delay(50);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        var (code, output, error) = await driven;
        Assert.True(code == 0, error);

        var report = JsonNode.Parse(output)!;
        Assert.Equal("retry", (string)report["late"]!);
        Assert.Contains("ExpiredToken", Words(report["statuses"]!));
        Assert.DoesNotContain("Ended", Words(report["statuses"]!));
        Assert.Empty((JsonArray)report["errors"]!);
        // After it is given another token the client listens on its old line as well: who shows what came goes by the ids.
        var seen = ((JsonArray)report["seen"]!).DistinctBy(a => (string)a!["id"]!).Select(a => (string)a!["text"]!);
        Assert.Equal(["Welcome.", "hello", "turn 1: hello", "ready", "turn 2: ready", "late", "turn 3: late"], seen);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("poll")]
    public async Task It_is_told_that_a_forgotten_conversation_has_ended(string mode)
    {
        var folder = await NodeProgram.InstalledAsync(Folder, "botframework-directlinejs");
        await using var host = await RunningHost.StartAsync();
        var (code, output, error) = await NodeProgram.RunAsync("node", ["drive-end.js", host.Address.ToString(), mode, "forgotten"], folder);
        Assert.True(code == 0, error);

        var report = JsonNode.Parse(output)!;
        // By its status where it polls, by its error where its socket doesn't come back.
        Assert.Contains(mode == "ws" ? "Error: conversation ended" : "Ended", Words(report[mode == "ws" ? "errors" : "statuses"]!));
        Assert.DoesNotContain("ExpiredToken", Words(report["statuses"]!));
        Assert.NotEqual("retry", (string)report["late"]!);
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], Words(report["seen"]!, "text"));
    }

    private static IEnumerable<string> Words(JsonNode list, string? name = null) =>
        ((JsonArray)list).Select(n => (string)(name is null ? n! : n![name]!)!);
}
