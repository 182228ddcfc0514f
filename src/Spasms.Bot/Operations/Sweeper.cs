using Spasms.Protocol.Store;

namespace Spasms.Bot.Operations;

/// <summary>Removes what has been kept long enough (<see cref="Retention"/>): soon after the start, and every hour.</summary>
internal static class Sweeper
{
    // A few at a time, so that no turn waits behind a long removal.
    private const int Batch = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Sweeps now and then until the timer is disposed.</summary>
    public static ITimer Start(IConversationStore store, Retention retention, TimeProvider clock, ILogger log) =>
        clock.CreateTimer(_ => _ = SweepAsync(store, retention, clock.GetUtcNow(), log), null, TimeSpan.FromMinutes(2), Pause);

    /// <summary>Sweeps once. A store that is down is swept the next time.</summary>
    public static async Task SweepAsync(IConversationStore store, Retention retention, DateTimeOffset now, ILogger log)
    {
        try
        {
            var (conversations, notes) = (0, 0);
            if (retention.Conversations is { } life)
            {
                int gone;
                do
                {
                    gone = await store.RemoveConversationsAsync(now - life, Batch, CancellationToken.None);
                    conversations += gone;
                }
                while (gone == Batch);
            }

            foreach (var (kind, age) in retention.Notes)
            {
                notes += await store.RemoveNotesAsync(kind, now - age, CancellationToken.None);
            }

            Log.Swept(log, conversations, notes);
        }
        catch (StoreUnavailableException fault)
        {
            Log.StoreDown(log, fault);
        }
    }
}
