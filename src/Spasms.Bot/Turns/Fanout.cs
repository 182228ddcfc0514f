using System.Collections.Immutable;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// Brings what other hosts kept to the sockets of this one. A word about a conversation sends its readers to the log; when a
/// word may have got lost, the places of all logs that are read here are compared in one read.
/// </summary>
internal sealed class Fanout(IConversationStore store, Feed feed, RecentTurns recent, ILogger log)
{
    /// <summary>Runs until the host stops; ends at once on a store that no other host can share.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var grown in store.WatchAsync(stopping))
            {
                if (grown is null)
                {
                    await LookAsync(stopping);
                }
                else
                {
                    recent.Remove(grown);
                    feed.Wake(grown);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
            return;
        }
        catch (Exception fault)
        {
            Log.FanoutEnded(log, fault);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        var reading = feed.Reading().ToImmutableArray();
        if (reading.IsEmpty)
        {
            return;
        }

        try
        {
            var places = await store.PlacesAsync([.. reading.Select(r => r.Conversation)], stopping);
            foreach (var (conversation, reached) in reading)
            {
                if (places.TryGetValue(conversation, out var last) && last > reached)
                {
                    feed.Wake(conversation);
                }
            }
        }
        catch (StoreUnavailableException fault)
        {
            // The next look is seconds away.
            Log.StoreDown(log, fault);
        }
    }
}
