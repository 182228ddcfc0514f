using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>
/// Checks a triage book. Two arguments are used. By form: conditions have no negation and the level is a maximum, so
/// more findings can only fire more rules; what remains to check is finite and small. By partition: every single
/// finding, every pair of findings and every least set that fires a rule is walked through the real engine.
/// </summary>
public static class Certifier
{
    private const int MostBeforeSingle = 6, MostBeforeSecond = 2;

    /// <summary>The certificate, with a counter-example for each property that fails.</summary>
    public static Certificate Certify(TriageBook book)
    {
        var walks = new Walks(book);
        ImmutableArray<CertifiedProperty> properties =
        [
            .. ByForm(book),
            Property("no-flag-below", "No red flag or pair ends below its level.", "a walk for every least set of findings of every rule", walks.Rules().FirstOrDefault(w => w.Walk.Result.Level < Promised(book, w.Rule)) is { Walk: not null } low ? $"{low.Rule.Id} ends {low.Walk.Result.Level}" : null),
            Property("nothing-missed", "A question left out could not have raised the level.", "a walk for every least set, single finding and pair, against all questions answered", walks.All().FirstOrDefault(w => w.Walk.Result.Level != w.Walk.FullLevel).Name),
            Property("monotone", "One more risk finding never lowers the level.", "form of the rules, and every pair against its members", NotSureRules(book) ?? walks.Lowered()),
            Property("not-sure-for-no", "\"Not sure\" for \"no\" never lowers the level.", "every question of every single finding", walks.LoweredByNotSure()),
            Property("children", "Under 16 is never self-care alone, under 1 is at least urgent.", "every age below 16 in months, with every single finding", walks.Children()),
            Property("every-path-ends", "Every path ends in a level with advice.", "all walks; each question is asked at most once", walks.All().FirstOrDefault(w => w.Walk.Asked.Distinct().Count() != w.Walk.Asked.Length || w.Walk.Result.Fired.IsEmpty || w.Walk.Result.Fired.Any(r => r.Text.IsEmpty)).Name),
            Property("every-level-reachable", "Each of the four levels is the end of some path.", "all walks", walks.DeadLevel()),
            Property("every-rule-reachable", "Every rule can fire.", "a walk for every least set of every rule", walks.DeadRule()),
            Property("every-question-reachable", "Every question can be asked.", "all walks", walks.DeadQuestion()),
            Property("danger-first", "Only whom and age come before the danger screen, and all of the screen before the rest.", "all walks", walks.All().FirstOrDefault(w => !InOrder(book, w.Walk.Asked)).Name),
            Property("single-flag-soon", "A red flag that needs no other finding is reached within 6 questions.", "a walk for each", walks.Late(MostBeforeSingle)),
            Property("pair-soon", "An emergency of a pair is reached within 2 questions after its second member could be known: once the screen is over and the first is known. Questions that could themselves bring an emergency are not counted.", "a walk for every least set of every emergency", walks.LatePair(MostBeforeSecond)),
            Property("stops-at-emergency", "No question follows an emergency.", "all walks: the last question brought it", walks.All().FirstOrDefault(w => w.Walk.Result.Level == Urgency.Emergency && (w.Walk.Result.Next() is not null || w.Walk.After(w.Walk.Asked.Length - 1).Level == Urgency.Emergency)).Name),
            Property("skipping", "Skipping everything, or \"not sure\" to everything, never gives self-care.", "both walks", Skipping(book)),
        ];
        var all = walks.All().Select(w => w.Walk).ToList();
        var (everybody, emergencies) = walks.Counts();
        return new Certificate(book.Hash, all.Count, all.Sum(w => w.Asked.Length), everybody, emergencies, properties);
    }

    /// <summary>The properties that show in the rules' form, without a walk.</summary>
    internal static ImmutableArray<CertifiedProperty> ByForm(TriageBook book) =>
    [
        Property("promises", "Every rule has the level written down for it apart from the rules.", "comparison", Promises(book)),
        Property("ordered-scales", "A worse value of pain or duration never lowers the level.", "their cuts are open upwards", OpenCuts(book)),
    ];

    private static CertifiedProperty Property(string name, string means, string how, string? counterExample) => new(name, means, how, counterExample);

    private static Urgency Promised(TriageBook book, Rule rule) =>
        book.Promised(rule.Id) is { } level && level > rule.Level ? level : rule.Level;

    private static string? Promises(TriageBook book) =>
        book.Rules.FirstOrDefault(r => book.Promised(r.Id) != r.Level) is { } rule
            ? $"{rule.Id} is {rule.Level}, promised {book.Promised(rule.Id)?.ToString() ?? "nothing"}"
            : book.Promises.FirstOrDefault(p => book.Rule(p.Rule) is null) is { } lost ? $"{lost.Rule} is promised and is no rule" : null;

    // Whatever "not sure" forces, "yes" must force too, or saying yes would lower the level.
    private static string? NotSureRules(TriageBook book)
    {
        foreach (var rule in book.Rules)
        {
            foreach (var finding in rule.When.Unsure)
            {
                if (!book.Rules.Any(r => r.Level >= rule.Level && r.When is { Unsure.IsEmpty: true, IsAlways: false } && r.When.All.All(t => t.Finding == finding) && r.When.Any.All(g => g.Any(t => t.Finding == finding))))
                {
                    return $"{book.Findings[finding].Id} is {rule.Level} when unsure, and less when present";
                }
            }
        }

        return null;
    }

    private static string? OpenCuts(TriageBook book) => book.Questions
        .Where(q => q.Type is QuestionType.Scale or QuestionType.Duration)
        .FirstOrDefault(q => q.Cuts.Any(c => double.IsFinite(c.Below)))?.Id;

    private static bool InOrder(TriageBook book, ImmutableArray<string> asked)
    {
        var stages = asked.Select(id => book.Question(id)!.Stage).ToList();
        return stages.SequenceEqual(stages.Order());
    }

    private static string? Skipping(TriageBook book) =>
        Simulation.WalkAll(book, ResponseKind.Skipped).Result.Level == Urgency.SelfCare ? "skip, skip, ..."
        : Simulation.WalkAll(book, ResponseKind.NotSure).Result.Level == Urgency.SelfCare ? "not sure, not sure, ..."
        : null;
}
