namespace Spasms.Bot.Operations;

/// <summary>What the operator decides and a turn must know.</summary>
/// <param name="Retention">How long things are kept.</param>
/// <param name="AnswersAreOff">Whether the kill switch is thrown just now.</param>
internal sealed record Operating(Retention Retention, Func<bool> AnswersAreOff)
{
    /// <summary>Answers on, and nothing of its own.</summary>
    public static Operating Plain { get; } = new(new Retention(), () => false);
}
