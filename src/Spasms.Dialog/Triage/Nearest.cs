using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>One other answer, and the level that the real engine gives for it with all the rest as it was.</summary>
/// <param name="Finding">The finding that the other answer brings or rules out; null where a whole question becomes a "no".</param>
/// <param name="Response">The other answer.</param>
/// <param name="Level">The level with it.</param>
internal sealed record OtherAnswer(int? Finding, GivenResponse Response, Urgency Level);

/// <summary>
/// The nearest other answers: what would raise a result, and what would lower it. Nothing is concluded from the rules'
/// form: each candidate is put through <see cref="Assessment"/>, and only what really changes the level is kept.
/// Who it is about and the age are left alone: nobody can be somebody else.
/// </summary>
internal static class Nearest
{
    /// <summary>Findings that together with what was told give a graver level; what is grave by itself is a warning sign, not this.</summary>
    public static IEnumerable<OtherAnswer> Raising(TriageBook book, ImmutableArray<GivenResponse> responses, Assessment now, Urgency floor)
    {
        var tried = new HashSet<int>();
        var found = new List<OtherAnswer>();
        foreach (var rule in book.Rules.Where(r => r.Level > now.Level && r.When.All.Length + r.When.Any.Length > 1))
        {
            foreach (var term in rule.When.Terms)
            {
                if (now.Findings[term.Finding] < Truth.Present && tried.Add(term.Finding)
                    && Try(book, responses, now, floor, term.Finding, present: true) is { } other
                    && other.Level > now.Level
                    && !book.Rules.Any(r => r.Level >= other.Level && IsAlone(r.When, term.Finding)))
                {
                    found.Add(other);
                }
            }
        }

        // A sign that may still come says more than an illness or a medicine; of one question the least change.
        return found
            .OrderBy(o => o.Response.Value ?? 0)
            .DistinctBy(o => o.Response.Question)
            .OrderBy(o => book.Question(o.Response.Question)!.Stage)
            .ThenByDescending(o => o.Level);
    }

    /// <summary>Answers that hold the level up: without any one of them it would be lower.</summary>
    public static IEnumerable<OtherAnswer> Lowering(TriageBook book, ImmutableArray<GivenResponse> responses, Assessment now, Urgency floor)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in now.Fired.Where(r => r.Level == now.Level).SelectMany(r => r.When.Terms))
        {
            var question = Reads(book, term.Finding);
            var given = responses.FirstOrDefault(r => r.Question == question.Id);
            var key = given?.Kind == ResponseKind.Read ? $"{question.Id}/{term.Finding}" : question.Id;
            if (now.Findings[term.Finding] > Truth.Absent && given is not null && !Describes(book, question, term.Finding) && tried.Add(key)
                && Try(book, responses, now, floor, term.Finding, present: false) is { } other
                && other.Level < now.Level)
            {
                yield return given.Kind == ResponseKind.Read ? other : other with { Finding = null };
            }
        }
    }

    private static OtherAnswer? Try(
        TriageBook book, ImmutableArray<GivenResponse> responses, Assessment now, Urgency floor, int finding, bool present)
    {
        var question = Reads(book, finding);
        if (question.Stage == Stage.Who || !now.Applies(question))
        {
            return null;
        }

        var given = responses.FirstOrDefault(r => r.Question == question.Id);
        var other = present ? With(question, given, finding) : Without(question, given, finding);
        if (other is null)
        {
            return null;
        }

        var rest = responses.RemoveAll(r => r.Question == question.Id);
        return new OtherAnswer(finding, other, Assessment.Of(book, rest.Add(other), floor).Level);
    }

    private static GivenResponse? With(Question question, GivenResponse? given, int finding)
    {
        var read = new GivenResponse(question.Id, given?.Verbatim ?? "", ResponseKind.Read);
        if (!question.Cuts.IsEmpty)
        {
            return question.Cuts.FirstOrDefault(c => c.Finding == finding) is { } cut ? read with { Value = Within(cut) } : null;
        }

        if (question.Type == QuestionType.YesNo)
        {
            return read with { Options = ["yes"] };
        }

        var option = question.Options.FirstOrDefault(o => o.Sets.Contains(finding))?.Id;
        ImmutableArray<string> before = question.Type == QuestionType.Choices && given is { Kind: ResponseKind.Read } ? given.Options : [];
        return option is null ? null : read with { Options = before.Add(option) };
    }

    private static GivenResponse? Without(Question question, GivenResponse? given, int finding)
    {
        var none = new GivenResponse(question.Id, "", ResponseKind.None);
        if (given is not { Kind: ResponseKind.Read })
        {
            return none;
        }

        if (question.Cuts.FirstOrDefault(c => c.Finding == finding) is { } cut)
        {
            return given with { Options = [], Value = cut.From > 0 ? Math.BitDecrement(cut.From) : cut.Below };
        }

        ImmutableArray<string> left = [.. given.Options.Where(o => question.Option(o)?.Sets.Contains(finding) == false)];
        return left.IsEmpty ? none : given with { Options = left };
    }

    private static double Within(Cut cut) => double.IsFinite(cut.From) ? Math.Max(0, cut.From) : Math.BitDecrement(cut.Below);

    private static bool IsAlone(Condition when, int finding) =>
        when is { IsAlways: false, Unsure.IsEmpty: true } && when.Terms.All(t => t.Finding == finding);

    // What kind of spasm it is, and where: another would be another trouble, not the same one less urgent.
    private static bool Describes(TriageBook book, Question question, int finding) => !book.Findings[finding].IsRisk && question.Cuts.IsEmpty;

    private static Question Reads(TriageBook book, int finding) => book.Questions.First(q => q.Findings.Contains(finding));
}
