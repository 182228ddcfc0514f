using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// Tells the sockets of a conversation what was added to its log. The log stays the outbox: a socket that missed
/// something reads it there. Entries that can't be in the log (the store is down, or the person was just forgotten)
/// float here for a short while, so that polls see them too.
/// </summary>
internal sealed class Feed(TimeProvider clock)
{
    private const int FloatingLimit = 1000;
    private static readonly TimeSpan FloatingLife = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, ImmutableList<Subscription>> _subscriptions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FloatingEntries> _floating = new(StringComparer.Ordinal);

    /// <summary>Opens a reader; dispose it to close.</summary>
    public Subscription Subscribe(string conversation)
    {
        var subscription = new Subscription(this, conversation);
        _subscriptions.AddOrUpdate(conversation, _ => [subscription], (_, all) => all.Add(subscription));
        return subscription;
    }

    /// <summary>Hands entries to every reader.</summary>
    public void Publish(string conversation, ImmutableArray<LogEntry> entries)
    {
        if (_subscriptions.TryGetValue(conversation, out var all))
        {
            foreach (var subscription in all)
            {
                subscription.Write(entries);
            }
        }
    }

    /// <summary>Sends every reader of a conversation to the log, where something may have come that nobody handed out.</summary>
    public void Wake(string conversation) => Publish(conversation, []);

    /// <summary>Each conversation that is read here, and the place that its hindmost reader has reached.</summary>
    public IEnumerable<(string Conversation, long Reached)> Reading() =>
        _subscriptions.Where(s => !s.Value.IsEmpty).Select(s => (s.Key, s.Value.Min(reader => reader.Reached)));

    /// <summary>Keeps entries in sight that the log doesn't hold.</summary>
    public void Float(string conversation, ImmutableArray<LogEntry> entries)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, old) in _floating)
        {
            if (old.Until <= now || _floating.Count >= FloatingLimit)
            {
                _floating.TryRemove(id, out _);
            }
        }

        _floating[conversation] = new FloatingEntries(entries, now + FloatingLife);
    }

    /// <summary>Lets the floating entries go: the conversation's log grows again.</summary>
    public void Sink(string conversation) => _floating.TryRemove(conversation, out _);

    /// <summary>The floating entries after a place; an entry without a place (0) is always among them.</summary>
    public ImmutableArray<LogEntry> Floating(string conversation, long after) =>
        _floating.TryGetValue(conversation, out var floating) && floating.Until > clock.GetUtcNow()
            ? [.. floating.Entries.Where(e => e.Sequence == 0 || e.Sequence > after)]
            : [];

    private void Close(Subscription subscription)
    {
        while (_subscriptions.TryGetValue(subscription.Conversation, out var all))
        {
            var rest = all.Remove(subscription);
            var done = rest.IsEmpty
                ? _subscriptions.TryRemove(new(subscription.Conversation, all))
                : _subscriptions.TryUpdate(subscription.Conversation, rest, all);
            if (done)
            {
                return;
            }
        }
    }

    private sealed record FloatingEntries(ImmutableArray<LogEntry> Entries, DateTimeOffset Until);

    /// <summary>One reader of one conversation.</summary>
    internal sealed class Subscription(Feed feed, string conversation) : IDisposable
    {
        private readonly Channel<ImmutableArray<LogEntry>> _news = Channel.CreateUnbounded<ImmutableArray<LogEntry>>();

        public string Conversation => conversation;

        /// <summary>The last place that the reader has had.</summary>
        public long Reached { get; set; }

        /// <summary>What was added since the subscription began; an empty one says "look in the log".</summary>
        public ChannelReader<ImmutableArray<LogEntry>> News => _news.Reader;

        public void Write(ImmutableArray<LogEntry> entries) => _news.Writer.TryWrite(entries);

        public void Dispose()
        {
            _news.Writer.TryComplete();
            feed.Close(this);
        }
    }
}
