using System.Net.Sockets;
using System.Text;

namespace Spasms.Bot.Tests.Wire;

/// <summary>A WebSocket byte by byte, for frames that no client would send and for those that every client hides.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new();

    public static async Task<RawSocket> OpenAsync(string url)
    {
        var address = new Uri(url);
        var socket = new RawSocket();
        await socket._client.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await socket.BytesAsync(1))[0]);
        }

        Assert.StartsWith("HTTP/1.1 101 ", head.ToString(), StringComparison.Ordinal);
        return socket;
    }

    public Task SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>The next frame's kind (RFC 6455, 5.2) and content; a server's frames have no mask.</summary>
    public async Task<(int Kind, byte[] Content)> FrameAsync()
    {
        var head = await BytesAsync(2);
        var length = head[1] & 127;
        if (length >= 126)
        {
            length = (await BytesAsync(length == 126 ? 2 : 8)).Aggregate(0, (sum, b) => (sum << 8) | b);
        }

        return (head[0] & 15, await BytesAsync(length));
    }

    /// <summary>True when the server ends the connection, whatever it says before.</summary>
    public async Task<bool> EndsAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var scrap = new byte[4096];
        try
        {
            while (await _client.GetStream().ReadAsync(scrap, patience.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> BytesAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        await _client.GetStream().ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }
}
