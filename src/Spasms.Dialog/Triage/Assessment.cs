using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>
/// What the responses so far amount to: findings, fired rules, level, and the next question that could still change it.
/// The level is the greatest over all fired rules, never a sum.
/// </summary>
public sealed class Assessment
{
    private readonly TriageBook _book;
    private readonly Truth[] _findings;
    private readonly bool[] _known;
    private readonly Asked[] _asked;

    private Assessment(TriageBook book, Urgency floor)
    {
        _book = book;
        Level = floor;
        _findings = new Truth[book.Findings.Length];
        _known = new bool[book.Findings.Length];
        _asked = new Asked[book.Questions.Length];
        Fired = [];
    }

    private enum Asked : byte
    {
        Closed,
        Open,
        Done,
    }

    /// <summary>The level over all fired rules, and never below the floor.</summary>
    public Urgency Level { get; private set; }

    /// <summary>Every fired rule, gravest first, then in file order.</summary>
    public ImmutableArray<Rule> Fired { get; private set; }

    /// <summary>What is known of each finding, by place in the book; a finding nobody asked about is absent.</summary>
    public ReadOnlySpan<Truth> Findings => _findings;

    /// <summary>Works out the findings of all responses whose questions apply, and the rules they fire.</summary>
    /// <param name="book">The rules.</param>
    /// <param name="responses">What was answered.</param>
    /// <param name="floor">The level that other reasons force: a sign in free words, a second questionnaire soon after the first.</param>
    public static Assessment Of(TriageBook book, ImmutableArray<GivenResponse> responses, Urgency floor = Urgency.SelfCare)
    {
        var made = new Assessment(book, floor);
        for (var i = 0; i < book.Questions.Length; i++)
        {
            var question = book.Questions[i];
            if (!question.AskWhen.Holds(made._findings))
            {
                continue;
            }

            made._asked[i] = Asked.Open;
            foreach (var response in responses)
            {
                if (response.Question == question.Id)
                {
                    made.Apply(question, response);
                    made._asked[i] = response.Partial ? Asked.Open : Asked.Done;
                }
            }
        }

        made.Fire();
        return made;
    }

    /// <summary>Whether anything was said about a finding.</summary>
    public bool IsKnown(int finding) => _known[finding];

    /// <summary>Whether a question applies, answered or not.</summary>
    public bool Applies(Question question) => _asked[_book.Questions.IndexOf(question)] != Asked.Closed;

    /// <summary>
    /// The next question that could still raise the level; null when none can, and always after an emergency. The screen
    /// runs in its order; after it, a question that alone could bring an emergency goes before everything else, so that
    /// the second member of a dangerous pair is asked for as soon as the first is known.
    /// </summary>
    public Question? Next()
    {
        if (Level == Urgency.Emergency)
        {
            return null;
        }

        Truth[]? most = null;
        Question? first = null;
        for (var i = 0; i < _asked.Length; i++)
        {
            var question = _book.Questions[i];
            if (_asked[i] != Asked.Open)
            {
                continue;
            }

            if (question.Stage < Stage.Detail)
            {
                if (CanChange(i, most ??= Most()))
                {
                    return question;
                }
            }
            else if (CouldBeEmergency(i))
            {
                return question;
            }
            else if (first is null && CanChange(i, most ??= Most()))
            {
                first = question;
            }
        }

        return first;
    }

    /// <summary>Whether a response to this question alone could make it an emergency, with what is known by now.</summary>
    public bool CouldBeEmergency(Question question) => CouldBeEmergency(_book.Questions.IndexOf(question));

    private bool CouldBeEmergency(int question)
    {
        Truth[]? with = null;
        foreach (var r in _book.Reach[question])
        {
            var rule = _book.Rules[r];
            if (rule.Level == Urgency.Emergency && rule.When.Holds(with ??= With(question)))
            {
                return true;
            }
        }

        return false;
    }

    private Truth[] With(int question)
    {
        var with = (Truth[])_findings.Clone();
        foreach (var finding in _book.Questions[question].Findings)
        {
            if (!_known[finding])
            {
                with[finding] = Truth.Present;
            }
        }

        return with;
    }

    /// <summary>
    /// Rules that a response to this question can still fire and that would raise the level: those that it fires alone
    /// first, then those that wait for more, each the gravest first.
    /// </summary>
    public IEnumerable<Rule> CouldFire(Question question)
    {
        var (place, most) = (_book.Questions.IndexOf(question), Most());
        var with = With(place);
        return _book.Reach[place].Select(r => _book.Rules[r]).Where(r => r.Level > Level && r.When.Holds(most))
            .OrderByDescending(r => r.When.Holds(with)).ThenByDescending(r => r.Level);
    }

    private bool CanChange(int question, Truth[] most)
    {
        foreach (var r in _book.Reach[question])
        {
            var rule = _book.Rules[r];
            if (rule.Level > Level && rule.When.Holds(most))
            {
                return true;
            }
        }

        return false;
    }

    // The gravest that each finding could still become.
    private Truth[] Most()
    {
        var most = (Truth[])_findings.Clone();
        for (var i = 0; i < _asked.Length; i++)
        {
            var question = _book.Questions[i];
            if (_asked[i] == Asked.Open || (_asked[i] == Asked.Closed && question.AskWhen.Holds(most)))
            {
                foreach (var finding in question.Findings)
                {
                    if (!_known[finding])
                    {
                        most[finding] = Truth.Present;
                    }
                }
            }
        }

        return most;
    }

    private void Fire()
    {
        var fired = ImmutableArray.CreateBuilder<Rule>();
        foreach (var rule in _book.Rules)
        {
            if (rule.When.IsAlways || !rule.When.Holds(_findings))
            {
                continue;
            }

            fired.Add(rule);
            Level = rule.Level > Level ? rule.Level : Level;
        }

        if (Level == Urgency.SelfCare && _book.Rules.FirstOrDefault(r => r.When.IsAlways) is { } rest)
        {
            fired.Add(rest);
        }

        Fired = [.. fired.OrderByDescending(r => r.Level)];
    }

    private void Apply(Question question, GivenResponse response)
    {
        if (!response.Partial)
        {
            var truth = response.Kind is ResponseKind.NotSure or ResponseKind.Skipped ? Truth.Unknown : Truth.Absent;
            foreach (var finding in question.Findings)
            {
                Set(finding, truth);
            }
        }

        if (response.Kind != ResponseKind.Read)
        {
            return;
        }

        foreach (var id in response.Options)
        {
            foreach (var finding in question.Option(id)?.Sets ?? [])
            {
                Set(finding, Truth.Present);
            }
        }

        if (question.Type == QuestionType.YesNo && response.Options.Contains("yes"))
        {
            foreach (var finding in question.Findings)
            {
                Set(finding, Truth.Present);
            }
        }

        foreach (var cut in question.Cuts)
        {
            if (response.Value is { } value && value >= cut.From && value < cut.Below)
            {
                Set(cut.Finding, Truth.Present);
            }
        }
    }

    private void Set(int finding, Truth truth)
    {
        _findings[finding] = truth;
        _known[finding] = true;
    }
}
