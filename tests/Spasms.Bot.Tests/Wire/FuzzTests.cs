using System.Net.Sockets;
using System.Text;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Malformed requests at every endpoint: an error object each time, no fault of ours, and the host lives on.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261127;
    private static readonly int Count = Environment.GetEnvironmentVariable("CI") == "true" ? 10_000 : 1_000;

    [Fact]
    public async Task No_request_however_malformed_is_a_fault_of_ours()
    {
        await using var host = await RunningHost.StartAsync("RateLimits:PerUserPerMinute=0", "RateLimits:PerAddressPerMinute=0");
        var client = await DirectLineClient.StartAsync(host.Http);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        var random = new Random(Seed);
        var faults = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var request = new MalformedRequest(random, client);
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
            return status == 501 && request.IsMessages && request.Body.Contains("invoke", StringComparison.Ordinal) ? null : "is a fault of ours";
        }

        var text = await response.Content.ReadAsStringAsync();
        var isPage = request.IsPage && response.Content.Headers.ContentType?.MediaType == "text/html";

        // No request at all to the server: it refuses an address with a NUL in it by itself, without a body.
        var isNone = text.Length == 0 && status == 400 && message.RequestUri!.OriginalString.Contains("%00", StringComparison.Ordinal);
        if (status < 400 || message.Method == HttpMethod.Head || isPage || isNone)
        {
            return null;
        }

        return response.Content.Headers.ContentType?.MediaType == "application/json" && text.Contains("\"error\"", StringComparison.Ordinal)
            ? null
            : "has no error object";
    }
}
