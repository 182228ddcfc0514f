using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire.Connector;

/// <summary>Microsoft's own Bot Framework code, unmodified, on the other side of <c>/api/messages</c>.</summary>
public sealed class PeerTests
{
    [Fact]
    public async Task The_published_client_calls_the_bot_and_its_channel_service_takes_the_answers()
    {
        var folder = await NodeProgram.InstalledAsync("tests/Spasms.Bot.Tests/Wire/Connector/peer", "botbuilder");
        var port = FreePort();
        await using var host = await RunningHost.StartAsync($"Connector:ServiceUrls:0=http://127.0.0.1:{port}");
        var (code, output, error) = await NodeProgram.RunAsync("node", ["drive.js", host.Address.ToString().TrimEnd('/'), $"{port}"], folder);
        Assert.True(code == 0, error);

        var report = JsonNode.Parse(output)!;
        Assert.Equal([200, 200, 200], report["statuses"]!.AsArray().Select(s => (int)s!));
        Assert.Equal("turn 1: hello", (string)report["replies"]!.AsArray().Single()!["text"]!);
        var delivered = report["delivered"]!.AsArray().Single()!;
        Assert.Equal(("a:1|x", "m|2", "m|2"), ((string)delivered["conversationId"]!, (string)delivered["activityId"]!, (string)delivered["replyToId"]!));
        Assert.Equal(1, (int)delivered["citations"]!);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
