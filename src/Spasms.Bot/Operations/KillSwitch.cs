namespace Spasms.Bot.Operations;

/// <summary>
/// Answers off: the setting <c>Answers=off</c>, or a file <c>answers-off</c> in the data folder, which works at once and without
/// a restart. Messages are still scanned, and emergencies answered (I1).
/// </summary>
internal sealed class KillSwitch(Settings settings)
{
    private readonly string _file = Path.Combine(settings.DataFolder, "answers-off");

    /// <summary>True while nothing but emergencies is answered.</summary>
    public bool IsOff => settings.AnswersAreOff || File.Exists(_file);
}
