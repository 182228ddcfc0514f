using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("", 400, "BadSyntax")]
    [InlineData("nonsense", 400, "BadSyntax")]
    [InlineData("[]", 400, "BadSyntax")]
    [InlineData("null", 400, "BadSyntax")]
    [InlineData("\"message\"", 400, "BadSyntax")]
    [InlineData("{\"type\":\"message\"", 400, "BadSyntax")]
    [InlineData("{\"type\":\"message\",\"x\":[{\"\\ud800\":1}]}", 400, "BadSyntax")]
    [InlineData("{}", 400, "MissingProperty")]
    [InlineData("{\"type\":null}", 400, "MissingProperty")]
    [InlineData("{\"type\":\"\"}", 400, "BadArgument")]
    [InlineData("{\"type\":7}", 400, "BadArgument")]
    [InlineData("{\"type\":\"\\ud800\"}", 400, "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":7}", 400, "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}", 400, "BadArgument")]
    public async Task A_malformed_activity_is_refused_with_a_reason(string body, int expected, string code)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var (status, json) = await client.PostAsync(body);
        Assert.Equal((expected, code), (status, (string)json["error"]!["code"]!));
    }

    [Fact]
    public async Task After_a_refused_body_the_connection_goes_on()
    {
        await using var host = await RunningHost.StartAsync();
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            ConnectCallback = async (context, cancel) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { BaseAddress = host.Address };
        var client = await DirectLineClient.StartAsync(http);
        foreach (var body in new[] { "nonsense", "{}", "[]", "{\"type\":7}" })
        {
            Assert.Equal(400, (await client.PostAsync(body)).Status);
            Assert.Equal(200, (await client.PostAsync("{\"type\":\"message\",\"text\":\"hello\"}")).Status);
        }

        Assert.Equal(1, connections);
    }

    [Theory]
    [InlineData("{\"type\":\"message\",\"text\":null}")]
    [InlineData("{\"type\":\"message\",\"from\":7,\"channelData\":\"x\",\"value\":[1],\"conversation\":null}")]
    [InlineData("{\"type\":\"message\",\"value\":{\"question\":\"q\",\"turn\":1e99,\"options\":{\"a\":1}}}")]
    [InlineData("{\"type\":\"message\",\"value\":{\"question\":\"\\ud800\",\"options\":[\"\\ud800\",1]}}")]
    [InlineData("{\"type\":\"message\",\"text\":\"a\",\"text\":\"b\",\"\\ud83d\\ude42\":1}")]
    [InlineData("{\"type\":\"message\",\"text\":\"???\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\u0000\"}")]
    public async Task Odd_but_whole_activities_pass_harmlessly(string body)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(200, (await client.PostAsync(body)).Status);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/activity+json", 200)]
    [InlineData(null, 200)]
    [InlineData("text/plain", 415)]
    [InlineData("text/plain; charset=utf-8", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task An_activity_that_says_it_is_no_JSON_is_not_taken(string? type, int expected)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        foreach (var path in new[] { client.Path + "/activities", "/api/messages" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"type":"message","text":"hi","id":"m","from":{"id":"p"},"conversation":{"id":"c"},"serviceUrl":"http://127.0.0.1:1","channelId":"test","deliveryMode":"expectReplies"}""")),
            };
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            request.Headers.TryAddWithoutValidation("Authorization", path == "/api/messages" ? null : "Bearer " + client.Token);
            using var response = await host.Http.SendAsync(request);
            Assert.Equal(expected, (int)response.StatusCode);
            if (expected == 415)
            {
                Assert.Contains("\"code\":\"UnsupportedMediaType\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("POST /v3/directline/conversations/%00/activities HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nno header\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400")]
    [InlineData("nonsense\r\n\r\n", "400")]
    public async Task What_the_server_refuses_by_itself_gets_its_JSON_too(string request, string status)
    {
        await using var host = await RunningHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        var json = JsonNode.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])!;
        Assert.Equal("BadArgument", (string)json["error"]!["code"]!);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        byte[] body = [.. "{\"type\":\"message\",\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Path + "/activities") { Content = new ByteArrayContent(body) };
        request.Headers.Add("Authorization", "Bearer " + client.Token);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_whether_its_length_is_told_or_not(bool told)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var body = Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('a', 300_000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Path + "/activities")
        {
            Content = told ? new ByteArrayContent(body) : new StreamContent(new MemoryStream(body)),
        };
        request.Headers.Add("Authorization", "Bearer " + client.Token);
        request.Headers.TransferEncodingChunked = !told;
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("MessageSizeTooBig", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_is_a_500_that_tells_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var (status, json) = await client.PostAsync("""{"type":"message","text":"fail"}""");
        Assert.Equal((500, "ServiceError"), (status, (string)json["error"]!["code"]!));
        Assert.Equal("turn 1: still here", (await SayAndReadAsync(client, "still here")));
    }

    [Theory]
    [InlineData("GET", "/v3/directline/nothing", 404)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/v3/directline/tokens/generate", 405)]
    [InlineData("PUT", "/v3/directline/conversations", 405)]
    [InlineData("GET", "/api/messages", 405)]
    [InlineData("DELETE", "/healthz", 405)]
    public async Task Unknown_addresses_and_methods_get_an_error_object(string method, string path, int expected)
    {
        await using var host = await RunningHost.StartAsync();
        Assert.Equal(expected, (await DirectLineClient.SendAsync(host.Http, new HttpMethod(method), path)).Status);
    }

    [Fact]
    public async Task A_conversation_that_never_began_is_404()
    {
        await using var host = await RunningHost.StartAsync();
        var (_, json) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/v3/directline/tokens/generate");
        var client = new DirectLineClient(host.Http, (string)json["conversationId"]!, (string)json["token"]!, "");
        Assert.Equal(404, (await client.GetAsync()).Status);
        Assert.Equal(404, (await client.GetAsync("/activities")).Status);
        Assert.Equal(404, (await client.PostAsync("""{"type":"message","text":"x"}""")).Status);
    }

    [Theory]
    [InlineData("/v3/directline/conversations")]
    [InlineData("/v3/directline/conversations/x/activities")]
    [InlineData("/v3/directline/tokens/refresh")]
    public async Task A_preflight_passes_without_credentials_and_allows_what_DirectLineJS_sends(string path)
    {
        await using var host = await RunningHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://clinic.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
        var allowed = string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.All(["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"], h => Assert.Contains(h, allowed, StringComparison.Ordinal));
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Error_answers_carry_the_CORS_headers_too()
    {
        await using var host = await RunningHost.StartAsync();
        foreach (var path in new[] { "/v3/directline/conversations/x", "/v3/directline/nothing", "/v3/directline/conversations/x/activities?watermark=z" })
        {
            using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True((int)response.StatusCode >= 400);
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal("Retry-After", response.Headers.GetValues("Access-Control-Expose-Headers").Single());
        }
    }

    [Fact]
    public async Task Over_the_limit_a_message_is_429_but_an_emergency_is_answered_and_kept_and_polls_go_on()
    {
        await using var host = await RunningHost.StartAsync("RateLimits:PerUserPerMinute=2");
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("one");
        var two = await client.SayAsync("two", "2");
        Assert.Equal(two, await client.SayAsync("two", "2"));
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Path + "/activities") { Content = new StringContent("""{"type":"message","text":"three"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + client.Token);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(429, (int)response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await client.SayAsync("alarm");
        Assert.Equal(["Welcome.", "one", "turn 1: one", "two", "turn 2: two", "alarm", "Call now."], await client.WordsAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await client.SayAsync("later");
    }

    private static async Task<string?> SayAndReadAsync(DirectLineClient client, string text)
    {
        await client.SayAsync(text);
        return (await client.WordsAsync()).Last();
    }
}
