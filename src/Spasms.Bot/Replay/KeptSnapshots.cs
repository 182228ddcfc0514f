using System.Text;
using Spasms.Dialog;
using Spasms.Knowledge.Triage;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Replay;

/// <summary>Contents by their hash: the folder's own, and older ones compiled from what the store keeps of them.</summary>
internal sealed class KeptSnapshots(Snapshot current, IConversationStore store)
{
    private readonly Dictionary<(string Hash, string Country), Snapshot?> _known = new()
    {
        [(current.Knowledge.Hash, current.Country.Id)] = current,
    };

    /// <summary>The content with this hash for a country; null where it isn't kept or no longer compiles.</summary>
    public async ValueTask<Snapshot?> FindAsync(string hash, string country, CancellationToken cancel)
    {
        if (!_known.TryGetValue((hash, country), out var snapshot))
        {
            var bytes = await store.ReadSnapshotAsync(hash, cancel);
            snapshot = bytes is null ? null : SnapshotLoader.FromFiles(Snapshots.Files(bytes), country).Snapshot;
            _known[(hash, country)] = snapshot;
        }

        return snapshot;
    }

    /// <summary>The triage version with this hash, from the content of the turn or the one that it came with.</summary>
    public async ValueTask<TriageBook?> BookAsync(Snapshot now, string hash, string country, CancellationToken cancel)
    {
        if (hash == now.Knowledge.Triage.Hash)
        {
            return now.Knowledge.Triage;
        }

        return await store.ReadSnapshotAsync(Snapshots.TriageKey(hash), cancel) is { } holder
            && await FindAsync(Encoding.ASCII.GetString(holder), country, cancel) is { } then
                ? then.Knowledge.Triage
                : null;
    }
}
