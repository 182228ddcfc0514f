using System.Collections.Immutable;
using System.Net.WebSockets;
using Spasms.Bot.Turns;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>
/// One WebSocket: first everything after its watermark, then what comes, in log order, without gap or overlap.
/// One sender a socket; every socket of a conversation gets everything.
/// </summary>
internal sealed class StreamSocket(WebSocket socket, IConversationStore store, Feed.Subscription news, ILogger log)
{
    private const int Page = 100;

    /// <summary>Pings, so that no proxy takes an idle socket for a dead one; a client that doesn't answer them is gone.</summary>
    public static WebSocketOptions Options => new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) };

    /// <summary>Runs until either side ends it.</summary>
    /// <param name="watermark">The last sequence that the client has.</param>
    /// <param name="cancel">The host stops, or the connection broke.</param>
    public async Task RunAsync(long watermark, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = ListenAsync(ended);
        try
        {
            await SendAsync(watermark, ended.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or StoreUnavailableException)
        {
            // The client went, the host stops, or the log can't be read: the client comes back with its watermark.
            Log.SocketEnded(log, fault.GetType().Name);
        }

        await CloseAsync();
        await ended.CancelAsync();
        await listening;
    }

    private async Task SendAsync(long watermark, CancellationToken cancel)
    {
        watermark = await CatchUpAsync(watermark, cancel);
        await foreach (var entries in news.News.ReadAllAsync(cancel))
        {
            if (entries.IsEmpty)
            {
                watermark = await CatchUpAsync(watermark, cancel);
                continue;
            }

            var fresh = entries.Where(e => e.Sequence == 0 || e.Sequence > watermark).ToImmutableArray();
            if (fresh.IsEmpty)
            {
                continue;
            }

            // Something in between was not told here: the log has it.
            if (fresh[0].Sequence > watermark + 1)
            {
                watermark = await CatchUpAsync(watermark, cancel);
                fresh = [.. fresh.Where(e => e.Sequence == 0 || e.Sequence > watermark)];
            }

            watermark = await SendAsync(fresh, watermark, cancel);
        }
    }

    private async Task<long> CatchUpAsync(long watermark, CancellationToken cancel)
    {
        while (await store.ReadAsync(news.Conversation, watermark, Page, cancel) is { IsEmpty: false } entries)
        {
            watermark = await SendAsync(entries, watermark, cancel);
        }

        return watermark;
    }

    private async Task<long> SendAsync(ImmutableArray<LogEntry> entries, long watermark, CancellationToken cancel)
    {
        if (entries.IsEmpty)
        {
            return watermark;
        }

        watermark = Math.Max(watermark, entries.Max(e => e.Sequence));
        var frame = ActivitySet.ToUtf8(entries, watermark);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancel);
        news.Reached = watermark;
        return watermark;
    }

    // Clients send nothing but empty frames to keep proxies awake. Whatever comes is dropped; a close ends the socket.
    private async Task ListenAsync(CancellationTokenSource ended)
    {
        var scrap = new byte[64];
        try
        {
            while ((await socket.ReceiveAsync(scrap.AsMemory(), ended.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke: the same as a close.
        }

        await ended.CancelAsync();
    }

    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "The stream has ended.", patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }
}
