using System.Net.Sockets;
using Npgsql;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>What is tried again when a connection breaks or the server restarts, and what is told to the caller.</summary>
internal static class Failover
{
    /// <summary>So often is work tried that may succeed a little later.</summary>
    public const int Attempts = 5;

    /// <summary>True for faults of the connection or of a moment: the same may succeed a little later.</summary>
    public static bool IsPassing(Exception fault) =>
        fault is NpgsqlException { IsTransient: true } or SocketException or IOException or TimeoutException
        || (fault is NpgsqlException && fault.InnerException is { } inner && IsPassing(inner))
        || fault is PostgresException { SqlState: "57014" or "57P01" or "57P02" or "57P03" };

    /// <summary>Runs work that does no harm when it is done twice, until it succeeds or it is no use.</summary>
    /// <exception cref="StoreUnavailableException">It failed to the end.</exception>
    public static async ValueTask<T> AgainAsync<T>(Func<ValueTask<T>> work, string refusal, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception fault) when (IsPassing(fault) && attempt < Attempts)
            {
                await Task.Delay(Pause(attempt), cancel).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException)
            {
                throw new StoreUnavailableException(refusal, fault);
            }
        }
    }

    /// <summary>How long to wait after a failed attempt: a restart takes a second or two.</summary>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(50 << attempt);
}
