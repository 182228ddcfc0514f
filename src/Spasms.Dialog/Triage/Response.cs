using System.Collections.Immutable;
using Spasms.Dialog.Recognizers;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>What every step of the questionnaire sees.</summary>
/// <param name="Now">The newest snapshot: phrases, vocabulary and country come from it.</param>
/// <param name="Book">The triage book that the questionnaire is pinned to.</param>
/// <param name="Message">What the person sent.</param>
/// <param name="Turn">This turn's number: goes into the questions that are put in it.</param>
public sealed record Visit(Snapshot Now, TriageBook Book, UserMessage Message, int Turn)
{
    /// <summary>Reads values out of words.</summary>
    public IRecognizer Recognizer => Now.Recognizer;

    /// <summary>Signs that the person wrote of in free words and did not take back: the result is never below the same day.</summary>
    public ImmutableArray<RedFlagFamily> Flags { get; init; } = [];

    /// <summary>The last questionnaire that this person ended, or null.</summary>
    public EndedTriage? LastTriage { get; init; }
}

/// <summary>A step of the questionnaire: its state from now on and what is said. At most one reply asks, and it is last.</summary>
/// <param name="State">Null when there is none any more.</param>
/// <param name="Replies">In order.</param>
public sealed record TriageStep(QuestionnaireState? State, ImmutableArray<Reply> Replies);

/// <summary>What a message was to the pending question. Closed.</summary>
public abstract record Response
{
    private Response()
    {
    }

    /// <summary>It was read as a response or a move: say the step's replies.</summary>
    public sealed record Read(TriageStep Step) : Response;

    /// <summary>It seems meant as a response but couldn't be read: the step asks again.</summary>
    public sealed record Unclear(TriageStep Step) : Response;

    /// <summary>It is no response: answer it as a question, then <see cref="Questionnaire.AskAgain"/>.</summary>
    public sealed record NotAResponse : Response;
}
