using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>What is to be answered, after the thread has filled in what the question left out.</summary>
/// <param name="Ask">What is asked.</param>
/// <param name="YesNo">True when a yes or no answers it.</param>
/// <param name="Topics">Numbers of its topics.</param>
/// <param name="Question">The question as read.</param>
/// <param name="More">Lines already said are left out.</param>
internal sealed record Goal(Ask Ask, bool YesNo, ImmutableArray<int> Topics, Understood Question, bool More)
{
    private const int Story = 15;

    /// <summary>True when the thread, and not the question, gave the topics.</summary>
    public bool Inherited { get; init; }

    /// <summary>True when something was talked about before.</summary>
    public bool InTalk { get; init; }

    /// <summary>The words of the message before it in the talk (<see cref="State.ThreadState.Worded"/>).</summary>
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>True when it answers what was told and not asked: "legs cramp in bed, I'm 71".</summary>
    public bool IsTold { get; init; }

    /// <summary>Topics that the answer is to leave out (<see cref="Answers.Apart"/>).</summary>
    public ImmutableArray<int> Apart { get; init; } = [];

    /// <summary>The words of the whole message, or those of this question where it asks several.</summary>
    public ImmutableArray<string> Said { get; init; } = Question.Told;

    /// <summary>True when it may follow what was asked before: a few words in a talk.</summary>
    public bool Follows => InTalk && Question.Told.Length <= Story;

    /// <summary>True when only the talk before tells what it means: what is asked after a story of its own stands alone.</summary>
    public bool Leans => Inherited && InTalk && Question.Told.Length <= Story;

    /// <summary>True when a few words that are nothing but a cue ("management") ask for another aspect than a passage's: likeness to other follow-ups says less than the cue.</summary>
    /// <remarks>So does a short question that begins with its cue ("what causes eyelid twitching"), whatever others asked of the eyelid.</remarks>
    public bool IsElsewhere(PassageFacts passage) =>
        (Leans ? Question.IsPlain && Question.Topics.IsEmpty : Question.IsBare && Question.LeadsWithCue && !InTalk) && Question.Ask == Ask
        && ((Question.IsBare && Ask is Ask.Treatment or Ask.Medicines or Ask.Tests or Ask.Prevention or Ask.Causes or Ask.Symptoms && Ranking.Fit(Ask, passage.Passage.Section.Aspect) < Ranking.Fitting)
            || (Ask == Ask.Duration && !passage.Heading.Contains("long")))
        || (Leans && Ask == Ask.Where && Question is { IsBare: true, Ask: Ask.Where } && passage.Compares);
}
