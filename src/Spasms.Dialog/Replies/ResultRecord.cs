using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Dialog.Replies;

/// <summary>
/// What a finished questionnaire amounts to, apart from its words: what the print page and a clinic's computer (FHIR) need.
/// </summary>
/// <param name="Book">Hash of the triage book that it went by.</param>
/// <param name="Level">How urgent.</param>
/// <param name="Answers">What was told, in the book's order.</param>
public sealed record ResultRecord(string Book, Urgency Level, ImmutableArray<ResultAnswer> Answers);

/// <summary>One answer of a finished questionnaire.</summary>
/// <param name="Question">The question's linkId.</param>
/// <param name="Title">What the summary calls it.</param>
/// <param name="Said">The answer as the summary says it.</param>
/// <param name="Kind">How it was read.</param>
public sealed record ResultAnswer(string Question, string Title, string Said, AnswerKind Kind)
{
    /// <summary>Ids of the chosen options.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The number in the question's unit, or null.</summary>
    public double? Value { get; init; }
}

/// <summary>How an answer was read: "not sure" is never "no".</summary>
public enum AnswerKind
{
    /// <summary>Options or a number.</summary>
    Given,

    /// <summary>"No" or "none of these".</summary>
    No,

    /// <summary>Asked, and not known.</summary>
    NotSure,

    /// <summary>Asked, and left out.</summary>
    Skipped,
}
