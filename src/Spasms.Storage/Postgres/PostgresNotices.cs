using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Npgsql;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Which conversations grew: what other hosts are told, and what is heard from them. A word may get lost; every few seconds the
/// listener therefore says "look", and whoever follows a log reads what it missed.
/// </summary>
internal sealed class PostgresNotices(NpgsqlDataSource held, string schema)
{
    // The server takes less than 8000 bytes. A name that is too long is left to the next look.
    private const int PayloadLimit = 7800;
    private const int NameLimit = 500;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly string _host = Guid.NewGuid().ToString("N");

    /// <summary>Where hosts listen that share the tables.</summary>
    public string Channel { get; } = "spasms/" + schema;

    /// <summary>Who talks, on this host and on those that are heard.</summary>
    public Talkers Talkers { get; } = new();

    /// <summary>The word to other hosts that these conversations grew.</summary>
    public string Word(IEnumerable<string> conversations)
    {
        var word = new StringBuilder(_host);
        var bytes = word.Length;
        foreach (var name in conversations)
        {
            var more = Encoding.UTF8.GetByteCount(name) + 1;
            if (name.Length <= NameLimit && bytes + more <= PayloadLimit && !name.AsSpan().ContainsAny('\n', '\0'))
            {
                word.Append('\n').Append(name);
                bytes += more;
            }
        }

        return word.ToString();
    }

    /// <summary>Tells other hosts of conversations outside a group. What they aren't told they find out by themselves.</summary>
    public async Task TellAsync(NpgsqlConnection connection, IEnumerable<string> conversations)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Word(conversations) });
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException)
        {
            // It is done all the same.
            return;
        }
    }

    /// <summary>What other hosts tell; null stands for "look".</summary>
    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string?>();
        var listening = ListenAsync(heard.Writer, cancel);
        await foreach (var word in heard.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            // A word at a time: each conversation of it by itself would wake a thread of its own.
            foreach (var conversation in word is null ? [null] : (string?[])word.Split('\n')[1..])
            {
                yield return conversation;
            }
        }

        await listening.ConfigureAwait(false);
    }

    private async Task ListenAsync(ChannelWriter<string?> heard, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await held.OpenConnectionAsync(cancel).ConfigureAwait(false);
                connection.Notification += (_, notice) => Hear(notice.Payload, heard);
                await RunAsync(connection, $"LISTEN \"{Channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancel).ConfigureAwait(false);
                while (true)
                {
                    heard.TryWrite(null);
                    for (var until = Environment.TickCount64 + (long)Look.TotalMilliseconds; Environment.TickCount64 < until;)
                    {
                        var waiting = connection.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(1, until - Environment.TickCount64)), cancel);
                        var wasThere = waiting.IsCompleted;
                        if (await waiting.ConfigureAwait(false) && !wasThere)
                        {
                            // More will come where many talk, and is then there at once: being woken costs more than what is heard.
                            await Task.Delay(Rest, cancel).ConfigureAwait(false);
                        }
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

        var now = Environment.TickCount64;
        foreach (var name in payload.AsSpan().Split('\n'))
        {
            if (name.Start.Value > 0)
            {
                Talkers.Add(payload.AsSpan()[name], now);
            }
        }

        heard.TryWrite(payload);
    }
}
