using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Privacy;

/// <summary>What is a person's own is taken out at every door before anything is kept, shown again or logged.</summary>
public sealed class RemovedTests
{
    private const string Mail = "jane.roe@example.com";
    private const string Phone = "07700 900123";

    [Fact]
    public async Task A_typed_address_is_in_no_file_no_echo_and_no_log_whichever_door_it_came_in_by()
    {
        using var folder = new TempFolder();
        var log = new LoggedLines();
        string said;
        await using (var host = await RunningHost.StartRealAsync("Storage=sqlite", folder.ToString(), "Logging:LogLevel:Default=Trace"))
        {
            host.LogTo(log);
            var client = await DirectLineClient.StartAsync(host.Http);
            await client.SayAsync($"My calf cramps at night. I am {Mail}, {Phone}.");
            await client.PostAsync($$$"""
                {"type":"message","text":"{{{Mail}}}","value":{"note":"{{{Phone}}}"},"channelData":{"messageBack":{"displayText":"{{{Mail}}}"},"clientActivityID":"4111111111111111"}}
                """);
            await client.SayAsync($"{Mail} chest pain, I can't breathe {Phone}");
            said = (await client.ReadAsync()).ToJsonString();

            var other = await DirectLineClient.StartAsync(host.Http);
            await other.SayAsync($"{Mail} what helps?");
            await other.SayAsync("forget me");

            using var form = new FormUrlEncodedContent([new("text", $"What causes cramps? {Mail} {Phone}")]);
            var page = await (await host.Http.PostAsync("/chat", form)).Content.ReadAsStringAsync();
            Assert.Contains("[removed]", page, StringComparison.Ordinal);
            said += page;

            var (_, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: $$$"""
                {"type":"message","id":"1","text":"what causes cramps {{{Mail}}}","deliveryMode":"expectReplies","channelId":"x","from":{"id":"a","name":"{{{Mail}}}"},"conversation":{"id":"c"}}
                """);
            said += json.ToJsonString();
            await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: $$$$"""
                {"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":{"feedbackText":"thanks {{{{Mail}}}}"}}},"channelId":"x","from":{"id":"a"},"conversation":{"id":"c"},"deliveryMode":"expectReplies"}
                """);
        }

        Assert.Contains("[removed] chest pain", said, StringComparison.Ordinal);
        Assert.Contains("4111111111111111", said, StringComparison.Ordinal);
        foreach (var own in (string[])[Mail, Phone])
        {
            Assert.DoesNotContain(own, said, StringComparison.Ordinal);
            Assert.DoesNotContain(own, log.All, StringComparison.Ordinal);
            Assert.Empty(Traces.InFiles(folder.Path, own));
        }

        Assert.NotEmpty(Traces.InFiles(folder.Path, "My calf cramps at night"));
        Assert.NotEmpty(log.All);
    }
}
