using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>
/// Compares two versions of the questionnaire: the same answers are judged by both. Compared are the answers to every
/// single finding, every pair of findings and every least set of every rule, of either version, and all "not sure".
/// </summary>
public static class TriageDiff
{
    /// <summary>What moved.</summary>
    public static TriageDifference Between(TriageBook old, TriageBook now)
    {
        var sets = new Dictionary<string, ImmutableArray<GivenResponse>>(StringComparer.Ordinal);
        foreach (var answers in Sets(old).Concat(Sets(now)))
        {
            sets.TryAdd(Describe(answers), answers);
        }

        var moves = ImmutableArray.CreateBuilder<TriageMove>();
        foreach (var (words, answers) in sets)
        {
            var (was, becomes) = (Assessment.Of(old, answers), Assessment.Of(now, answers));
            if (was.Level != becomes.Level)
            {
                moves.Add(new TriageMove(words, was.Level, becomes.Level, Top(was), Top(becomes)));
            }
        }

        // The shortest sets first: they show the cause with nothing beside it.
        return new TriageDifference(sets.Count, [.. moves.OrderBy(m => m.Answers.Count(c => c == ';')).ThenBy(m => m.Answers, StringComparer.Ordinal)]);
    }

    private static IEnumerable<ImmutableArray<GivenResponse>> Sets(TriageBook book)
    {
        var wanted = new List<ImmutableArray<(int, Truth)>>();
        for (var a = 0; a < book.Findings.Length; a++)
        {
            wanted.Add([(a, Truth.Present)]);
            wanted.Add([(a, Truth.Unknown)]);
            for (var b = 0; b < a; b++)
            {
                wanted.Add([(a, Truth.Present), (b, Truth.Present)]);
            }
        }

        wanted.AddRange(book.Rules.SelectMany(r => LeastSets.Of(r.When)));
        return wanted.Select(set => Simulation.Answers(book, set)).OfType<ImmutableArray<GivenResponse>>()
            .Append([.. book.Questions.Select(q => new GivenResponse(q.Id, "", ResponseKind.NotSure))]);
    }

    private static string Describe(ImmutableArray<GivenResponse> answers)
    {
        var parts = answers.Where(a => a.Kind != ResponseKind.None).Select(a => $"{a.Question}: {Value(a)}");
        return string.Join("; ", parts) is { Length: > 0 } words ? words : "no to everything";
    }

    private static string Value(GivenResponse answer) => answer switch
    {
        { Kind: ResponseKind.NotSure or ResponseKind.Skipped } => "not sure",
        { Value: { } number } => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => string.Join(" + ", answer.Options),
    };

    private static ImmutableArray<string> Top(Assessment assessment) =>
        [.. assessment.Fired.Where(r => r.Level == assessment.Level).Select(r => r.Id)];
}

/// <summary>How two versions differ.</summary>
/// <param name="Compared">How many different sets of answers were judged by both.</param>
/// <param name="Moves">Every set whose level moved, the shortest first.</param>
public sealed record TriageDifference(int Compared, ImmutableArray<TriageMove> Moves);

/// <summary>A set of answers that the two versions judge differently; every other answer is no.</summary>
/// <param name="Answers">The answers in words.</param>
/// <param name="Was">Its level by the old version.</param>
/// <param name="Becomes">Its level by the new one.</param>
/// <param name="OldRules">Rules of the old version that gave the level.</param>
/// <param name="NewRules">Rules of the new version that give it.</param>
public sealed record TriageMove(string Answers, Urgency Was, Urgency Becomes, ImmutableArray<string> OldRules, ImmutableArray<string> NewRules);
