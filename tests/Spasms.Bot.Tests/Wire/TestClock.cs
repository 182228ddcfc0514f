namespace Spasms.Bot.Tests.Wire;

/// <summary>The machine's clock, moved on by a test. With <see cref="HoldsTimers"/> timers run out only when the test says so.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<HeldTimer> _held = [];
    private TimeSpan _ahead;

    /// <summary>Timers that start from now on wait for <see cref="Advance"/>.</summary>
    public bool HoldsTimers { get; set; }

    public void Advance(TimeSpan by)
    {
        List<HeldTimer> due;
        lock (_gate)
        {
            _ahead += by;
            _held.ForEach(t => t.Left -= by);
            due = _held.FindAll(t => t.Left <= TimeSpan.Zero);
            _held.RemoveAll(due.Contains);
        }

        due.ForEach(t => t.Run());
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!HoldsTimers)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new HeldTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HeldTimer(TestClock clock, Action run) : ITimer
    {
        public TimeSpan Left { get; set; }

        public void Run() => run();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._held.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Left = dueTime;
                    clock._held.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._held.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
