using System.Collections.Immutable;
using Spasms.Dialog.State;

namespace Spasms.Dialog;

/// <summary>What a person sent. Time and ids come with it; the core makes neither (I2).</summary>
/// <param name="Text">Their words, untouched.</param>
/// <param name="At">When the host received it.</param>
public sealed record UserMessage(string Text, DateTimeOffset At)
{
    /// <summary>The button pressed, or null for typed words.</summary>
    public Press? Press { get; init; }

    /// <summary>The last questionnaire that the same person ended in another conversation, or null.</summary>
    public EndedTriage? LastTriage { get; init; }

    /// <summary>True when files came with it, which the bot can't look at.</summary>
    public bool HasFiles { get; init; }

    /// <summary>True while the operator has switched answers off: only emergencies are answered (<c>Answers=off</c>).</summary>
    public bool AnswersAreOff { get; init; }

    /// <summary>True when the questionnaire must ask consent first (setting <c>Consent=ask</c>).</summary>
    public bool AskConsent { get; init; }
}

/// <summary>A button press.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Turn">The turn in which it was put; an older one is stale and changes nothing.</param>
/// <param name="Options">Ids of the chosen options.</param>
public sealed record Press(string Question, int Turn, ImmutableArray<string> Options);
