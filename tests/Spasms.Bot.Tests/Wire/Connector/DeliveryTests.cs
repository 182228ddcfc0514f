using System.Text.Json.Nodes;
using Spasms.Bot.Wire.Connector;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Tests.Wire.Connector;

/// <summary>Answers on their way to a channel.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_message_is_answered_at_its_serviceUrl_with_the_bots_own_token()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello", "f:1|2"))).Status);
        var got = (await channel.GotAsync(1))[0];
        Assert.Equal("/v3/conversations/a%3A1%7Cx/activities/f%3A1%7C2", got.Path);
        Assert.Equal("Bearer app-1", got.Authorization);
        Assert.Equal("turn 1: hello", (string)got.Body["text"]!);
        Assert.Equal("f:1|2", (string)got.Body["replyToId"]!);
        Assert.Equal(("28:bot", "29:ann"), ((string)got.Body["from"]!["id"]!, (string)got.Body["recipient"]!["id"]!));
        Assert.Equal("a:1|x", (string)got.Body["conversation"]!["id"]!);
    }

    [Fact]
    public async Task The_bots_token_is_kept_and_fetched_anew_when_it_is_refused_or_old()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        await channel.PostAsync(channel.Message("a", "1"));
        await channel.GotAsync(1);
        await channel.PostAsync(channel.Message("b", "2"));
        await channel.GotAsync(2);
        Assert.Equal(1, azure.TokensGiven);
        azure.Answers.Enqueue(401);
        await channel.PostAsync(channel.Message("c", "3"));
        Assert.Equal("Bearer app-2", (await channel.GotAsync(4))[3].Authorization);
        host.Clock.Advance(TimeSpan.FromMinutes(56));
        await channel.PostAsync(channel.Message("d", "4"));
        Assert.Equal("Bearer app-3", (await channel.GotAsync(5))[4].Authorization);
    }

    [Fact]
    public async Task A_channel_that_is_away_is_tried_again_and_gets_everything_once_and_in_order()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        host.Clock.HoldsTimers = true;
        var channel = new Channel(host, azure);
        foreach (var status in new[] { 503, 429, 500, 408 })
        {
            azure.Answers.Enqueue(status);
        }

        var token = azure.Token(host.Clock.GetUtcNow());
        await channel.PostAsync(channel.Message("a", "1"), token);
        await channel.PostAsync(channel.Message("b", "2"), token);
        await channel.PostAsync(channel.Message("b", "2"), token);
        var got = await channel.GotAsync(6);
        Assert.Equal(["a", "a", "a", "a", "a", "b"], got.Select(r => ((string)r.Body["text"]!)[^1..]));
    }

    [Fact]
    public void Pauses_grow_from_a_second_to_two_minutes_and_are_as_long_as_the_channel_asks()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 120, 120], Enumerable.Range(1, 9).Select(n => Delivery.Pause(n, null).TotalSeconds));
        Assert.Equal([30, 30, 30, 30, 30, 32, 64, 120, 120], Enumerable.Range(1, 9).Select(n => Delivery.Pause(n, TimeSpan.FromSeconds(30)).TotalSeconds));
        Assert.Equal(120, Delivery.Pause(1, TimeSpan.FromHours(1)).TotalSeconds);
        Assert.Equal(1, Delivery.Pause(1, TimeSpan.FromSeconds(-5)).TotalSeconds);
    }

    [Fact]
    public async Task While_the_login_is_away_a_message_is_taken_and_its_answer_waits_for_it()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        host.Clock.HoldsTimers = true;
        var channel = new Channel(host, azure);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("a", "1"))).Status);
        await channel.GotAsync(1);
        host.Clock.Advance(TimeSpan.FromMinutes(56));
        azure.IsDown = true;
        Assert.Equal(200, (await channel.PostAsync(channel.Message("b", "2"))).Status);
        await azure.Refused.Task;
        azure.IsDown = false;
        Assert.Equal("turn 2: b", (string)(await channel.GotAsync(2))[1].Body["text"]!);
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(500, 9)]
    public async Task What_can_t_be_delivered_becomes_a_dead_letter_without_words_and_the_next_goes_out(int status, int attempts)
    {
        IConversationStore? store = null;
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(s => store = s, azure.Settings);
        host.Clock.HoldsTimers = true;
        var channel = new Channel(host, azure);
        azure.Always = status;
        await channel.PostAsync(channel.Message("words", "1"));
        await channel.GotAsync(attempts);
        while ((await store!.ReadNotesAsync(DeadLetter.Kind, "msteams/29:ann", default)).IsEmpty)
        {
            await Task.Delay(10);
        }

        azure.Always = null;
        await channel.PostAsync(channel.Message("more", "2"));
        Assert.Equal("turn 2: more", (string)(await channel.GotAsync(attempts + 1))[^1].Body["text"]!);
        var letter = (await store.ReadNotesAsync(DeadLetter.Kind, null, default)).Single();
        Assert.DoesNotContain("words", System.Text.Encoding.UTF8.GetString(letter.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_delivered_before_a_restart_is_delivered_after_it_and_nothing_twice()
    {
        using var folder = new TempFolder();
        await using var azure = await FakeAzure.StartAsync();
        string[] settings = ["Storage=sqlite", folder.ToString(), .. azure.Settings];
        await using (var host = await RunningHost.StartAsync(settings))
        {
            var channel = new Channel(host, azure);
            await channel.PostAsync(channel.Message("arrives", "1"));
            await channel.GotAsync(1);
            azure.Always = 503;
            await channel.PostAsync(channel.Message("waits", "2"));
            await channel.PostAsync(channel.Message("waits too", "3"));
            await channel.GotAsync(2);
        }

        azure.Posts.Clear();
        azure.Always = null;
        await using (var host = await RunningHost.StartAsync(settings))
        {
            var channel = new Channel(host, azure);
            Assert.Equal(["turn 2: waits", "turn 3: waits too"], (await channel.GotAsync(2)).Select(r => (string)r.Body["text"]!));
            await channel.PostAsync(channel.Message("new", "4"));
            Assert.Equal("turn 4: new", (string)(await channel.GotAsync(3))[2].Body["text"]!);
        }
    }

    [Fact]
    public async Task Without_credentials_a_listed_serviceUrl_is_answered_and_no_other()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync("Connector:ServiceUrls:0=" + azure.Address);
        var channel = new Channel(host, azure);
        Assert.Equal(200, (await PostAsync(host, channel.Message("hello", "1"))).Status);
        Assert.Null((await channel.GotAsync(1))[0].Authorization);
        Assert.Equal(400, (await PostAsync(host, channel.Message("hello", "2").Replace(azure.Address, "http://127.0.0.1:9", StringComparison.Ordinal))).Status);
        Assert.Equal(400, (await PostAsync(host, channel.Message("hello", "3").Replace(azure.Address + "/", azure.Address + "/other", StringComparison.Ordinal))).Status);
        Assert.Single(azure.Posts);
    }

    [Fact]
    public async Task Who_joins_is_greeted_through_the_channel_once()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        await channel.PostAsync(channel.Activity("conversationUpdate", """ "membersAdded":[{"id":"28:bot"}],"id":"1" """));
        await channel.PostAsync(channel.Activity("conversationUpdate", """ "membersAdded":[{"id":"29:ann"}],"id":"2" """));
        await channel.PostAsync(channel.Activity("conversationUpdate", """ "membersAdded":[{"id":"29:ann"}],"id":"3" """));
        await channel.PostAsync(channel.Message("hello", "4"));
        Assert.Equal(["Welcome.", "turn 1: hello"], (await channel.GotAsync(2)).Select(r => (string)r.Body["text"]!));
    }

    [Fact]
    public async Task The_last_words_after_forget_me_and_advice_that_could_not_be_kept_are_delivered_too()
    {
        BreakableStore? store = null;
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s), azure.Settings);
        var channel = new Channel(host, azure);
        await channel.PostAsync(channel.Message("hello", "1"));
        await channel.GotAsync(1);
        await channel.PostAsync(channel.Message("forget me", "2"));
        Assert.Equal("All gone.", (string)(await channel.GotAsync(2))[1].Body["text"]!);
        store!.WritesFail = true;
        await channel.PostAsync(channel.Message("alarm", "3"));
        Assert.Equal("Call now.", (string)(await channel.GotAsync(4))[3].Body["text"]!);
    }

    [Fact]
    public async Task All_kinds_of_activities_pass_harmlessly_and_are_kept_with_what_stands_in_them_A2005()
    {
        IConversationStore? store = null;
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(s => store = s, azure.Settings);
        var channel = new Channel(host, azure);
        string[] kinds = ["event", "endOfConversation", "installationUpdate", "messageReaction", "messageUpdate", "somethingNew"];
        foreach (var kind in kinds)
        {
            Assert.Equal(200, (await channel.PostAsync(channel.Activity(kind, $$""" "id":"{{kind}}","unknown":{"a":[1e400]} """))).Status);
        }

        Assert.Equal(200, (await channel.PostAsync(channel.Activity("typing", """ "id":"t" """))).Status);
        var log = await store!.ReadAsync("msteams/a:1|x", 0, 100, default);
        Assert.Equal(kinds, log.Select(e => (string)JsonNode.Parse(e.Body)!["type"]!));
        Assert.All(log, e => Assert.Contains("\"unknown\":{\"a\":[1e400]}", System.Text.Encoding.UTF8.GetString(e.Body), StringComparison.Ordinal));
        Assert.Empty(azure.Posts);
    }

    [Fact]
    public async Task Feedback_by_invoke_is_accepted_and_kept_and_its_comment_is_looked_through_I1()
    {
        IConversationStore? store = null;
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(s => store = s, azure.Settings);
        var channel = new Channel(host, azure);
        Assert.Equal(200, (await channel.PostAsync(Feedback("fine"))).Status);
        Assert.Equal(200, (await channel.PostAsync(Feedback("alarm"))).Status);
        Assert.Equal("Call now.", (string)(await channel.GotAsync(1))[0].Body["text"]!);
        Assert.Equal(2, (await store!.ReadNotesAsync("feedback", "msteams/29:ann", default)).Length);
        Assert.Equal(501, (await channel.PostAsync(channel.Activity("invoke", """ "name":"other" """))).Status);

        string Feedback(string comment) => channel.Activity(
            "invoke",
            $$$""" "name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":{"feedbackText":"{{{comment}}}"} } } """);
    }

    private static Task<(int Status, JsonNode Json)> PostAsync(RunningHost host, string body) =>
        DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: body);
}
