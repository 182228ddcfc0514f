using System.Collections.Immutable;

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

    /// <summary>What the person has told of their own trouble so far; the questionnaire confirms facts in it.</summary>
    public string Story { get; init; } = "";

    /// <summary>The last answered message: "repeat" answers it again.</summary>
    public AnsweredMessage? Last { get; init; }
}

/// <summary>A message and the thread it was answered in: the same two give the same answer (I7).</summary>
/// <param name="Text">The person's words.</param>
/// <param name="Thread">What the talk was about before.</param>
public sealed record AnsweredMessage(string Text, ThreadState Thread);

/// <summary>A raised alarm: which families, in which turn.</summary>
public sealed record AlarmState
{
    /// <summary>Ids of the families, gravest first.</summary>
    public ImmutableArray<string> Families { get; init; } = [];

    /// <summary>The turn in which it was raised.</summary>
    public int Turn { get; init; }

    /// <summary>True while the bot has only asked whether the sign was meant.</summary>
    public bool Asked { get; init; }
}
