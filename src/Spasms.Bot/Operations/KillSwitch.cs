namespace Spasms.Bot.Operations;

/// <summary>
/// Answers off: the setting <c>Answers=off</c>, or a file <c>answers-off</c> in the data folder, which works within a second and
/// without a restart. Messages are still scanned, and emergencies answered (I1).
/// </summary>
internal sealed class KillSwitch(Settings settings, TimeProvider clock)
{
    // Asking the disk costs more than many a part of a turn.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _file = Path.Combine(settings.DataFolder, "answers-off");
    private long _looked;
    private bool _found;

    /// <summary>True while nothing but emergencies is answered.</summary>
    public bool IsOff => settings.AnswersAreOff || IsThere();

    private bool IsThere()
    {
        var (last, now) = (Volatile.Read(ref _looked), clock.GetUtcNow().Ticks);

        // A clock that was set back is no reason not to look.
        if (Math.Abs(now - last) >= Pause.Ticks)
        {
            Volatile.Write(ref _found, File.Exists(_file));
            Volatile.Write(ref _looked, now);
        }

        return Volatile.Read(ref _found);
    }
}
