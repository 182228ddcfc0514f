namespace Spasms.Bot.Turns;

/// <summary>One turn at a time in a conversation, first come first served; other conversations go on beside it.</summary>
internal sealed class ConversationQueues
{
    private const int MostFree = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    // Queues that nobody waits in: a turn alone in its conversation takes one and puts it back.
    private readonly Stack<Queue> _free = new();

    /// <summary>Waits for the turn. Dispose what comes back to let the next one in.</summary>
    public async ValueTask<Place> EnterAsync(string conversation)
    {
        Queue? queue;
        lock (_gate)
        {
            if (!_queues.TryGetValue(conversation, out queue))
            {
                _queues.Add(conversation, queue = _free.TryPop(out var free) ? free : new Queue());
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
                if (_free.Count < MostFree)
                {
                    _free.Push(queue);
                }
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
