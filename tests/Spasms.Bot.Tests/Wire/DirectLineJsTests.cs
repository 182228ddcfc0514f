using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Microsoft's own client, unmodified, in both of its modes.</summary>
public sealed class DirectLineJsTests
{
    [Theory]
    [InlineData("ws")]
    [InlineData("poll")]
    public async Task The_published_client_talks_retries_reconnects_and_resumes(string mode)
    {
        var folder = await NodeProgram.InstalledAsync("tests/Spasms.Bot.Tests/Wire/directlinejs", "botframework-directlinejs");
        await using var host = await RunningHost.StartAsync();
        var (_, token) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/v3/directline/tokens/generate");
        var (code, output, error) = await NodeProgram.RunAsync("node", ["drive.js", host.Address + "v3/directline", (string)token["token"]!, mode], folder);
        Assert.True(code == 0, error);

        var report = JsonNode.Parse(output)!;
        string[] said = ["Welcome.", "hello", "turn 1: hello", "away", "turn 2: away", "last", "turn 3: last"];
        Assert.Equal(said, Words(report["seen"]!));
        Assert.Equal(said[3..], Words(report["resumed"]!));
        var ids = ((JsonArray)report["ids"]!).Select(i => (string)i!).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(ids[1..], ((JsonArray)report["seen"]!).Where(a => (string)a!["from"]!["role"]! == "user").Select(a => (string)a!["id"]!));
        Assert.Empty((JsonArray)report["errors"]!);
        Assert.DoesNotContain("FailedToConnect", report["statuses"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(mode == "ws" ? 3 : 0, (int)report["sockets"]!);
    }

    private static IEnumerable<string> Words(JsonNode activities) => ((JsonArray)activities).Select(a => (string)a!["text"]!);
}
