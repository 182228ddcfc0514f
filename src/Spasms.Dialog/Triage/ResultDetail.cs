using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>The second half of a result that is no emergency: what can play a part, what may help, what would change it, what to watch for.</summary>
internal static class ResultDetail
{
    private const int MostContributors = 3, MostHelp = 4, MostRaising = 3, MostLowering = 2, MostSigns = 4;

    /// <summary>Writes it.</summary>
    public static void Write(Visit visit, QuestionnaireState state, Writer writer, Assessment assessment)
    {
        var book = visit.Now.Knowledge.Result;
        WritePassages(visit, writer, assessment, "triage-contributors", book.Contributors, MostContributors);
        if (assessment.Level <= Urgency.Routine)
        {
            // What eases a cramp could harm where something urgent is behind it: nobody should rub a clot.
            WritePassages(visit, writer, assessment, "triage-help", book.Help, MostHelp);
        }

        WriteOthers(visit, state, writer, assessment);
        WriteSigns(visit, writer, assessment);
    }

    private static void WritePassages(
        Visit visit, Writer writer, Assessment assessment, string title, ImmutableArray<ResultPassage> entries, int most)
    {
        var lines = entries
            .Where(e => AreThere(visit.Book, assessment, e.When) && !e.Unless.Any(f => MayBeThere(visit.Book, assessment, f)))
            .Select(e => visit.Now.Knowledge.Passages.FirstOrDefault(p => p.Article.Id == e.Article && p.Section.Anchor == e.Anchor))
            .OfType<Passage>()
            .Distinct()
            .Take(most)
            .Select(p => ImmutableArray.Create(writer.Slice(p, p.Section.Sentences[0])))
            .ToList();
        if (lines.Count > 0)
        {
            writer.Heading(visit.Now.Knowledge.English[title]).List(lines);
        }
    }

    private static void WriteOthers(Visit visit, QuestionnaireState state, Writer writer, Assessment assessment)
    {
        var words = visit.Now.Knowledge.English;
        var floor = Floor.Of(visit, state);
        var steady = visit.Now.Knowledge.Result.Steady;
        var raising = Nearest.Raising(visit.Book, state.Responses, assessment, floor)
            .Where(o => !steady.Contains(o.Response.Question))
            .Take(MostRaising)
            .ToList();
        if (raising.Count > 0)
        {
            writer.Heading(words["triage-raises"]).List(raising.Select(o => Other(visit, state, o, "triage-raise")));
        }

        var lowering = Nearest.Lowering(visit.Book, state.Responses, assessment, floor).Take(MostLowering).ToList();
        if (lowering.Count > 0)
        {
            writer.Heading(words["triage-lowers"]).List(lowering.Select(o => Other(visit, state, o, "triage-lower")));
        }
    }

    private static ImmutableArray<Span> Other(Visit visit, QuestionnaireState state, OtherAnswer other, string phrase)
    {
        var words = visit.Now.Knowledge.English;
        var level = words["level-" + Levels.Name(other.Level)];
        if (other.Finding is not { } at)
        {
            return [Writer.Own(words.Format("triage-lower-unsure", ("name", visit.Book.Question(other.Response.Question)!.Name), ("level", level)))];
        }

        var finding = visit.Book.Findings[at];
        return [Writer.Own(words.Format(phrase, ("finding", Person.IsOther(state) ? finding.They : finding.Says), ("level", level)))];
    }

    private static void WriteSigns(Visit visit, Writer writer, Assessment assessment)
    {
        var words = visit.Now.Knowledge.English;
        ImmutableArray<string> first =
            [.. visit.Now.Knowledge.Result.Watch.Where(w => AreThere(visit.Book, assessment, w.When)).SelectMany(w => w.Rules).Distinct(StringComparer.Ordinal)];
        var fired = assessment.Fired.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        WriteSigns(visit, writer, Urgency.Emergency, words.Format("triage-signs", ("number", visit.Now.Country.Find("emergency")?.Number ?? "")), first, fired);
        if (assessment.Level < Urgency.Urgent)
        {
            WriteSigns(visit, writer, Urgency.Urgent, words["triage-signs-urgent"], first, fired);
        }
    }

    // Each is the sign of a rule: the nearest to what was told first, then in the rules' order.
    private static void WriteSigns(Visit visit, Writer writer, Urgency level, string title, ImmutableArray<string> first, HashSet<string> fired)
    {
        var signs = visit.Book.Rules
            .Where(r => r.Sign is not null && r.Level == level && !fired.Contains(r.Id))
            .OrderBy(r => first.IndexOf(r.Id) is >= 0 and var at ? at : int.MaxValue)
            .Take(MostSigns)
            .Select(r => ImmutableArray.Create(Result.Line(visit, writer, r.Id, r.Sign!)));
        writer.Heading(title).List(signs);
    }

    private static bool MayBeThere(TriageBook book, Assessment assessment, string finding) =>
        book.IndexOf(finding) is >= 0 and var at && assessment.Findings[at] != Truth.Absent;

    private static bool AreThere(TriageBook book, Assessment assessment, ImmutableArray<string> findings) =>
        findings.All(id => book.IndexOf(id) is >= 0 and var at && assessment.Findings[at] == Truth.Present);
}
