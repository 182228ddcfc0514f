using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Malformed requests at every endpoint: an error object each time, no fault of ours, and the host lives on.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261127;
    private static readonly int Count = Environment.GetEnvironmentVariable("CI") == "true" ? 10_000 : 1_500;

    [Fact]
    public async Task No_request_however_malformed_is_a_fault_of_ours()
    {
        await using var host = await RunningHost.StartAsync("RateLimits:PerUserPerMinute=0", "RateLimits:PerAddressPerMinute=0", "OwnerKey=a-key-of-some-length");
        string[] paths = [.. host.Paths, "/nothing", "/site.css", "/chat/chat.js", "/v3/directline/nothing"];
        Assert.Superset(new HashSet<string>(["/", "/api/messages", "/chat/feedback", "/result/{token}/fhir", "/owner", "/readyz", "/safety/hazards"]), paths.ToHashSet());
        var client = await DirectLineClient.StartAsync(host.Http);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        var random = new Random(Seed);
        var faults = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var request = new MalformedRequest(random, client, paths);
            using var message = request.Build();
            using var response = await http.SendAsync(message);
            if (await FaultAsync(request, message, response) is { } fault)
            {
                faults.Add($"request {i} of seed {Seed}: {message.Method} {message.RequestUri}: {(int)response.StatusCode} {fault}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(20)));

        Assert.Equal("ok", await host.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        await (await DirectLineClient.StartAsync(host.Http)).SayAsync("alive");
    }

    [Fact]
    public async Task Bytes_that_are_no_request_end_their_connection_and_nothing_else()
    {
        await using var host = await RunningHost.StartAsync();
        var random = new Random(Seed);
        string[] starts = ["GET /", "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "\0\0\0\0", "GET / HTTP/9.9\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"];
        for (var i = 0; i < Count / 50; i++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            byte[] bytes = [.. Encoding.ASCII.GetBytes(starts[random.Next(starts.Length)]), .. noise];
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", host.Address.Port);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(bytes);
            socket.Client.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(" 500 ", await AnswerAsync(stream), StringComparison.Ordinal);
        }

        Assert.Equal("ok", await host.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
    }

    [Fact]
    public async Task A_stream_takes_whatever_frames_a_client_may_send_and_goes_on()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(client.StreamUrl), CancellationToken.None);
        using var reader = new SocketReader(socket);
        await socket.SendAsync(new byte[] { 0, 255, 1 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        await socket.SendAsync(new byte[2_000_000], WebSocketMessageType.Binary, true, CancellationToken.None);
        for (var i = 0; i < 50; i++)
        {
            await socket.SendAsync("""{"type":"message","text":"unheard"}"""u8.ToArray(), WebSocketMessageType.Text, i == 49, CancellationToken.None);
        }

        await client.SayAsync("hello");
        Assert.Equal(["Welcome.", "hello", "turn 1: hello"], (await reader.ReadAsync(3)).Select(a => (string?)a["text"]));
    }

    [Theory]
    [InlineData("text that is no UTF-8", "8182 00000000 C328")]
    [InlineData("no mask", "810461626364")]
    [InlineData("reserved bits", "F180 00000000")]
    [InlineData("an unknown kind", "8380 00000000")]
    [InlineData("the rest of nothing", "8080 00000000")]
    [InlineData("a new message inside another", "0180 00000000 8180 00000000")]
    [InlineData("a ping that is too long", "89FE 0100 00000000")]
    [InlineData("a ping in parts", "0980 00000000")]
    [InlineData("a close with half a code", "8881 00000000 03")]
    [InlineData("a close with a code that is none", "8882 00000000 0001")]
    [InlineData("a length below nothing", "82FF FFFFFFFFFFFFFFFF 00000000")]
    [InlineData("another request", "474554202F20485454502F312E310D0A0D0A")]
    public async Task Frames_that_are_none_end_their_own_socket_and_no_other(string what, string frames)
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var other = await client.OpenAsync();
        await other.ReadAsync(1);
        using var raw = await RawSocket.OpenAsync(client.StreamUrl);
        await raw.SendAsync(Convert.FromHexString(frames.Replace(" ", "", StringComparison.Ordinal)));
        Assert.True(await raw.EndsAsync(), what);
        await client.SayAsync("hello");
        Assert.Equal(["hello", "turn 1: hello"], (await other.ReadAsync(2)).Select(a => (string?)a["text"]));
        Assert.Equal("ok", await host.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
    }

    [Fact]
    public async Task A_socket_that_is_cut_off_inside_a_frame_of_any_length_harms_no_other()
    {
        await using var host = await RunningHost.StartAsync();
        host.Clock.HoldsTimers = true;
        var client = await DirectLineClient.StartAsync(host.Http);
        using var other = await client.OpenAsync();
        await other.ReadAsync(1);
        foreach (var frame in new[] { "82FF 7FFFFFFFFFFFFFFF 00000000 00", "81", "81FE 00", "0185 00000000 61" })
        {
            using var raw = await RawSocket.OpenAsync(client.StreamUrl);
            await raw.SendAsync(Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal)));
        }

        await client.SayAsync("hello");
        Assert.Equal(["hello", "turn 1: hello"], (await other.ReadAsync(2)).Select(a => (string?)a["text"]));
    }

    private static async Task<string> AnswerAsync(NetworkStream stream)
    {
        var answer = new byte[200];
        try
        {
            return Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer));
        }
        catch (IOException)
        {
            // Cut off: the server need not answer what is no request.
            return "";
        }
    }

    private static async Task<string?> FaultAsync(MalformedRequest request, HttpRequestMessage message, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            return status switch
            {
                501 when request.IsMessages && request.Body.Contains("invoke", StringComparison.Ordinal) => null,
                503 when request.AsksReady => null,
                _ => "is a fault of ours",
            };
        }

        var text = await response.Content.ReadAsStringAsync();
        var isPage = request.IsPage && response.Content.Headers.ContentType?.MediaType == "text/html";
        if (status < 400 || message.Method == HttpMethod.Head || isPage)
        {
            return null;
        }

        return response.Content.Headers.ContentType?.MediaType == "application/json" && text.Contains("\"error\"", StringComparison.Ordinal)
            ? null
            : "has no error object";
    }
}
