using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_conversation_greets_exactly_once()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.PostAsync("""{"type":"event","name":"webchat/join","from":{"id":"me"}}""");
        await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/v3/directline/conversations", client.Token);
        await client.SayAsync("hello");
        Assert.Single(await client.WordsAsync(), "Welcome.");
    }

    [Fact]
    public async Task A_post_is_echoed_first_under_the_id_that_was_returned_and_the_reply_points_to_it()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var id = await client.SayAsync("hello", "c-1");
        var log = await client.ReadAsync();
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], log.Select(a => (string)a!["text"]!));
        var (echo, reply) = (log[1]!, log[2]!);
        Assert.Equal(id, (string)echo["id"]!);
        Assert.Equal(client.Conversation + "|0000002", id);
        Assert.Equal("c-1", (string)echo["channelData"]!["clientActivityID"]!);
        Assert.Equal("user", (string)echo["from"]!["role"]!);
        Assert.Equal(id, (string)reply["replyToId"]!);
        Assert.Equal("bot", (string)reply["from"]!["role"]!);
        Assert.All(log, a => Assert.EndsWith("Z", (string)a!["timestamp"]!, StringComparison.Ordinal));
        Assert.All(log, a => Assert.Equal(client.Conversation, (string)a!["conversation"]!["id"]!));
        Assert.All(log, a => Assert.Equal("directline", (string)a!["channelId"]!));
    }

    [Fact]
    public async Task What_a_client_sends_comes_back_to_the_letter_and_what_the_channel_stamps_does_not()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.PostAsync("""
            {"type":"message","id":"mine","text":" Grüße 🙂 ","localTimestamp":"2026-01-02T03:04:05.678+05:30","big":9007199254740991123,
             "exp":1e400,"unknown":{"a":[1,2,{"b":null}]},"odd":"\ud800","from":{"id":"me","name":"Ann","aadObjectId":"7"},
             "conversation":{"id":"another"},"serviceUrl":"http://evil.example","timestamp":"1999-01-01T00:00:00Z","channelId":"webchat"}
            """);
        using var response = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, client.Path + "/activities?watermark=1")
        {
            Headers = { { "Authorization", "Bearer " + client.Token } },
        });
        var raw = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"text\":\" Grüße 🙂 \"", raw, StringComparison.Ordinal);
        Assert.Contains("\"localTimestamp\":\"2026-01-02T03:04:05.678+05:30\"", raw, StringComparison.Ordinal);
        Assert.Contains("\"big\":9007199254740991123", raw, StringComparison.Ordinal);
        Assert.Contains("\"exp\":1e400", raw, StringComparison.Ordinal);
        Assert.Contains("\"odd\":\"\\ud800\"", raw, StringComparison.Ordinal);
        Assert.Contains("\"unknown\":{\"a\":[1,2,{\"b\":null}]}", raw, StringComparison.Ordinal);
        Assert.Contains("\"aadObjectId\":\"7\"", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("another", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("1999", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tokens_user_replaces_the_senders_id()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http, """{"user":{"id":"dl_ann"}}""");
        await client.SayAsync("hello");
        Assert.Equal("dl_ann", (string)(await client.ReadAsync())[1]!["from"]!["id"]!);
    }

    [Fact]
    public async Task Nobody_speaks_in_the_bots_name()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.PostAsync("""{"type":"message","text":"x","from":{"id":"spasms","role":"bot"}}""");
        var from = (await client.ReadAsync())[1]!["from"]!;
        Assert.Equal(("user", "user"), ((string)from["id"]!, (string)from["role"]!));
    }

    [Fact]
    public async Task A_retry_with_the_same_client_id_gets_the_first_id_and_says_nothing_twice()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var first = await client.SayAsync("hello", "c-1");
        var second = await client.SayAsync("other words", "c-1");
        Assert.Equal(first, second);
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await client.WordsAsync());
    }

    [Fact]
    public async Task Posts_without_client_id_are_each_taken()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("a");
        await client.SayAsync("a");
        Assert.Equal(["Welcome.", "a", "turn 1: a", "a", "turn 2: a"], await client.WordsAsync());
    }

    [Fact]
    public async Task Posts_at_the_same_time_are_taken_one_turn_at_a_time()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => client.SayAsync("m" + i)));
        var words = (await client.WordsAsync("1")).ToList();
        Assert.Equal(40, words.Count);
        for (var turn = 1; turn <= 20; turn++)
        {
            Assert.Equal($"turn {turn}: {words[(turn * 2) - 2]}", words[(turn * 2) - 1]);
        }
    }

    [Fact]
    public async Task Paging_by_watermark_sees_everything_once_and_reading_uses_nothing_up()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        for (var i = 0; i < 5; i++)
        {
            await client.SayAsync("m" + i);
        }

        var seen = new List<string>();
        var watermark = "";
        while (true)
        {
            var (_, page) = await client.GetAsync("/activities?watermark=" + watermark);
            var ids = ((JsonArray)page["activities"]!).Select(a => (string)a!["id"]!).ToList();
            var (_, again) = await client.GetAsync("/activities?watermark=" + watermark);
            Assert.Equal(page.ToJsonString(), again.ToJsonString());
            watermark = (string)page["watermark"]!;
            if (ids.Count == 0)
            {
                break;
            }

            seen.AddRange(ids);
        }

        Assert.Equal(11, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_watermark_that_was_never_ours_is_400(string watermark)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(400, (await client.GetAsync("/activities?watermark=" + watermark)).Status);
        Assert.Equal(400, (await client.GetAsync("?watermark=" + watermark)).Status);
    }

    [Fact]
    public async Task A_future_watermark_is_cut_to_the_end()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var (_, json) = await client.GetAsync("/activities?watermark=1000");
        Assert.Equal("1", (string)json["watermark"]!);
    }

    [Fact]
    public async Task Reconnecting_gives_token_and_stream_from_the_watermark()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("hello");
        var (status, json) = await client.GetAsync("?watermark=2");
        Assert.Equal(200, status);
        Assert.Equal(200, (await client.GetAsync("/activities", (string)json["token"]!)).Status);
        using var socket = await SocketReader.OpenAsync((string)json["streamUrl"]!);
        Assert.Equal("turn 1: hello", (string)(await socket.ReadAsync(1))[0]["text"]!);
    }

    [Fact]
    public async Task Events_and_the_end_are_kept_and_typing_is_not()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        foreach (var type in new[] { "typing", "event", "conversationUpdate", "endOfConversation", "messageReaction", "somethingNew" })
        {
            var (status, json) = await client.PostAsync($$$"""{"type":"{{{type}}}","from":{"id":"me"}}""");
            Assert.Equal(200, status);
            Assert.False(string.IsNullOrEmpty((string?)json["id"]));
        }

        var types = (await client.ReadAsync()).Select(a => (string)a!["type"]!);
        Assert.Equal(["message", "event", "endOfConversation", "messageReaction", "somethingNew"], types);
    }

    [Fact]
    public async Task Buttons_carry_question_turn_and_option_and_a_press_brings_them_back()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("ask");
        var asked = (await client.ReadAsync())[2]!;
        var actions = (JsonArray)asked["suggestedActions"]!["actions"]!;
        Assert.Equal(["messageBack Yes", "messageBack No", "imBack help"], actions.Select(a => $"{a!["type"]} {a["title"]}"));
        Assert.Equal("Yes", (string)actions[0]!["displayText"]!);
        await client.PostAsync(new JsonObject
        {
            ["type"] = "message",
            ["value"] = actions[0]!["value"]!.DeepClone(),
            ["channelData"] = new JsonObject { ["messageBack"] = new JsonObject { ["displayText"] = "Yes" } },
        }.ToJsonString());
        Assert.Equal("pressed q1 of 1: yes", (await client.WordsAsync()).Last());
    }

    [Fact]
    public async Task Citations_are_reference_links_with_a_claim_each()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("cite");
        var reply = (await client.ReadAsync())[2]!;
        var url = $"{host.Address.ToString().TrimEnd('/')}/articles/cramps?q={Spasms.Bot.Pages.CitationLink.Mark("Rest helps a cramp.")}#rest";
        Assert.Equal($"Rest helps a cramp. [1]\n\n[1]: {url} \"Cramps: Rest\"", (string)reply["text"]!);
        var claim = reply["entities"]![0]!["citation"]![0]!;
        Assert.Equal("https://schema.org/Message", (string)reply["entities"]![0]!["type"]!);
        Assert.Equal(1, (int)claim["position"]!);
        Assert.Equal("Claim", (string)claim["@type"]!);
        Assert.Equal(url, (string)claim["appearance"]!["url"]!);
        Assert.Equal("Rest helps a cramp.", (string)claim["appearance"]!["abstract"]!);
        Assert.Equal("answer", (string)reply["channelData"]!["kind"]!);
    }

    [Fact]
    public async Task Who_is_forgotten_still_gets_the_reply_and_then_the_conversation_is_gone()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = await client.OpenAsync();
        await socket.ReadAsync(1);
        await client.SayAsync("my name is Ann");
        await client.SayAsync("forget me");
        Assert.Equal("All gone.", (string)(await socket.ReadAsync(4))[3]["text"]!);
        var last = (await client.WordsAsync("3")).ToArray();
        Assert.Equal(("forget me", "All gone.", 3), (last[0], last[1], last.Length));
        Assert.Equal(404, (await client.PostAsync("""{"type":"message","text":"x"}""")).Status);
        Assert.Equal(404, (await client.GetAsync("")).Status);
    }
}
