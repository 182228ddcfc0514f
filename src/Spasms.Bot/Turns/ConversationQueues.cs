namespace Spasms.Bot.Turns;

/// <summary>One turn at a time in a conversation, first come first served; other conversations go on beside it.</summary>
internal sealed class ConversationQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn. Dispose what comes back to let the next one in.</summary>
    public async ValueTask<Place> EnterAsync(string conversation)
    {
        Queue? queue;
        lock (_gate)
        {
            if (!_queues.TryGetValue(conversation, out queue))
            {
                _queues.Add(conversation, queue = new Queue());
            }

            queue.Users++;
        }

        await queue.Turn.WaitAsync();
        return new Place(this, conversation, queue);
    }

    private void Leave(string conversation, Queue queue)
    {
        lock (_gate)
        {
            queue.Turn.Release();
            if (--queue.Users == 0)
            {
                _queues.Remove(conversation);
            }
        }
    }

    /// <summary>The right to take a turn.</summary>
    internal readonly struct Place(ConversationQueues owner, string conversation, Queue queue) : IDisposable
    {
        public void Dispose() => owner.Leave(conversation, queue);
    }

    /// <summary>The waiters of one conversation.</summary>
    internal sealed class Queue
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
