using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>Removes notes whose day is over: files that people sent, and marks of what was to be delivered.</summary>
internal static class ShortNotes
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Sweeps now and then until the timer is disposed.</summary>
    public static ITimer Start(IConversationStore store, TimeProvider clock, ILogger log, params string[] kinds) =>
        clock.CreateTimer(_ => _ = SweepAsync(store, clock, log, kinds), null, TimeSpan.FromMinutes(1), Pause);

    /// <summary>Sweeps once. A store that is down is swept the next time.</summary>
    public static async Task SweepAsync(IConversationStore store, TimeProvider clock, ILogger log, params string[] kinds)
    {
        try
        {
            foreach (var kind in kinds)
            {
                await store.RemoveNotesAsync(kind, clock.GetUtcNow() - Life, CancellationToken.None);
            }
        }
        catch (StoreUnavailableException fault)
        {
            Log.StoreDown(log, fault);
        }
    }
}
