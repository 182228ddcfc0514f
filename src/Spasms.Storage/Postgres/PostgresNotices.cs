using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Npgsql;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Tells the other hosts which conversations grew, and hears it from them. The word goes out after the commit and outside it
/// (inside, NOTIFY makes commits wait for each other), many conversations in one. It may get lost; every few seconds the
/// listener therefore says "look", and whoever follows a log reads what it missed.
/// </summary>
internal sealed class PostgresNotices : IAsyncDisposable
{
    // The server takes less than 8000 bytes. A name that is too long is left to the next look.
    private const int PayloadLimit = 7800;
    private const int NameLimit = 500;

    // Each word wakes every host, so that they must not come for each turn: the first goes at once, what comes while this lasts together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _held;
    private readonly string _channel;
    private readonly string _host = Guid.NewGuid().ToString("N");
    private readonly Channel<string> _grown = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _telling;

    public PostgresNotices(NpgsqlDataSource source, NpgsqlDataSource held, string schema)
    {
        _source = source;
        _held = held;
        _channel = "spasms/" + schema;
        _telling = TellAsync();
    }

    /// <summary>Notes a conversation to be told of.</summary>
    public void Tell(string conversation)
    {
        if (conversation.Length <= NameLimit && !conversation.Contains('\n'))
        {
            _grown.Writer.TryWrite(conversation);
        }
    }

    /// <summary>What other hosts tell; null stands for "look".</summary>
    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var heard = Channel.CreateUnbounded<string?>();
        var listening = ListenAsync(heard.Writer, cancel);
        await foreach (var conversation in heard.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            yield return conversation;
        }

        await listening.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _grown.Writer.TryComplete();
        await _telling.ConfigureAwait(false);
    }

    private async Task TellAsync()
    {
        while (await _grown.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var payload = new StringBuilder(_host);
            var bytes = payload.Length;
            while (_grown.Reader.TryPeek(out var name) && bytes + Encoding.UTF8.GetByteCount(name) + 1 <= PayloadLimit)
            {
                _grown.Reader.TryRead(out _);
                payload.Append('\n').Append(name);
                bytes += Encoding.UTF8.GetByteCount(name) + 1;
            }

            try
            {
                await using var command = _source.CreateCommand("SELECT pg_notify($1, $2)");
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _channel });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload.ToString() });
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or ObjectDisposedException)
            {
                // The others look by themselves every few seconds.
                continue;
            }
            finally
            {
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenAsync(ChannelWriter<string?> heard, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _held.OpenConnectionAsync(cancel).ConfigureAwait(false);
                connection.Notification += (_, notice) => Hear(notice.Payload, heard);
                await RunAsync(connection, $"LISTEN \"{_channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancel).ConfigureAwait(false);
                while (true)
                {
                    heard.TryWrite(null);
                    for (var until = Environment.TickCount64 + (long)Look.TotalMilliseconds; Environment.TickCount64 < until;)
                    {
                        await connection.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(1, until - Environment.TickCount64)), cancel).ConfigureAwait(false);
                    }

                    // A connection that died without a word is found out here.
                    await RunAsync(connection, "SELECT 1", cancel).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                break;
            }
            catch (ObjectDisposedException)
            {
                break;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                heard.TryWrite(null);
                await Task.Delay(Look / 10, CancellationToken.None).ConfigureAwait(false);
            }
        }

        heard.TryComplete();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Constants, and the channel's quoted name.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    private void Hear(string payload, ChannelWriter<string?> heard)
    {
        if (payload.StartsWith(_host, StringComparison.Ordinal))
        {
            return;
        }

        foreach (var name in payload.Split('\n').AsSpan(1))
        {
            heard.TryWrite(name);
        }
    }
}
