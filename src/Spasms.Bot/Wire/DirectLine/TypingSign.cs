namespace Spasms.Bot.Wire.DirectLine;

/// <summary>
/// Shows that the bot is writing when an answer takes long: once, a while after receipt, never after the answer. It belongs to
/// the sockets alone; nothing of it is in the log.
/// </summary>
internal sealed class TypingSign : IDisposable
{
    /// <summary>An answer that is faster than this comes without a sign.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Action? _show;

    /// <summary>Starts to wait.</summary>
    public TypingSign(TimeProvider clock, Action show)
    {
        _show = show;
        _timer = clock.CreateTimer(static sign => ((TypingSign)sign!).Show(), this, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The answer is there: after this returns nothing is shown any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _show = null;
        }

        _timer.Dispose();
    }

    private void Show()
    {
        lock (_gate)
        {
            _show?.Invoke();
            _show = null;
        }
    }
}
