using System.Net;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class ApiMessagesTests
{
    [Fact]
    public async Task A_message_with_expectReplies_is_answered_in_the_response_A3113()
    {
        await using var host = await RunningHost.StartAsync();
        var (status, json) = await PostAsync(host, Message("hello", "m1"));
        Assert.Equal(200, status);
        var reply = Assert.Single((JsonArray)json["activities"]!)!;
        Assert.Equal("turn 1: hello", (string)reply["text"]!);
        Assert.Equal("m1", (string)reply["replyToId"]!);
        Assert.Equal("c1", (string)reply["conversation"]!["id"]!);
        Assert.Equal("bot", (string)reply["from"]!["id"]!);
        Assert.Equal("ann", (string)reply["recipient"]!["id"]!);
        Assert.Equal("emulator", (string)reply["channelId"]!);
        Assert.Equal("http://localhost:1", (string)reply["serviceUrl"]!);
    }

    [Fact]
    public async Task A_repeat_with_the_same_id_gets_the_stored_replies_and_the_first_words_win()
    {
        await using var host = await RunningHost.StartAsync();
        var first = await PostAsync(host, Message("hello", "m1"));
        var again = await PostAsync(host, Message("other words", "m1"));
        Assert.Equal(first.Json.ToJsonString(), again.Json.ToJsonString());
        var next = await PostAsync(host, Message("next", "m2"));
        Assert.Equal("turn 2: next", (string)next.Json["activities"]![0]!["text"]!);
    }

    [Fact]
    public async Task The_same_ids_on_another_channel_are_another_conversation()
    {
        await using var host = await RunningHost.StartAsync();
        await PostAsync(host, Message("hello", "m1"));
        var (_, json) = await PostAsync(host, Message("hello", "m1").Replace("emulator", "skype", StringComparison.Ordinal));
        Assert.Equal("turn 1: hello", (string)json["activities"]![0]!["text"]!);
    }

    [Fact]
    public async Task Who_joins_is_greeted_once_and_the_bots_own_joining_is_not()
    {
        await using var host = await RunningHost.StartAsync();
        var bot = await PostAsync(host, Update("bot"));
        Assert.Empty((JsonArray)bot.Json["activities"]!);
        var ann = await PostAsync(host, Update("ann"));
        Assert.Equal("Welcome.", (string)ann.Json["activities"]![0]!["text"]!);
        var again = await PostAsync(host, Update("ann"));
        Assert.Empty((JsonArray)again.Json["activities"]!);
    }

    [Theory]
    [InlineData("{\"text\":\"x\"}", 400)]
    [InlineData("no json", 400)]
    [InlineData("{\"type\":\"message\",\"text\":\"x\",\"deliveryMode\":\"expectReplies\"}", 400)]
    [InlineData("{\"type\":\"invoke\",\"name\":\"x\",\"deliveryMode\":\"expectReplies\"}", 501)]
    [InlineData("{\"type\":\"somethingNew\"}", 200)]
    [InlineData("{\"type\":\"installationUpdate\",\"action\":\"add\"}", 200)]
    [InlineData("{\"type\":\"messageReaction\",\"deliveryMode\":\"expectReplies\"}", 200)]
    public async Task Other_activities_pass_harmlessly_or_are_refused_with_a_reason(string body, int expected)
    {
        await using var host = await RunningHost.StartAsync();
        Assert.Equal(expected, (await PostAsync(host, body)).Status);
    }

    [Fact]
    public async Task Delivery_to_a_serviceUrl_is_refused_plainly()
    {
        await using var host = await RunningHost.StartAsync();
        var (status, json) = await PostAsync(host, Message("hello", "m1").Replace("expectReplies", "normal", StringComparison.Ordinal));
        Assert.Equal(400, status);
        Assert.Contains("expectReplies", (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_from_elsewhere_are_refused()
    {
        await using var host = await RunningHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(Message("x", "1")) };
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task What_nginx_passes_on_without_being_told_more_is_not_of_this_machine()
    {
        await using var host = await RunningHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Version = HttpVersion.Version10,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(Message("x", "1")),
        };
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("chat.example.org")]
    [InlineData("10.0.0.7:3978")]
    public async Task What_a_silent_proxy_passed_on_is_not_of_this_machine(string name)
    {
        await using var host = await RunningHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(Message("x", "1")) };
        request.Headers.Host = name;
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task With_a_public_address_nobody_is_taken_for_this_machine()
    {
        await using var host = await RunningHost.StartAsync("PublicUrl=https://chat.example.org");
        Assert.Equal(401, (await PostAsync(host, Message("x", "1"))).Status);
    }

    [Fact]
    public async Task After_forget_me_the_same_conversation_begins_anew()
    {
        await using var host = await RunningHost.StartAsync();
        await PostAsync(host, Message("hello", "m1"));
        var (_, gone) = await PostAsync(host, Message("forget me", "m2"));
        Assert.Equal("All gone.", (string)gone["activities"]![0]!["text"]!);
        var (_, json) = await PostAsync(host, Message("hello", "m3"));
        Assert.Equal("turn 1: hello", (string)json["activities"]![0]!["text"]!);
    }

    [Fact]
    public async Task Over_the_limit_a_message_is_429_with_the_time_to_come_back_but_an_emergency_is_answered()
    {
        await using var host = await RunningHost.StartAsync("RateLimits:PerUserPerMinute=1");

        // Limits count by the minute: begin one.
        host.Clock.Advance(TimeSpan.FromSeconds(60 - host.Clock.GetUtcNow().Second));
        Assert.Equal(200, (await PostAsync(host, Message("hello", "m1"))).Status);
        using var content = new StringContent(Message("again", "m2"), System.Text.Encoding.UTF8, "application/json");
        using var refused = await host.Http.PostAsync("/api/messages", content);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var (status, json) = await PostAsync(host, Message("alarm", "m3"));
        Assert.Equal((200, "Call now."), (status, (string)json["activities"]![0]!["text"]!));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await PostAsync(host, Message("again", "m2"))).Status);
    }

    private static Task<(int Status, JsonNode Json)> PostAsync(RunningHost host, string body) =>
        DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: body);

    private static string Message(string text, string id) => $$$"""
        {"type":"message","id":"{{{id}}}","text":"{{{text}}}","deliveryMode":"expectReplies","channelId":"emulator",
         "serviceUrl":"http://localhost:1","from":{"id":"ann"},"recipient":{"id":"bot"},"conversation":{"id":"c1"}}
        """;

    private static string Update(string member) => $$$"""
        {"type":"conversationUpdate","membersAdded":[{"id":"{{{member}}}"}],"deliveryMode":"expectReplies","channelId":"emulator",
         "from":{"id":"ann"},"recipient":{"id":"bot"},"conversation":{"id":"c1"}}
        """;
}
