using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>
/// Writes the result. First what to do, by when and where; then why; then, where nothing is an emergency, what can play
/// a part, what may help, what would change the level and which signs to watch for; last who says so.
/// </summary>
internal static class Result
{
    private const int MostLowerRules = 3;

    /// <summary>The one reply with the urgency that ends a questionnaire.</summary>
    public static Reply Write(Visit visit, QuestionnaireState state, Assessment assessment)
    {
        var level = assessment.Level;
        var words = visit.Now.Knowledge.English;
        var writer = new Writer(level == Urgency.Emergency ? ReplyKind.Emergency : ReplyKind.Advise);
        var disposition = visit.Book.Dispositions.First(d => d.Level == level);
        writer.Heading(disposition.Title);
        WriteWhatToDo(visit, writer, level, disposition);
        if (level == Urgency.Emergency)
        {
            // What makes it an emergency comes before a sign that alone would have time until tonight.
            WriteRules(visit, writer, assessment, []);
            WriteFlags(visit, writer);
        }
        else
        {
            WriteFlags(visit, writer);
            WriteRules(visit, writer, assessment, visit.Flags);
        }

        WriteBecause(visit, state, writer, assessment);
        if (level < Urgency.Emergency)
        {
            ResultDetail.Write(visit, state, writer, assessment);
        }

        writer.Heading(words["triage-about"]).Say(words["triage-no-diagnosis"]);
        writer.Say(visit.Book is { IsApproved: true, Approval: { } signed }
            ? words.Format("triage-reviewed", ("by", signed.By), ("role", signed.Role), ("date", signed.Date))
            : words["triage-not-reviewed"]);
        ImmutableArray<string> ids = [.. Floor.Ids(visit, state), .. assessment.Fired.Select(r => r.Id)];
        ImmutableArray<string> sources = [.. assessment.Fired.SelectMany(r => r.Sources).Concat(disposition.Sources).Distinct(StringComparer.Ordinal)];
        writer.Say(words.Format("triage-sources", ("sources", Sources(visit.Book, sources))));
        writer.Say(words.Format("triage-rules", ("rules", string.Join(", ", ids))));
        return writer.Done() with { Urgency = level, Rules = ids, Result = Record(visit, state, level) };
    }

    /// <summary>
    /// What is already known to need help the same day, for somebody who stops or puts the questions off: nobody leaves
    /// without it. Null when nothing is.
    /// </summary>
    /// <param name="visit">This turn.</param>
    /// <param name="state">The answers so far.</param>
    /// <param name="kind">Advise where it is the end, Say where the questions wait.</param>
    /// <param name="lead">Phrase that is said before it.</param>
    public static Reply? SoFar(Visit visit, QuestionnaireState state, ReplyKind kind, string lead)
    {
        var assessment = Assessment.Of(visit.Book, state.Responses, Floor.Of(visit, state));
        if (assessment.Level < Urgency.Urgent)
        {
            return null;
        }

        var writer = new Writer(kind).Say(visit.Now.Knowledge.English[lead]);
        var disposition = visit.Book.Dispositions.First(d => d.Level == Urgency.Urgent);
        WriteCalls(visit, writer, Urgency.Urgent);
        writer.Paragraph([.. disposition.Text.Select(t => Line(visit, writer, disposition.Id, t))]);
        WriteFlags(visit, writer);
        WriteRules(visit, writer, assessment, visit.Flags);
        return kind == ReplyKind.Advise
            ? writer.Done() with { Urgency = Urgency.Urgent, Rules = [.. Floor.Ids(visit, state), .. assessment.Fired.Select(r => r.Id)] }
            : writer.Done();
    }

    /// <summary>A line of the triage book, cited.</summary>
    public static Span Line(Visit visit, Writer writer, string section, string line) =>
        writer.Slice(new Citation("triage", section, line, visit.Now.Knowledge.English["triage-cited"], visit.Book.Hash));

    /// <summary>Sources by publisher, title and year.</summary>
    public static string Sources(TriageBook book, ImmutableArray<string> ids) =>
        string.Join("; ", book.Sources.Where(s => ids.Contains(s.Id)).Select(s => $"{s.Publisher}, {s.Title} ({s.Year})"));

    private static void WriteWhatToDo(Visit visit, Writer writer, Urgency level, Disposition disposition)
    {
        var words = visit.Now.Knowledge.English;
        if (level < Urgency.Emergency)
        {
            writer.Say(words["triage-thanks"]);
        }

        WriteCalls(visit, writer, level);
        writer.Paragraph([.. disposition.Text.Select(t => Line(visit, writer, disposition.Id, t))]);
        var where = Where(visit, level);
        if (where.Length > 0)
        {
            writer.Say(where);
        }
    }

    private static void WriteCalls(Visit visit, Writer writer, Urgency level)
    {
        var entry = level switch
        {
            Urgency.Emergency => visit.Now.Country.Find("emergency"),
            Urgency.Urgent => visit.Now.Country.Find("advice"),
            _ => null,
        };
        if (entry is not null)
        {
            writer.Paragraph(writer.Slice(visit.Now.Country, entry));
        }
    }

    private static string Where(Visit visit, Urgency level)
    {
        var key = level switch
        {
            Urgency.Emergency => "emergency-department",
            Urgency.Urgent => "same-day",
            Urgency.Routine => "doctor",
            _ => "pharmacist",
        };
        return visit.Now.Country.Services.TryGetValue(key, out var service)
            ? visit.Now.Knowledge.English.Format("triage-where-" + Levels.Name(level), ("service", service))
            : "";
    }

    private static void WriteFlags(Visit visit, Writer writer)
    {
        if (!visit.Flags.IsEmpty)
        {
            writer.List([.. visit.Flags.Select(f => ImmutableArray.Create(writer.Slice(new Citation("triage", f.Id, f.Advice, f.Name, visit.Now.Knowledge.RedFlags.Hash))))]);
        }
    }

    private static void WriteRules(Visit visit, Writer writer, Assessment assessment, ImmutableArray<RedFlagFamily> said)
    {
        var least = assessment.Level switch
        {
            // What is said at lower levels ("the same day", "rub it") would take the edge off.
            Urgency.Emergency => Urgency.Emergency,
            Urgency.Urgent => Urgency.Routine,
            _ => Urgency.SelfCare,
        };
        var top = assessment.Fired.Where(r => r.Level == assessment.Level);
        var rest = assessment.Fired.Where(r => r.Level < assessment.Level && r.Level >= least).Take(MostLowerRules);
        var shown = said.Select(f => WordsOf(f.Advice)).ToList();
        var items = new List<ImmutableArray<Span>>();
        foreach (var (id, text) in top.Concat(rest).SelectMany(r => r.Text.Select(t => (r.Id, t))))
        {
            // "Do not rub the leg" says nothing new beside "Do not rub or massage the leg".
            var words = WordsOf(text);
            if (!shown.Any(words.IsSubsetOf))
            {
                shown.Add(words);
                items.Add([Line(visit, writer, id, text)]);
            }
        }

        if (items.Count > 0)
        {
            writer.List(items);
        }
    }

    private static HashSet<string> WordsOf(string line) => [.. Words.Normalise(line).Split(' ')];

    private static void WriteBecause(Visit visit, QuestionnaireState state, Writer writer, Assessment assessment)
    {
        var words = visit.Now.Knowledge.English;
        var other = Person.IsOther(state);
        var seen = new HashSet<int>();
        var items = new List<ImmutableArray<Span>>();
        var least = assessment.Level switch
        {
            Urgency.Emergency => Urgency.Urgent,
            Urgency.Urgent => Urgency.Routine,
            var level => level,
        };
        foreach (var term in assessment.Fired.Where(r => r.Level >= least).SelectMany(r => r.When.Terms))
        {
            var truth = assessment.Findings[term.Finding];
            if (truth != Truth.Absent && seen.Add(term.Finding))
            {
                var finding = visit.Book.Findings[term.Finding];
                var said = other ? finding.They : finding.Says;
                items.Add([Writer.Own(truth == Truth.Present ? said : words.Format("triage-because-unsure", ("finding", said)))]);
            }
        }

        var floor = Floor.Reasons(visit, state).Select(r => ImmutableArray.Create(Writer.Own(r)));
        items.InsertRange(assessment.Level == Urgency.Emergency ? items.Count : 0, floor);
        writer.Heading(words["triage-because"]);
        if (items.Count == 0)
        {
            items.Add([Writer.Own(words[other ? "triage-because-none-they" : "triage-because-none"])]);
        }

        writer.List(items);
        if (assessment.Level == Urgency.Emergency)
        {
            WriteAlsoTold(visit, state, writer, seen);
        }
    }

    // Whoever comes to help wants to know the rest too: the medicines, the illness, since when.
    private static void WriteAlsoTold(Visit visit, QuestionnaireState state, Writer writer, HashSet<int> named)
    {
        var facts = Told.Lines(visit, state, r => Tells(visit, r, named)).ToList();
        if (facts.Count > 0)
        {
            writer.Say(visit.Now.Knowledge.English["triage-also-told"]).List(facts);
        }
    }

    private static bool Tells(Visit visit, GivenResponse response, HashSet<int> named) =>
        response is { Kind: ResponseKind.Read, Question: not (Person.Question or "age") }
        && visit.Book.Question(response.Question) is { } question
        && !response.Options.SelectMany(o => question.Option(o)?.Sets ?? []).Any(named.Contains);

    private static ResultRecord Record(Visit visit, QuestionnaireState state, Urgency level) => new(
        visit.Book.Hash,
        level,
        [
            .. Flow.Given(visit, state).Select(g => new ResultAnswer(g.Question.Id, Told.Title(g.Question), Told.Value(visit, g.Question, g.Response), KindOf(g.Response.Kind))
            {
                Options = g.Response.Options,
                Value = g.Response.Value,
            }),
        ]);

    private static AnswerKind KindOf(ResponseKind kind) => kind switch
    {
        ResponseKind.None => AnswerKind.No,
        ResponseKind.NotSure => AnswerKind.NotSure,
        ResponseKind.Skipped => AnswerKind.Skipped,
        _ => AnswerKind.Given,
    };
}
