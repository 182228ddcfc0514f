using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Does the moves: back, change, skip, why, what does this mean, repeat, cancel, start over, save.</summary>
internal static class Moving
{
    private const int MostReasons = 2;

    /// <summary>Does a move. After the end only "start over", "change" and "back" have a meaning.</summary>
    public static Response Do(Visit visit, QuestionnaireState state, Move move, string topic)
    {
        var running = state.Ended is null && !state.Saved;
        return move switch
        {
            Move.StartOver => Read(Flow.After(Flow.Say(visit, "triage-start-over"), Questionnaire.Start(visit, ""))),
            Move.Change => Change(visit, state, topic),
            Move.Back => Read(Back(visit, state)),
            Move.Resume when state.Saved => Read(Flow.After(Flow.Say(visit, "triage-resumed"), Questionnaire.Resume(visit, state))),
            _ when !running => new Response.NotAResponse(),
            Move.Resume or Move.Repeat => Read(Flow.Same(visit, state)),
            Move.Skip => Read(Skip(visit, state)),
            Move.Why => Read(Flow.After(Why(visit, state), Flow.Same(visit, state))),
            Move.Means => Read(Flow.After(Means(visit, state), Flow.Same(visit, state))),
            Move.Cancel => Read(new TriageStep(null, [Result.SoFar(visit, state, ReplyKind.Advise, "triage-cancelled-urgent") ?? Flow.Say(visit, "triage-cancelled")])),
            Move.Save => Read(new TriageStep(state with { Saved = true }, [Result.SoFar(visit, state, ReplyKind.Say, "triage-saved-urgent") ?? Flow.Say(visit, "triage-saved")])),
            _ => new Response.NotAResponse(),
        };
    }

    /// <summary>The answered question that a name means, or null.</summary>
    public static Question? Find(Visit visit, QuestionnaireState state, string topic)
    {
        var said = Knowledge.Text.Words.Normalise(topic);
        if (said.Length == 0)
        {
            return null;
        }

        var padded = $" {said} ";
        var given = Flow.Given(visit, state).Select(g => g.Question).ToList();
        return given.FirstOrDefault(q => q.Words.Contains(said))
            ?? given.FirstOrDefault(q => q.Words.Any(w => padded.Contains($" {w} ", StringComparison.Ordinal)));
    }

    private static Response.Read Read(TriageStep step) => new Response.Read(step);

    private static Response Change(Visit visit, QuestionnaireState state, string topic)
    {
        if (topic.Length == 0)
        {
            return state.Responses.IsEmpty
                ? Read(Flow.After(Flow.Say(visit, "triage-nothing-back"), Flow.Same(visit, state)))
                : Read(Flow.AskWhich(visit, state with { Ended = null, Saved = false }, "summary"));
        }

        if (Find(visit, state, topic) is { } question)
        {
            return Correcting.Directly(visit, state, question, topic) is { } changed
                ? Read(changed)
                : Read(Flow.Ask(visit, Whole(state, question), question));
        }

        return state.Ended is null
            ? Read(Flow.After(Flow.Say(visit, "triage-change-unknown"), Flow.Same(visit, state)))
            : new Response.NotAResponse();
    }

    // A fact from the story that is asked again is asked whole.
    private static QuestionnaireState Whole(QuestionnaireState state, Question question) =>
        state with { Responses = [.. state.Responses.Where(r => r.Question != question.Id || !r.Partial)] };

    private static TriageStep Back(Visit visit, QuestionnaireState state)
    {
        var last = Flow.Given(visit, state).Where(g => !g.Response.Partial).Select(g => g.Response).ToHashSet();
        if (state.Responses.LastOrDefault(last.Contains) is not { } response || visit.Book.Question(response.Question) is not { } question)
        {
            return Flow.After(Flow.Say(visit, "triage-nothing-back"), Flow.Same(visit, state with { Ended = null, Saved = false }));
        }

        var without = state with { Responses = state.Responses.Remove(response), Ended = null, Saved = false };
        return Flow.After(Flow.Say(visit, "triage-back"), Flow.Ask(visit, without, question));
    }

    private static TriageStep Skip(Visit visit, QuestionnaireState state)
    {
        var id = state.Pending?.Id ?? "";
        if (visit.Book.Question(id) is { } question && !state.Changing)
        {
            return Responding.Accept(visit, state, question, new GivenResponse(id, visit.Message.Text, ResponseKind.Skipped));
        }

        // Consent can't be skipped into a yes; facts nobody confirmed are asked instead.
        return id switch
        {
            "consent" => Reserved.Take(visit, state, id, "no"),
            "confirm" => Flow.Next(visit, state with { Responses = [.. state.Responses.Where(r => !r.Prefilled)] }),
            _ => Reserved.Take(visit, state with { Changing = false }, "summary", "ok"),
        };
    }

    private static Reply Means(Visit visit, QuestionnaireState state)
    {
        var words = visit.Now.Knowledge.English;
        if (visit.Book.Question(state.Pending?.Id ?? "") is not { } question)
        {
            return Flow.Say(visit, "triage-means-" + (state.Pending?.Id ?? "summary"));
        }

        var writer = new Writer(ReplyKind.Say).Say(question.Means);
        ImmutableArray<ImmutableArray<Span>> terms =
            [.. visit.Book.Glossary.Where(g => question.Shown.Any(g.IsIn) && !g.IsIn(question.Means)).Select(g => ImmutableArray.Create(Writer.Own(g.Means)))];
        return (terms.IsEmpty ? writer : writer.List(terms)).Say(words.Format("triage-example", ("example", question.Example))).Done();
    }

    /// <summary>Why a question is asked: its reason, the gravest rule it can fire, that rule's source.</summary>
    private static Reply Why(Visit visit, QuestionnaireState state)
    {
        if (visit.Book.Question(state.Pending?.Id ?? "") is not { } question)
        {
            return Flow.Say(visit, "triage-means-" + (state.Pending?.Id ?? "summary"));
        }

        var words = visit.Now.Knowledge.English;
        var writer = new Writer(ReplyKind.Say).Say(question.Why);
        var others = state with { Responses = [.. state.Responses.Where(r => r.Question != question.Id || r.Partial)] };
        var rules = Assessment.Of(visit.Book, others.Responses, Floor.Of(visit, others)).CouldFire(question)
            .Where(r => r.When.Terms.Any(t => question.Findings.Contains(t.Finding)))
            .DistinctBy(r => r.When.Terms.First(t => question.Findings.Contains(t.Finding)).Finding)
            .Take(MostReasons);
        foreach (var rule in rules)
        {
            var findings = string.Join(", ", rule.When.Terms.Where(t => question.Findings.Contains(t.Finding)).Select(t => FindingWords(visit, state, t.Finding)).Take(3));
            if (findings.Length > 0)
            {
                writer.Say(words.Format("triage-why-effect", ("finding", findings), ("level", words["level-" + Levels.Name(rule.Level)])));
            }

            writer.Paragraph(
                Result.Line(visit, writer, rule.Id, rule.Text[0]),
                Writer.Own(words.Format("triage-why-source", ("source", Result.Sources(visit.Book, rule.Sources)), ("rule", rule.Id))));
        }

        return writer.Done();
    }

    private static string FindingWords(Visit visit, QuestionnaireState state, int finding) =>
        Person.IsOther(state) ? visit.Book.Findings[finding].They : visit.Book.Findings[finding].Says;
}
