using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

/// <summary>A client that does what DirectLineJS does, step by step.</summary>
internal sealed class DirectLineClient(HttpClient http, string conversation, string token, string streamUrl)
{
    public string Conversation => conversation;

    public string Token => token;

    public string StreamUrl => streamUrl;

    public string Path => "/v3/directline/conversations/" + conversation;

    public static async Task<DirectLineClient> StartAsync(HttpClient http, string? body = null, string? bearer = null)
    {
        var (status, json) = await SendAsync(http, HttpMethod.Post, "/v3/directline/conversations", bearer, body);
        Assert.Equal(201, status);
        return new DirectLineClient(http, (string)json["conversationId"]!, (string)json["token"]!, (string)json["streamUrl"]!);
    }

    /// <summary>Sends a request; every answer of 400 and up must be an error object.</summary>
    public static async Task<(int Status, JsonNode Json)> SendAsync(HttpClient http, HttpMethod method, string path, string? bearer = null, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
        if ((int)response.StatusCode >= 400)
        {
            Check.IsError(response, json);
        }

        return ((int)response.StatusCode, json);
    }

    public Task<(int Status, JsonNode Json)> GetAsync(string path = "", string? bearer = null) =>
        SendAsync(http, HttpMethod.Get, Path + path, bearer ?? token);

    public Task<(int Status, JsonNode Json)> PostAsync(string body, string? bearer = null) =>
        SendAsync(http, HttpMethod.Post, Path + "/activities", bearer ?? token, body);

    /// <summary>Sends a message and gives the id under which it is echoed.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null)
    {
        var message = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "me" } };
        if (clientId is not null)
        {
            message["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
        }

        var (status, json) = await PostAsync(message.ToJsonString());
        Assert.Equal(200, status);
        return (string)json["id"]!;
    }

    /// <summary>Everything in the log, or after a watermark.</summary>
    public async Task<JsonArray> ReadAsync(string watermark = "")
    {
        var (status, json) = await GetAsync("/activities?watermark=" + watermark);
        Assert.Equal(200, status);
        return (JsonArray)json["activities"]!;
    }

    /// <summary>The words of everything in the log.</summary>
    public async Task<IEnumerable<string?>> WordsAsync(string watermark = "") =>
        (await ReadAsync(watermark)).Select(a => (string?)a!["text"]);

    public Task<SocketReader> OpenAsync() => SocketReader.OpenAsync(streamUrl);
}

/// <summary>Reads a stream frame by frame.</summary>
internal sealed class SocketReader(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Watermark { get; private set; } = "";

    public static async Task<SocketReader> OpenAsync(string url)
    {
        var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri(url), patience.Token);
        return new SocketReader(socket);
    }

    /// <summary>Reads until this many activities came.</summary>
    public async Task<List<JsonNode>> ReadAsync(int count)
    {
        var all = new List<JsonNode>();
        while (all.Count < count)
        {
            var frame = JsonNode.Parse(await FrameAsync())!;
            Watermark = (string)frame["watermark"]!;
            all.AddRange(((JsonArray)frame["activities"]!).Select(a => a!));
        }

        return all;
    }

    public async Task KeepAliveAsync() =>
        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, CancellationToken.None);

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    private async Task<string> FrameAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[65_536];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }
}

/// <summary>What holds for every answer.</summary>
internal static class Check
{
    public static void IsError(HttpResponseMessage response, JsonNode json)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty((string?)json["error"]?["code"]));
        Assert.False(string.IsNullOrEmpty((string?)json["error"]?["message"]));
        Assert.DoesNotContain("Exception", json.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", json.ToJsonString(), StringComparison.Ordinal);
    }
}
