using System.Collections.Concurrent;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>Counts messages per person and per network address in windows of a minute. Reading is never limited.</summary>
internal sealed class RateLimits(int perUser, int perAddress, TimeProvider clock)
{
    private const int Window = 60;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _minute;

    /// <summary>Counts a post. False when the person or the address is over the limit.</summary>
    /// <param name="context">Shows the address.</param>
    /// <param name="person">Who; null where that is not known yet.</param>
    public bool Allows(HttpContext context, string? person) =>
        Count('a', Address(context), perAddress) & (person is null || Count('u', person, perUser));

    /// <summary>Counts a post that a channel vouches for. False when the person is over the limit.</summary>
    public bool Allows(string person) => Count('u', person, perUser);

    /// <summary>Counts a request for a token or conversation; refuses when the address is over the limit.</summary>
    public void Check(HttpContext context)
    {
        if (!Count('a', Address(context), perAddress))
        {
            throw new RefusedException(TooMany());
        }
    }

    /// <summary>The refusal, with the seconds that are left of the minute.</summary>
    public Fault TooMany() => Fault.TooMany(Window - (int)(clock.GetUtcNow().ToUnixTimeSeconds() % Window));

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private bool Count(char kind, string name, int limit)
    {
        if (limit == 0)
        {
            return true;
        }

        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / Window;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
        {
            _counts.Clear();
        }

        return _counts.AddOrUpdate(kind + name, 1, (_, n) => n + 1) <= limit;
    }
}
