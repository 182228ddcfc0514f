using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>The walks of a certificate, each made once.</summary>
internal sealed class Walks
{
    private readonly TriageBook _book;
    private readonly Dictionary<int, Simulation> _present = [];
    private readonly Dictionary<(int, int), Simulation> _pairs = [];
    private readonly List<(Rule Rule, Simulation Walk)> _rules = [];
    private readonly Simulation _none;

    /// <summary>Walks every least set of every rule, every single finding and every pair.</summary>
    public Walks(TriageBook book)
    {
        _book = book;
        _none = Simulation.WalkAll(book, State.ResponseKind.None);
        for (var a = 0; a < book.Findings.Length; a++)
        {
            if (Simulation.Walk(book, [(a, Truth.Present)]) is not { } single)
            {
                continue;
            }

            _present[a] = single;
            for (var b = 0; b < a; b++)
            {
                if (Simulation.Walk(book, [(a, Truth.Present), (b, Truth.Present)]) is { } pair)
                {
                    _pairs[(b, a)] = pair;
                }
            }
        }

        foreach (var rule in book.Rules)
        {
            _rules.AddRange(LeastSets.Of(rule.When).Select(set => Simulation.Walk(book, set)).OfType<Simulation>().Select(walk => (rule, walk)));
        }
    }

    /// <summary>Every least set of every rule, walked.</summary>
    public IReadOnlyList<(Rule Rule, Simulation Walk)> Rules() => _rules;

    /// <summary>Every walk with a name.</summary>
    public IEnumerable<(string? Name, Simulation Walk)> All() => _rules.Select(r => ((string?)r.Rule.Id, r.Walk))
        .Concat(_present.Select(p => ((string?)Id(p.Key), p.Value)))
        .Concat(_pairs.Select(p => ((string?)$"{Id(p.Key.Item1)} + {Id(p.Key.Item2)}", p.Value)))
        .Append(("nothing", _none));

    /// <summary>A pair that ends lower than one of its members; a context may only change advice.</summary>
    public string? Lowered()
    {
        foreach (var ((a, b), walk) in _pairs)
        {
            var least = (Urgency)Math.Max((int)_present[a].Result.Level, (int)_present[b].Result.Level);
            if (walk.FullLevel < least && SameOpeners(a, b))
            {
                return $"{Id(a)} + {Id(b)}: {walk.FullLevel} below {least}";
            }
        }

        return null;
    }

    /// <summary>A single finding whose walk gets lower when one "no" becomes "not sure".</summary>
    public string? LoweredByNotSure()
    {
        foreach (var (finding, walk) in _present)
        {
            foreach (var question in _book.Questions.Where(q => !q.Findings.Contains(finding)))
            {
                if (Simulation.Answers(_book, [(finding, Truth.Present), (question.Findings[0], Truth.Unknown)]) is { } unsure && Assessment.Of(_book, unsure).Level < walk.FullLevel)
                {
                    return $"{Id(finding)} with {question.Id} not sure";
                }
            }
        }

        return null;
    }

    /// <summary>An age below 16 that ends too low.</summary>
    public string? Children()
    {
        var ages = _book.Questions.Where(q => q.Type == QuestionType.Age).SelectMany(q => q.Cuts).ToList();
        for (var month = 0; month < 16 * 12; month++)
        {
            var age = month / 12.0;
            var least = month < 12 ? Urgency.Urgent : Urgency.Routine;
            var met = ages.Where(c => age >= c.From && age < c.Below).Select(c => c.Finding).ToHashSet();
            if (!_book.Rules.Any(r => r.Level >= least && r.When is { Unsure.IsEmpty: true, IsAlways: false } && r.When.All.All(t => met.Contains(t.Finding)) && r.When.Any.All(g => g.Any(t => met.Contains(t.Finding)))))
            {
                return $"{month} months";
            }
        }

        return null;
    }

    /// <summary>A level that no walk ends with.</summary>
    public string? DeadLevel()
    {
        var ends = All().Select(w => w.Walk.Result.Level).ToHashSet();
        return Enum.GetValues<Urgency>().Where(l => !ends.Contains(l)).Select(Levels.Name).FirstOrDefault();
    }

    /// <summary>A rule that no least set fires.</summary>
    public string? DeadRule()
    {
        var fired = All().SelectMany(w => w.Walk.Result.Fired).Concat(_rules.SelectMany(r => r.Walk.Result.Fired)).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return _book.Rules.FirstOrDefault(r => !fired.Contains(r.Id))?.Id;
    }

    /// <summary>A question that no walk asks.</summary>
    public string? DeadQuestion()
    {
        var asked = All().SelectMany(w => w.Walk.Asked).ToHashSet(StringComparer.Ordinal);
        return _book.Questions.FirstOrDefault(q => !asked.Contains(q.Id))?.Id;
    }

    /// <summary>An emergency of one finding, in a question that always applies, which takes more questions than allowed.</summary>
    public string? Late(int most) => _rules
        .Where(r => r.Rule is { Level: Urgency.Emergency, When: { Any.IsEmpty: true, All: [var only] } }
            && _book.Questions.First(q => q.Findings.Contains(only.Finding)).AskWhen.IsAlways
            && r.Walk.Asked.Length > most)
        .Select(r => r.Rule.Id)
        .FirstOrDefault();

    /// <summary>
    /// An emergency of several findings whose last one is asked for too late: counted from the question that made all
    /// the others known, without the rest of the danger screen and without questions that could bring an emergency too.
    /// </summary>
    public string? LatePair(int most)
    {
        foreach (var (rule, walk) in _rules.Where(r => r.Rule.Level == Urgency.Emergency))
        {
            var members = _book.Questions.Where(q => q.Findings.Any(f => rule.When.Terms.Any(t => t.Finding == f && walk.Result.Findings[f] >= t.Least)));
            var asked = members.Select(q => walk.Asked.IndexOf(q.Id)).Where(i => i >= 0).Order().ToList();
            if (asked is not [.., var known, var last])
            {
                continue;
            }

            var between = Enumerable.Range(known + 1, last - known - 1)
                .Count(i => _book.Question(walk.Asked[i]) is { Stage: Stage.Detail } question && !walk.After(i).CouldBeEmergency(question));
            if (between > most)
            {
                return $"{rule.Id}: {between} questions between {walk.Asked[known]} and {walk.Asked[last]}";
            }
        }

        return null;
    }

    /// <summary>How many questions people are asked: everybody, and those who end as emergencies.</summary>
    public (QuestionCount All, QuestionCount Emergencies) Counts()
    {
        var walks = All().Select(w => w.Walk).ToList();
        return (QuestionCount.Of(walks.Select(w => w.Asked.Length)), QuestionCount.Of(walks.Where(w => w.Result.Level == Urgency.Emergency).Select(w => w.Asked.Length)));
    }

    // Two findings that each bring an opener along in one exclusive question can't be compared with each alone.
    private bool SameOpeners(int a, int b) => !_book.Questions.Any(q => q.Findings.Contains(a) && q.Findings.Contains(b) && !q.Cuts.IsEmpty);

    private string Id(int finding) => _book.Findings[finding].Id;
}
