namespace Spasms.Storage.Postgres;

/// <summary>
/// How many conversations went on lately and how many turns they took, on all hosts together: what each host takes for its
/// measure of a group, so that a turn costs the same however the people are spread. Safe for several threads.
/// </summary>
internal sealed class Talkers
{
    private const int WindowMilliseconds = 250;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _talking = [];
    private long _began;
    private int _turns;
    private (int Conversations, int Turns) _before;

    /// <summary>Counts a turn of a conversation.</summary>
    /// <param name="conversation">Its id.</param>
    /// <param name="now">Milliseconds of any clock that never goes back, the same for all calls.</param>
    public void Add(ReadOnlySpan<char> conversation, long now)
    {
        lock (_gate)
        {
            Turn(now);
            _talking.Add(string.GetHashCode(conversation));
            _turns++;
        }
    }

    /// <summary>
    /// So many turns make a group: half of those who talk, so that two hosts fill it as one does, and no more than come within
    /// the time that is worth waiting. One where hardly anybody talks.
    /// </summary>
    /// <param name="now">As above.</param>
    /// <param name="worthMilliseconds">So long a single host with all the people waits for a group at most.</param>
    /// <param name="most">No group is greater.</param>
    public int Group(long now, int worthMilliseconds, int most)
    {
        lock (_gate)
        {
            Turn(now);
            return Math.Clamp(Math.Min(_before.Conversations / 2, _before.Turns * worthMilliseconds / WindowMilliseconds), 1, most);
        }
    }

    // Only a whole window tells; one that nobody looked at for longer is over.
    private void Turn(long now)
    {
        if (now - _began < WindowMilliseconds)
        {
            return;
        }

        _before = now - _began < 2 * WindowMilliseconds ? (_talking.Count, _turns) : default;
        _talking.Clear();
        _turns = 0;
        _began = now;
    }
}
