using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Writes the result: level, what to do and where, because you said, what would raise it, warning signs, sources.</summary>
internal static class Result
{
    private const int MostSigns = 6, MostRaising = 3, MostLowerRules = 3;

    /// <summary>The one reply with the urgency that ends a questionnaire.</summary>
    public static Reply Write(Visit visit, QuestionnaireState state, Assessment assessment)
    {
        var level = assessment.Level;
        var words = visit.Now.Knowledge.English;
        var writer = new Writer(level == Urgency.Emergency ? ReplyKind.Emergency : ReplyKind.Advise);
        var disposition = visit.Book.Dispositions.First(d => d.Level == level);
        writer.Heading(disposition.Title);
        WriteCalls(visit, writer, level);
        writer.Paragraph([.. disposition.Text.Select(t => Line(visit, writer, disposition.Id, t))]);
        var where = Where(visit, level);
        if (where.Length > 0)
        {
            writer.Say(where);
        }

        WriteFlags(visit, writer);
        WriteRules(visit, writer, assessment);
        WriteBecause(visit, state, writer, assessment);
        if (level < Urgency.Emergency)
        {
            WriteRaising(visit, state, writer, assessment);
            WriteSigns(visit, writer);
        }

        writer.Say(words["triage-no-diagnosis"]);
        if (!visit.Book.IsApproved)
        {
            writer.Say(words["triage-not-reviewed"]);
        }

        ImmutableArray<string> ids = [.. Floor.Ids(visit, state), .. assessment.Fired.Select(r => r.Id)];
        ImmutableArray<string> sources = [.. assessment.Fired.SelectMany(r => r.Sources).Concat(disposition.Sources).Distinct(StringComparer.Ordinal)];
        writer.Say(words.Format("triage-sources", ("sources", Sources(visit.Book, sources))));
        writer.Say(words.Format("triage-rules", ("rules", string.Join(", ", ids))));
        return writer.Done() with { Urgency = level, Rules = ids };
    }

    /// <summary>A line of the triage book, cited.</summary>
    public static Span Line(Visit visit, Writer writer, string section, string line) =>
        writer.Slice(new Citation("triage", section, line, visit.Now.Knowledge.English["triage-cited"], visit.Book.Hash));

    /// <summary>Sources by publisher, title and year.</summary>
    public static string Sources(TriageBook book, ImmutableArray<string> ids) =>
        string.Join("; ", book.Sources.Where(s => ids.Contains(s.Id)).Select(s => $"{s.Publisher}, {s.Title} ({s.Year})"));

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

    private static void WriteRules(Visit visit, Writer writer, Assessment assessment)
    {
        var top = assessment.Fired.Where(r => r.Level == assessment.Level);
        var rest = assessment.Fired.Where(r => r.Level < assessment.Level).Take(MostLowerRules);
        var lines = top.Concat(rest).SelectMany(r => r.Text.Select(t => (r.Id, Text: t))).DistinctBy(l => l.Text);
        writer.List([.. lines.Select(l => ImmutableArray.Create(Line(visit, writer, l.Id, l.Text)))]);
    }

    private static void WriteBecause(Visit visit, QuestionnaireState state, Writer writer, Assessment assessment)
    {
        var words = visit.Now.Knowledge.English;
        var other = Person.IsOther(state);
        var seen = new HashSet<int>();
        List<ImmutableArray<Span>> items = [.. Floor.Reasons(visit, state).Select(r => ImmutableArray.Create(Writer.Own(r)))];
        foreach (var term in assessment.Fired.SelectMany(r => r.When.Terms))
        {
            var truth = assessment.Findings[term.Finding];
            if (truth != Truth.Absent && seen.Add(term.Finding))
            {
                var finding = visit.Book.Findings[term.Finding];
                var said = other ? finding.They : finding.Says;
                items.Add([Writer.Own(truth == Truth.Present ? said : words.Format("triage-because-unsure", ("finding", said)))]);
            }
        }

        if (items.Count == 0)
        {
            writer.Say(words[other ? "triage-because-none-they" : "triage-because-none"]);
            return;
        }

        writer.Say(words["triage-because"]).List(items);
    }

    // One more finding that would fire a graver rule: "what would raise this".
    private static void WriteRaising(Visit visit, QuestionnaireState state, Writer writer, Assessment assessment)
    {
        var items = new List<ImmutableArray<Span>>();
        var findings = assessment.Findings.ToArray();
        foreach (var rule in visit.Book.Rules.Where(r => r.Level > assessment.Level && r.When.All.Length > 1))
        {
            var missing = rule.When.All.Where(t => findings[t.Finding] < t.Least).ToList();
            var present = rule.When.All.Length - missing.Count;
            if (missing.Count == 1 && present > 0 && items.Count < MostRaising)
            {
                var finding = visit.Book.Findings[missing[0].Finding];
                items.Add([Writer.Own(visit.Now.Knowledge.English.Format(
                    "triage-raise",
                    ("finding", Person.IsOther(state) ? finding.They : finding.Says),
                    ("level", visit.Now.Knowledge.English["level-" + Levels.Name(rule.Level)])))]);
            }
        }

        if (items.Count > 0)
        {
            writer.Say(visit.Now.Knowledge.English["triage-raises"]).List(items);
        }
    }

    private static void WriteSigns(Visit visit, Writer writer)
    {
        var words = visit.Now.Knowledge.English;
        writer.Say(words.Format("triage-signs", ("number", visit.Now.Country.Find("emergency")?.Number ?? "")));
        WriteSigns(visit, writer, Urgency.Emergency);
        writer.Say(words["triage-signs-urgent"]);
        WriteSigns(visit, writer, Urgency.Urgent);
    }

    private static void WriteSigns(Visit visit, Writer writer, Urgency level) =>
        writer.List([.. visit.Book.Rules
            .Where(r => r.Sign is not null && r.Level == level)
            .Take(MostSigns)
            .Select(r => ImmutableArray.Create(Line(visit, writer, r.Id, r.Sign!)))]);
}
