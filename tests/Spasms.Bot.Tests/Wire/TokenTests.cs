using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class TokenTests
{
    private const string Secret = "a-secret-of-some-length";
    private const string Generate = "/v3/directline/tokens/generate";
    private const string Refresh = "/v3/directline/tokens/refresh";
    private const string Start = "/v3/directline/conversations";

    [Fact]
    public async Task A_token_comes_without_body_and_names_its_conversation_and_life()
    {
        await using var host = await RunningHost.StartAsync();
        var (status, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate);
        Assert.Equal(200, status);
        Assert.True((int)json["expires_in"]! > 0);
        Assert.Equal((string)json["conversationId"]!, (string)Claims(json)["conv"]!);
    }

    [Fact]
    public async Task The_user_stands_in_the_token_where_Web_Chat_looks_for_it()
    {
        await using var host = await RunningHost.StartAsync();
        var (_, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate, body: """{"user":{"id":"dl_ann","name":"Ann"}}""");
        Assert.Equal("dl_ann", (string)Claims(json)["user"]!);
    }

    [Fact]
    public async Task The_first_start_with_a_token_is_201_and_the_second_200_with_the_same_conversation()
    {
        await using var host = await RunningHost.StartAsync();
        var (_, token) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate);
        var first = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Start, (string)token["token"]!, """{"user":{}}""");
        var second = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Start, (string)token["token"]!);
        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal((string)token["conversationId"]!, (string)first.Json["conversationId"]!);
        Assert.Equal((string)token["conversationId"]!, (string)second.Json["conversationId"]!);
        Assert.StartsWith("ws://127.0.0.1:", (string)first.Json["streamUrl"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_starts_a_new_conversation_each_time()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:Secrets:0=" + Secret);
        var first = await DirectLineClient.StartAsync(host.Http, bearer: Secret);
        var second = await DirectLineClient.StartAsync(host.Http, bearer: Secret);
        Assert.NotEqual(first.Conversation, second.Conversation);
        Assert.Equal(200, (await first.GetAsync("/activities", Secret)).Status);
    }

    [Fact]
    public async Task Each_of_several_secrets_is_good()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:Secrets:0=" + Secret, "DirectLine:Secrets:1=another-secret-of-length");
        await DirectLineClient.StartAsync(host.Http, bearer: Secret);
        await DirectLineClient.StartAsync(host.Http, bearer: "another-secret-of-length");
    }

    [Fact]
    public async Task A_secret_that_is_taken_out_is_403_after_the_restart_and_tokens_given_under_it_are_good_to_their_end()
    {
        using var folder = new TempFolder();
        string[] settings = ["Storage=sqlite", folder.ToString(), "DirectLine:TokenLifetime=600"];
        DirectLineClient before;
        await using (var host = await RunningHost.StartAsync([.. settings, "DirectLine:Secrets:0=" + Secret]))
        {
            before = await DirectLineClient.StartAsync(host.Http, bearer: Secret);
        }

        await using var again = await RunningHost.StartAsync([.. settings, "DirectLine:Secrets:0=another-secret-of-length"]);
        foreach (var path in new[] { Generate, Start })
        {
            Assert.Equal(403, (await DirectLineClient.SendAsync(again.Http, HttpMethod.Post, path, Secret)).Status);
        }

        var client = new DirectLineClient(again.Http, before.Conversation, before.Token, "");
        Assert.Equal(403, (await client.GetAsync("/activities", Secret)).Status);
        await client.SayAsync("hello");
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], await client.WordsAsync());
        await DirectLineClient.StartAsync(again.Http, bearer: "another-secret-of-length");
        again.Clock.Advance(TimeSpan.FromSeconds(601));
        var (status, json) = await client.GetAsync("/activities");
        Assert.Equal((403, "TokenExpired"), (status, (string)json["error"]!["code"]!));
    }

    [Fact]
    public async Task With_secrets_nobody_gets_a_token_without_one()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:Secrets:0=" + Secret);
        Assert.Equal(401, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate)).Status);
        Assert.Equal(403, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate, "no-secret-of-this-house")).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.1.2.3")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("Forwarded", "for=10.1.2.3")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task What_a_proxy_passed_on_or_another_site_sent_is_not_this_machine(string header, string value)
    {
        await using var host = await RunningHost.StartAsync();
        foreach (var path in new[] { Generate, Start })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { header, value } } };
            using var response = await host.Http.SendAsync(request);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_gets_a_token_without_secret()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:AllowedOrigins:0=https://clinic.example/", "DirectLine:Secrets:0=" + Secret);
        using var request = new HttpRequestMessage(HttpMethod.Post, Generate) { Headers = { { "Origin", "https://clinic.example" } } };
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_expired_token_is_403_TokenExpired_at_once_and_is_not_refreshed()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:TokenLifetime=60");
        var client = await DirectLineClient.StartAsync(host.Http);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        var (status, json) = await client.GetAsync("/activities");
        Assert.Equal((403, "TokenExpired"), (status, (string)json["error"]!["code"]!));
        (status, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Refresh, client.Token);
        Assert.Equal((403, "TokenExpired"), (status, (string)json["error"]!["code"]!));
    }

    [Fact]
    public async Task A_refreshed_token_outlives_the_old_one_which_goes_on_till_its_own_end()
    {
        await using var host = await RunningHost.StartAsync("DirectLine:TokenLifetime=60");
        var client = await DirectLineClient.StartAsync(host.Http);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (status, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Refresh, client.Token);
        Assert.Equal(200, status);
        Assert.Equal(client.Conversation, (string)json["conversationId"]!);
        Assert.Equal(200, (await client.GetAsync("/activities")).Status);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(403, (await client.GetAsync("/activities")).Status);
        Assert.Equal(200, (await client.GetAsync("/activities", (string)json["token"]!)).Status);
    }

    [Fact]
    public async Task A_token_of_one_conversation_neither_reads_nor_writes_another()
    {
        await using var host = await RunningHost.StartAsync();
        var mine = await DirectLineClient.StartAsync(host.Http);
        var other = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(403, (await other.GetAsync("", mine.Token)).Status);
        Assert.Equal(403, (await other.GetAsync("/activities", mine.Token)).Status);
        Assert.Equal(403, (await other.PostAsync("""{"type":"message","text":"x"}""", mine.Token)).Status);
        var stream = other.StreamUrl.Replace("ws://", "http://", StringComparison.Ordinal).Split("&t=")[0]
            + "&t=" + mine.StreamUrl.Split("&t=")[1];
        Assert.Equal(403, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, stream)).Status);
    }

    [Fact]
    public async Task Forged_and_mangled_tokens_are_refused()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var parts = client.Token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        string[] forged =
        [
            parts[0] + "." + Encode(claims.Replace("\"nbf\"", "\"x\"", StringComparison.Ordinal)) + "." + parts[2],
            Encode("""{"alg":"none","typ":"JWT"}""") + "." + parts[1] + ".",
            Encode("""{"alg":"none"}""") + "." + parts[1] + "." + parts[2],
            Encode("""{"alg":"RS256","typ":"JWT"}""") + "." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            parts[0] + ".",
            parts[0] + ".." + parts[2],
            client.Token + "x",
            client.Token[..^2],
            "x",
            "..",
            new string('a', 5000),
            client.StreamUrl.Split("&t=")[1],
        ];
        foreach (var token in forged)
        {
            Assert.Equal(403, (await client.GetAsync("/activities", token)).Status);
        }
    }

    [Fact]
    public async Task A_token_of_another_installation_is_refused()
    {
        await using var one = await RunningHost.StartAsync();
        await using var two = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(one.Http);
        var (status, _) = await DirectLineClient.SendAsync(two.Http, HttpMethod.Post, Refresh, client.Token);
        Assert.Equal(403, status);
    }

    [Theory]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task An_Authorization_that_is_no_bearer_is_401(string header)
    {
        await using var host = await RunningHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Refresh);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_token_for_trusted_origins_is_refused_to_a_page_of_another()
    {
        await using var host = await RunningHost.StartAsync();
        var (_, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, Generate, body: """{"trustedOrigins":["https://clinic.example"]}""");
        foreach (var (origin, expected) in new[] { ("https://clinic.example", 201), ("https://elsewhere.example", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Start)
            {
                Headers = { { "Origin", origin }, { "Authorization", "Bearer " + (string)json["token"]! } },
            };
            using var response = await host.Http.SendAsync(request);
            Assert.Equal(expected, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task The_address_of_a_stream_is_good_for_a_minute()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        var stream = client.StreamUrl.Replace("ws://", "http://", StringComparison.Ordinal);
        Assert.Equal(403, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, stream)).Status);
        var (_, again) = await client.GetAsync();
        using var socket = await SocketReader.OpenAsync((string)again["streamUrl"]!);
        await socket.ReadAsync(1);
    }

    private static JsonNode Claims(JsonNode answer) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(((string)answer["token"]!).Split('.')[1]))!;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
