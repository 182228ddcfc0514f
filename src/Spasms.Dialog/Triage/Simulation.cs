using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>A person with given findings, walked through the real choice of questions; everything else is ruled out.</summary>
internal sealed class Simulation
{
    private readonly TriageBook _book;
    private readonly ImmutableDictionary<string, GivenResponse> _responses;

    private Simulation(TriageBook book, ImmutableDictionary<string, GivenResponse> responses)
    {
        _book = book;
        _responses = responses;
    }

    /// <summary>Ids of the questions asked, in order.</summary>
    public ImmutableArray<string> Asked { get; private set; } = [];

    /// <summary>The end.</summary>
    public Assessment Result { get; private set; } = null!;

    /// <summary>Walks a person with these findings, and with whatever opens their questions; null when no responses can give them.</summary>
    public static Simulation? Walk(TriageBook book, IEnumerable<(int Finding, Truth Truth)> findings) =>
        Answers(book, findings) is { } answers
            ? Run(new Simulation(book, answers.ToImmutableDictionary(a => a.Question, StringComparer.Ordinal)))
            : null;

    /// <summary>The answers of such a person to every question of the book, asked or not; null when none can give the findings.</summary>
    public static ImmutableArray<GivenResponse>? Answers(TriageBook book, IEnumerable<(int Finding, Truth Truth)> findings)
    {
        var wanted = new Dictionary<int, Truth>();
        foreach (var (finding, truth) in findings)
        {
            Want(book, wanted, finding, truth);
        }

        var answers = ImmutableArray.CreateBuilder<GivenResponse>(book.Questions.Length);
        foreach (var question in book.Questions)
        {
            if (Respond(question, wanted) is not { } response)
            {
                return null;
            }

            answers.Add(response);
        }

        return answers.MoveToImmutable();
    }

    /// <summary>What is known after the first so many questions of the walk.</summary>
    public Assessment After(int questions) => Assessment.Of(_book, [.. Asked.Take(questions).Select(id => _responses[id])]);

    /// <summary>Walks a person who answers every question alike.</summary>
    public static Simulation WalkAll(TriageBook book, ResponseKind kind) => Run(new Simulation(
        book,
        book.Questions.ToImmutableDictionary(q => q.Id, q => new GivenResponse(q.Id, "", kind), StringComparer.Ordinal)));

    /// <summary>The level when every question that applies is asked, whether it could matter or not.</summary>
    public Urgency FullLevel => Assessment.Of(_book, [.. _responses.Values]).Level;

    private static Simulation Run(Simulation walk)
    {
        var given = ImmutableArray<GivenResponse>.Empty;
        while (true)
        {
            walk.Result = Assessment.Of(walk._book, given);
            if (walk.Result.Next() is not { } question)
            {
                return walk;
            }

            walk.Asked = walk.Asked.Add(question.Id);
            given = given.Add(walk._responses[question.Id]);
        }
    }

    private static void Want(TriageBook book, Dictionary<int, Truth> wanted, int finding, Truth truth)
    {
        wanted[finding] = wanted.TryGetValue(finding, out var other) && other > truth ? other : truth;
        var opens = book.Questions.First(q => q.Findings.Contains(finding)).AskWhen;
        foreach (var term in opens.All)
        {
            Open(book, wanted, term);
        }

        foreach (var group in opens.Any)
        {
            if (!group.Any(t => wanted.TryGetValue(t.Finding, out var have) && have >= t.Least))
            {
                Open(book, wanted, group[0]);
            }
        }
    }

    private static void Open(TriageBook book, Dictionary<int, Truth> wanted, Term term)
    {
        if (!wanted.TryGetValue(term.Finding, out var have) || have < term.Least)
        {
            Want(book, wanted, term.Finding, Truth.Present);
        }
    }

    private static GivenResponse? Respond(Question question, Dictionary<int, Truth> wanted)
    {
        var present = question.Findings.Where(f => wanted.TryGetValue(f, out var t) && t == Truth.Present).ToHashSet();
        var unknown = question.Findings.Any(f => wanted.TryGetValue(f, out var t) && t == Truth.Unknown);
        var response = new GivenResponse(question.Id, "", ResponseKind.Read);
        if (unknown)
        {
            return present.Count == 0 ? response with { Kind = ResponseKind.NotSure } : null;
        }

        if (present.Count == 0)
        {
            return response with { Kind = ResponseKind.None };
        }

        if (question.Type == QuestionType.YesNo)
        {
            return response with { Options = ["yes"] };
        }

        if (!question.Cuts.IsEmpty)
        {
            // The value that meets every wanted cut and as few others as can be.
            var edges = question.Cuts.SelectMany(c => new[] { c.From, c.Below - 0.01, c.Below }).Where(double.IsFinite)
                .OrderBy(e => question.Cuts.Count(c => e >= c.From && e < c.Below)).ThenBy(e => e)
                .Where(e => question.Cuts.All(c => !present.Contains(c.Finding) || (e >= c.From && e < c.Below)))
                .Select(e => (double?)e);
            return edges.FirstOrDefault() is { } value ? response with { Value = value } : null;
        }

        if (question.Type == QuestionType.Choice)
        {
            var only = question.Options.Where(o => present.All(f => o.Sets.Contains(f))).MinBy(o => o.Sets.Length);
            return only is null ? null : response with { Options = [only.Id] };
        }

        ImmutableArray<string> options = [.. question.Options.Where(o => o.Sets.Any(present.Contains)).Select(o => o.Id)];
        var covered = question.Options.Where(o => options.Contains(o.Id)).SelectMany(o => o.Sets);
        return present.IsSubsetOf(covered) ? response with { Options = options } : null;
    }
}
