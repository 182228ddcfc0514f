using System.Collections.Immutable;

namespace Spasms.Knowledge.Triage;

/// <summary>
/// What a result quotes from the articles and which warning signs it names first (knowledge/result.yaml). Findings stand
/// here by id, since a questionnaire in flight may go by an older triage book than this file.
/// </summary>
/// <param name="Contributors">What can play a part, nearest first.</param>
/// <param name="Help">What may help now, nearest first; only where nothing urgent was found.</param>
/// <param name="Watch">Warning signs that matter most for some findings.</param>
public sealed record ResultBook(ImmutableArray<ResultPassage> Contributors, ImmutableArray<ResultPassage> Help, ImmutableArray<ResultWatch> Watch)
{
    /// <summary>Ids of questions about what doesn't come from one day to the next: a medicine, an illness.</summary>
    public ImmutableArray<string> Steady { get; init; } = [];

    /// <summary>Quotes nothing.</summary>
    public static ResultBook Empty { get; } = new([], [], []);
}

/// <summary>A passage whose first line is quoted when all findings are there.</summary>
/// <param name="When">Ids of findings.</param>
/// <param name="Article">Article id.</param>
/// <param name="Anchor">Anchor of the section.</param>
public sealed record ResultPassage(ImmutableArray<string> When, string Article, string Anchor)
{
    /// <summary>Ids of findings with which it would do harm: none of them may be there or unknown.</summary>
    public ImmutableArray<string> Unless { get; init; } = [];
}

/// <summary>Rules whose signs come first when all findings are there.</summary>
/// <param name="When">Ids of findings.</param>
/// <param name="Rules">Ids of rules that have a sign.</param>
public sealed record ResultWatch(ImmutableArray<string> When, ImmutableArray<string> Rules);
