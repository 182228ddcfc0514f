using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire.Connector;

/// <summary>A channel that calls the bot with its token, and what came of it.</summary>
internal sealed class Channel(RunningHost host, FakeAzure azure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Posts an activity with a good token, or another.</summary>
    public Task<(int Status, JsonNode Json)> PostAsync(string activity, string? token = null) =>
        DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", token ?? azure.Token(host.Clock.GetUtcNow()), activity);

    public string Message(string text, string id) => Activity("message", $$""" "text":"{{text}}","id":"{{id}}" """);

    public string Activity(string type, string more) => $$$"""
        {"type":"{{{type}}}","channelId":"msteams","serviceUrl":"{{{azure.Address}}}/","from":{"id":"29:ann"},"recipient":{"id":"28:bot"},
         "conversation":{"id":"a:1|x"},{{{more}}}}
        """;

    /// <summary>Waits until the channel got so many posts; time passes quickly for whoever waits on the host's clock.</summary>
    public async Task<Received[]> GotAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (azure.Posts.Count < count)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(host.Clock.HoldsTimers ? 3 : 0));
            await Task.Delay(10, patience.Token);
        }

        return [.. azure.Posts];
    }
}
