using System.Collections.Concurrent;

namespace Spasms.Protocol.Store;

/// <summary>What was kept lately, by name, a thousand to two thousand of them: what nobody asks for again goes by itself.</summary>
/// <typeparam name="T">What is remembered of each.</typeparam>
public sealed class Recent<T>
    where T : class
{
    private const int Most = 1000;

    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<string, T> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, T> _old = new(StringComparer.Ordinal);

    // About how many are young: the dictionary's own count takes all of its locks.
    private int _count;

    /// <summary>What was kept last under a name, or null.</summary>
    public T? Find(string name) => _young.TryGetValue(name, out var found) || _old.TryGetValue(name, out found) ? found : null;

    /// <summary>The same by a name that stands in a longer text.</summary>
    public T? Find(ReadOnlySpan<char> name) =>
        _young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) || _old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out found)
            ? found
            : null;

    /// <summary>Takes it in, in the place of what was there.</summary>
    public void Keep(string name, T value)
    {
        var young = _young;
        if (!young.TryAdd(name, value))
        {
            young[name] = value;
        }
        else if (Interlocked.Increment(ref _count) > Most)
        {
            lock (_turning)
            {
                // Unless another thread was faster, or all was forgotten meanwhile.
                if (ReferenceEquals(_young, young))
                {
                    _count = 0;
                    _old = young;
                    _young = new(StringComparer.Ordinal);
                }
            }
        }
    }

    /// <summary>Forgets one.</summary>
    public void Remove(string name)
    {
        _young.TryRemove(name, out _);
        _old.TryRemove(name, out _);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_turning)
        {
            _count = 0;
            _young = new(StringComparer.Ordinal);
            _old = new(StringComparer.Ordinal);
        }
    }
}
