using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Triage;

/// <summary>Faults that show only in the whole book: unreachable questions, unread findings, lonely contexts, unexplained words.</summary>
internal static class TriageLinter
{
    private const int HardWord = 4;

    /// <summary>Reports them.</summary>
    public static void Check(TriageBook book, MapReader map, DiagnosticBag bag)
    {
        Twice(book.Questions.Select(q => q.Id), "question", map, "questions", bag);
        Twice(book.Rules.Select(r => r.Id), "rule", map, "rules", bag);
        CheckFindings(book, map, bag);
        CheckQuestions(book, map, bag);
        CheckRules(book, map, bag);
        CheckWords(book, map, bag);
        foreach (var level in Enum.GetValues<Urgency>())
        {
            if (book.Dispositions.Count(d => d.Level == level && !d.Text.IsEmpty) != 1)
            {
                bag.Error("K310", map.PlaceOf("dispositions"), $"The level {Levels.Name(level)} needs exactly one disposition with text.");
            }
        }
    }

    private static void CheckFindings(TriageBook book, MapReader map, DiagnosticBag bag)
    {
        for (var i = 0; i < book.Findings.Length; i++)
        {
            var finding = book.Findings[i];
            if (!book.Questions.Any(q => q.Findings.Contains(i)))
            {
                bag.Error("K309", PlaceOf(map, "findings", i), $"No question reads the finding '{finding.Id}'.");
            }

            if (book.Questions.Count(q => q.Findings.Contains(i)) > 1)
            {
                bag.Error("K309", PlaceOf(map, "findings", i), $"Two questions read the finding '{finding.Id}': which one is right?");
            }

            var used = book.Rules.Any(r => r.When.Terms.Any(t => t.Finding == i)) || book.Questions.Any(q => q.AskWhen.Terms.Any(t => t.Finding == i));
            if (!used)
            {
                bag.Error("K309", PlaceOf(map, "findings", i), $"No rule uses the finding '{finding.Id}'.");
            }

            if (finding.IsRisk && !book.Rules.Any(r => r.Level > Urgency.SelfCare && MeetsAlone(r.When, i)))
            {
                bag.Error("K311", PlaceOf(map, "findings", i), $"The risk '{finding.Id}' alone could end in self-care: add a rule for it, or declare it context.");
            }
        }
    }

    private static void CheckQuestions(TriageBook book, MapReader map, DiagnosticBag bag)
    {
        var stage = Stage.Who;
        for (var i = 0; i < book.Questions.Length; i++)
        {
            var question = book.Questions[i];
            if (question.Stage < stage)
            {
                bag.Error("K312", PlaceOf(map, "questions", i), $"'{question.Id}' comes too late: order the questions who, screen, detail.");
            }

            stage = question.Stage;
            foreach (var term in question.AskWhen.Terms)
            {
                if (!book.Questions.Take(i).Any(q => q.Findings.Contains(term.Finding)))
                {
                    bag.Error("K313", PlaceOf(map, "questions", i), $"'{question.Id}' depends on '{book.Findings[term.Finding].Id}', which no question before it reads.");
                }
            }

            if (question.Findings.IsEmpty)
            {
                bag.Error("K314", PlaceOf(map, "questions", i), $"'{question.Id}' reads no finding: it could change nothing.");
            }
        }
    }

    private static void CheckRules(TriageBook book, MapReader map, DiagnosticBag bag)
    {
        for (var i = 0; i < book.Rules.Length; i++)
        {
            var rule = book.Rules[i];
            if (rule.When.IsAlways && rule.Level != Urgency.SelfCare)
            {
                bag.Error("K305", PlaceOf(map, "rules", i), $"The rule '{rule.Id}' fires always: give it a condition.");
            }

            if (rule.Level > Urgency.Routine && rule.When.All.Length == 0 && rule.When.Any.Length == 1 && rule.When.Unsure.IsEmpty
                && rule.When.Any[0].Any(t => !book.Findings[t.Finding].IsRisk))
            {
                bag.Error("K315", PlaceOf(map, "rules", i), $"The rule '{rule.Id}' lets a context alone force {Levels.Name(rule.Level)}: declare the finding a risk.");
            }
        }

        if (!book.Rules.Any(r => r.When.IsAlways))
        {
            bag.Error("K305", map.PlaceOf("rules"), "One self-care rule without 'when' is needed: what is left when no risk is there.");
        }
    }

    // A word of four syllables is hard for a reading age of nine to eleven; shorter ones are the author's to judge.
    private static void CheckWords(TriageBook book, MapReader map, DiagnosticBag bag)
    {
        for (var i = 0; i < book.Questions.Length; i++)
        {
            var question = book.Questions[i];
            foreach (var word in question.Shown.SelectMany(t => Words.Of(t)).Select(w => w.Value).Where(w => Syllables.Of(w) >= HardWord).Distinct(StringComparer.Ordinal))
            {
                if (!book.Glossary.Any(g => g.IsIn(word)) && !Words.Normalise(question.Means).Contains(word, StringComparison.Ordinal))
                {
                    bag.Error("K316", PlaceOf(map, "questions", i), $"'{word}' in '{question.Id}' is a hard word: explain it in 'means' or in the glossary, or use a plain one.");
                }
            }
        }

        for (var i = 0; i < book.Glossary.Length; i++)
        {
            if (!book.Questions.Any(q => q.Shown.Any(book.Glossary[i].IsIn)))
            {
                bag.Error("K317", PlaceOf(map, "glossary", i), $"No question uses '{book.Glossary[i].Term}'.");
            }
        }
    }

    private static bool MeetsAlone(Condition when, int finding) =>
        when.All.All(t => t.Finding == finding) && when.Any.All(g => g.Any(t => t.Finding == finding)) && when.Unsure.IsEmpty && !when.IsAlways;

    private static void Twice(IEnumerable<string> ids, string what, MapReader map, string key, DiagnosticBag bag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, id) in ids.Index())
        {
            if (!seen.Add(id))
            {
                bag.Error("K301", PlaceOf(map, key, i), $"The {what} '{id}' stands here twice: keep one.");
            }
        }
    }

    // The book keeps the order of the file.
    private static Place PlaceOf(MapReader map, string key, int item) => map.Items(key)[item].At;
}
