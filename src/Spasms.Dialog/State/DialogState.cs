using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Dialog.State;

/// <summary>All that a conversation remembers between turns. Has a versioned JSON form of its own (I6).</summary>
public sealed record DialogState
{
    /// <summary>A conversation that has not begun.</summary>
    public static DialogState New { get; } = new();

    /// <summary>Turns taken; the next question carries this number plus one.</summary>
    public int Turns { get; init; }

    /// <summary>What the talk is about.</summary>
    public ThreadState Thread { get; init; } = new();

    /// <summary>The questionnaire in flight, or null.</summary>
    public QuestionnaireState? Questionnaire { get; init; }

    /// <summary>The last alarm raised and not yet explained away, or null.</summary>
    public AlarmState? Alarm { get; init; }

    /// <summary>How the last questionnaire of this conversation ended, or null.</summary>
    public EndedTriage? LastTriage { get; init; }

    /// <summary>What the person has told of their own trouble so far; the questionnaire confirms facts in it.</summary>
    public string Story { get; init; } = "";

    /// <summary>The last answered message: "repeat" answers it again.</summary>
    public AnsweredMessage? Last { get; init; }
}

/// <summary>A message and the thread it was answered in: the same two give the same answer (I7).</summary>
/// <param name="Text">The person's words.</param>
/// <param name="Thread">What the talk was about before.</param>
public sealed record AnsweredMessage(string Text, ThreadState Thread);

/// <summary>How a questionnaire ended: a second one soon after is taken with more care.</summary>
/// <param name="At">When.</param>
/// <param name="Level">The level it ended with.</param>
/// <param name="Who">Whom it was about, as an option of the question "who"; null when nobody said.</param>
public sealed record EndedTriage(DateTimeOffset At, Urgency Level, string? Who);

/// <summary>A raised alarm: which families, in which turn.</summary>
public sealed record AlarmState
{
    /// <summary>Ids of the families, gravest first.</summary>
    public ImmutableArray<string> Families { get; init; } = [];

    /// <summary>The turn in which it was raised.</summary>
    public int Turn { get; init; }

    /// <summary>When it was raised; states stored before this was kept have none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>True while the bot has only asked whether the sign was meant.</summary>
    public bool Asked { get; init; }

    /// <summary>The message that was asked about, without personal data: when the sign was not meant, the talk goes on with it.</summary>
    public string? Said { get; init; }

    /// <summary>True when the message was answered beside the check: whoever then goes on with something else has read it.</summary>
    public bool? Answered { get; init; }

    /// <summary>What was remembered before the check: it stands again when the sign was not meant.</summary>
    public AlarmState? Before { get; init; }

    /// <summary>True when emergency advice was given; states stored before this was kept say nothing.</summary>
    public bool? Emergency { get; init; }

    /// <summary>True when it was given once more to an "ok" or "yes".</summary>
    public bool? Repeated { get; init; }
}
