using System.Collections.Immutable;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Safety;

/// <summary>Turns safety.yaml into a <see cref="SafetyBook"/>, checked against red flags and rules (K401 to K404).</summary>
internal static class SafetyCompiler
{
    /// <summary>The file's path in the knowledge folder.</summary>
    public const string Path = "safety.yaml";

    /// <summary>Compiles the file; without one there is no hazard log.</summary>
    public static SafetyBook Compile(SourceFile? file, KnowledgeBase knowledge, DiagnosticBag bag)
    {
        if (file is null || YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return SafetyBook.Empty;
        }

        var map = new MapReader(root, bag);
        var book = new SafetyBook(
            [.. map.Maps("intended-use").Select(ReadStatement)],
            [.. map.Maps("hazards").Select(m => ReadHazard(m, knowledge, bag))],
            ContentHash.Of(file.Text));
        map.Done();
        foreach (var id in book.Hazards.Select(h => h.Id).Concat(book.IntendedUse.Select(s => s.Id)).CountBy(id => id).Where(c => c.Value > 1).Select(c => c.Key))
        {
            bag.Error(Codes.DuplicateId, map.PlaceOf("hazards"), $"The id '{id}' stands twice in this file: keep one.");
        }

        CheckCover(book, knowledge, map, bag);
        return book;
    }

    private static Statement ReadStatement(MapReader map)
    {
        var statement = new Statement(map.Text("id"), map.Text("title"), map.Texts("lines"));
        map.Done();
        return statement;
    }

    private static Hazard ReadHazard(MapReader map, KnowledgeBase knowledge, DiagnosticBag bag)
    {
        var after = map.OptionalMap("after");
        var hazard = new Hazard(
            map.Text("id"),
            map.Text("hazard"),
            map.Texts("causes"),
            map.Text("effect"),
            ReadRisk(map.OptionalMap("before"), map, bag),
            [.. map.Maps("controls").Select(c => ReadControl(c, bag))],
            ReadRisk(after, map, bag),
            after?.OptionalText("why") ?? "",
            Known(map, "families", id => knowledge.RedFlags.Families.IsEmpty || knowledge.RedFlags.Find(id) is not null, "family of red-flags.yaml", bag),
            Known(map, "rules", id => knowledge.Triage.Rules.IsEmpty || knowledge.Triage.Rule(id) is not null, "rule of triage.yaml", bag));
        map.Done();
        if (hazard.Controls.IsEmpty)
        {
            bag.Error("K404", map.At, $"Nothing stands against the hazard '{hazard.Id}': name at least one control.");
        }

        return hazard;
    }

    private static Control ReadControl(MapReader map, DiagnosticBag bag)
    {
        var control = new Control(map.Text("text"), map.Texts("tests"));
        map.Done();
        if (control.Tests.IsEmpty)
        {
            bag.Error("K404", map.At, "No test shows this control: name one, or it is a hope.");
        }

        return control;
    }

    private static Risk ReadRisk(MapReader? map, MapReader hazard, DiagnosticBag bag)
    {
        if (map is null)
        {
            bag.Error("K401", hazard.At, "The hazard needs its risk 'before' and 'after' the controls, each with severity and likelihood.");
            return new Risk(HarmSeverity.Catastrophic, HarmLikelihood.VeryHigh);
        }

        var risk = new Risk(
            Read(map, "severity", HarmSeverity.Catastrophic, bag),
            Read(map, "likelihood", HarmLikelihood.VeryHigh, bag));
        map.Find("why");
        map.Done();
        return risk;
    }

    private static T Read<T>(MapReader map, string key, T worst, DiagnosticBag bag)
        where T : struct, Enum
    {
        var word = map.Text(key);
        foreach (var value in Enum.GetValues<T>())
        {
            if (RiskWords.Of(value) == word)
            {
                return value;
            }
        }

        bag.Error("K401", map.PlaceOf(key), $"'{word}' is no {key}: write one of {string.Join(", ", Enum.GetValues<T>().Select(v => RiskWords.Of(v)))}.");
        return worst;
    }

    private static ImmutableArray<string> Known(MapReader map, string key, Func<string, bool> isKnown, string what, DiagnosticBag bag)
    {
        var named = map.Scalars(key);
        foreach (var item in named.Where(i => !isKnown(i.Value)))
        {
            bag.Error("K402", item.At, $"'{item.Value}' is no {what}: mend the name.");
        }

        return [.. named.Select(i => i.Value)];
    }

    // A warning: whoever adds a sign must be able to save it at once; the tests insist.
    private static void CheckCover(SafetyBook book, KnowledgeBase knowledge, MapReader map, DiagnosticBag bag)
    {
        var families = book.Hazards.SelectMany(h => h.Families).ToHashSet(StringComparer.Ordinal);
        var rules = book.Hazards.SelectMany(h => h.Rules).ToHashSet(StringComparer.Ordinal);
        foreach (var family in knowledge.RedFlags.Families.Where(f => !families.Contains(f.Id)))
        {
            bag.Warning("K403", map.PlaceOf("hazards"), $"No hazard names the red-flag family '{family.Id}': add it under 'families' of the hazard that it stands against.");
        }

        foreach (var rule in knowledge.Triage.Rules.Where(r => r.Level > Urgency.Routine && !rules.Contains(r.Id)))
        {
            bag.Warning("K403", map.PlaceOf("hazards"), $"No hazard names the rule '{rule.Id}': add it under 'rules' of the hazard that it stands against.");
        }
    }
}

/// <summary>Severities and likelihoods as the file writes them.</summary>
public static class RiskWords
{
    /// <summary>The word of a value: <c>very-low</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
