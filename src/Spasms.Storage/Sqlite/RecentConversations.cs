using System.Collections.Concurrent;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Conversations that grew lately, as they stand on the disk: a turn then needs no read. One host has the file and one thread
/// writes it, so nothing here can be older than what that thread last told.
/// </summary>
internal sealed class RecentConversations
{
    private const int Most = 1000;

    private volatile ConcurrentDictionary<string, StoredConversation> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, StoredConversation> _old = new(StringComparer.Ordinal);

    /// <summary>The conversation, or null where it has to be read.</summary>
    public StoredConversation? Find(string id) => _young.TryGetValue(id, out var now) || _old.TryGetValue(id, out now) ? now : null;

    /// <summary>Takes in what was just forced to the disk. Called by the writer alone.</summary>
    public void Keep(StoredConversation now)
    {
        _young[now.Id] = now;
        if (_young.Count > Most)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
        }
    }

    /// <summary>Forgets all: something was removed from the disk. Called by the writer alone.</summary>
    public void Clear()
    {
        _young = new(StringComparer.Ordinal);
        _old = new(StringComparer.Ordinal);
    }
}
