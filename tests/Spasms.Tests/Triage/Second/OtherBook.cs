using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Serialization;

namespace Spasms.Tests.Triage.Second;

/// <summary>
/// The questionnaire as the second checker reads it: straight from the YAML and by its own few lines, so that a fault
/// of the compiler, the engine or the certifier is not made twice.
/// </summary>
internal sealed record OtherBook(ImmutableArray<OtherQuestion> Questions, ImmutableArray<OtherRule> Rules)
{
    /// <summary>The levels, from least to most urgent.</summary>
    public static ImmutableArray<string> Levels { get; } = ["self-care", "routine", "urgent", "emergency"];

    /// <summary>Reads a triage.yaml.</summary>
    public static OtherBook Read(string yaml)
    {
        var root = (IDictionary<object, object>)new DeserializerBuilder().Build().Deserialize<object>(yaml)!;
        return new OtherBook([.. Items(root, "questions").Select(Question)], [.. Items(root, "rules").Select(Rule)]);
    }

    /// <summary>The level of a set of answers, with every question answered that applies.</summary>
    public string Level(IReadOnlyDictionary<string, OtherAnswer> answers) => Levels[Fired(answers).Select(r => Levels.IndexOf(r.Level)).Append(0).Max()];

    /// <summary>The rules that the answers fire.</summary>
    public IEnumerable<OtherRule> Fired(IReadOnlyDictionary<string, OtherAnswer> answers)
    {
        var known = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var question in Questions)
        {
            if (question.AskWhen?.Holds(known) != false)
            {
                question.Apply(answers[question.Id], known);
            }
        }

        return Rules.Where(r => r.When?.Holds(known) == true);
    }

    /// <summary>Answers of someone who is well: the calmest option of each question.</summary>
    public Dictionary<string, OtherAnswer> Calm() => Questions.ToDictionary(q => q.Id, q => q.Calmest(), StringComparer.Ordinal);

    private static OtherQuestion Question(IDictionary<object, object> map) => new(
        Text(map, "id")!,
        Text(map, "stage")!,
        Text(map, "type")!,
        [.. Items(map, "options").Select(o => new OtherOption(Text(o, "id")!, Texts(o, "sets"), Number(o, "value")))],
        Texts(map, "sets"),
        [.. Items(map, "cuts").Select(c => (Text(c, "finding")!, Number(c, "from") ?? double.MinValue, Number(c, "below") ?? double.MaxValue))],
        map.TryGetValue("ask-when", out var when) ? Condition((IDictionary<object, object>)when) : null);

    private static OtherRule Rule(IDictionary<object, object> map) => new(
        Text(map, "id")!,
        Text(map, "level")!,
        map.TryGetValue("when", out var when) ? Condition((IDictionary<object, object>)when) : null);

    private static OtherCondition Condition(IDictionary<object, object> map) => new(Texts(map, "all"), Texts(map, "any"), Texts(map, "and-any"), Texts(map, "unsure"));

    private static IEnumerable<IDictionary<object, object>> Items(IDictionary<object, object> map, string key) =>
        map.TryGetValue(key, out var list) ? ((IEnumerable<object>)list).Cast<IDictionary<object, object>>() : [];

    private static string? Text(IDictionary<object, object> map, string key) => map.TryGetValue(key, out var value) ? value.ToString() : null;

    private static ImmutableArray<string> Texts(IDictionary<object, object> map, string key) =>
        map.TryGetValue(key, out var list) ? [.. ((IEnumerable<object>)list).Select(i => i.ToString()!)] : [];

    private static double? Number(IDictionary<object, object> map, string key) =>
        Text(map, key) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>An answer as given: buttons pressed, or a number typed.</summary>
internal sealed record OtherAnswer(ImmutableArray<string> Pressed, double? Number = null)
{
    public static OtherAnswer NotSure { get; } = new(["not_sure"]);
}

internal sealed record OtherOption(string Id, ImmutableArray<string> Sets, double? Value);

internal sealed record OtherRule(string Id, string Level, OtherCondition? When);

internal sealed record OtherQuestion(
    string Id,
    string Stage,
    string Type,
    ImmutableArray<OtherOption> Options,
    ImmutableArray<string> Sets,
    ImmutableArray<(string Finding, double From, double Below)> Cuts,
    OtherCondition? AskWhen)
{
    /// <summary>Every finding that it reads.</summary>
    public IEnumerable<string> Findings => Sets.Concat(Options.SelectMany(o => o.Sets)).Concat(Cuts.Select(c => c.Finding)).Distinct();

    /// <summary>Writes down what the answer says of them.</summary>
    public void Apply(OtherAnswer answer, Dictionary<string, char> known)
    {
        foreach (var finding in Findings)
        {
            known[finding] = answer.Pressed.Contains("not_sure") ? '?' : 'n';
        }

        var options = Options.Where(o => answer.Pressed.Contains(o.Id)).ToList();
        foreach (var finding in options.SelectMany(o => o.Sets).Concat(answer.Pressed.Contains("yes") ? Sets : []))
        {
            known[finding] = 'y';
        }

        var number = answer.Number ?? options.Select(o => o.Value).FirstOrDefault();
        foreach (var (finding, from, below) in Cuts)
        {
            known[finding] = number is { } n && n >= from && n < below ? 'y' : known[finding];
        }
    }

    /// <summary>The answer that says least.</summary>
    public OtherAnswer Calmest() => Type switch
    {
        "choices" => new OtherAnswer(["none"]),
        "yesno" => new OtherAnswer(["no"]),
        "age" => new OtherAnswer([], 45),
        "scale" or "number" => new OtherAnswer([], 2),
        "choice" => new OtherAnswer([(Options.FirstOrDefault(o => o.Sets.IsEmpty) ?? Options[0]).Id]),
        _ => new OtherAnswer([Options.MinBy(o => Cuts.Count(c => o.Value >= c.From && o.Value < c.Below))!.Id]),
    };

    /// <summary>The answer that makes a finding present; null when no button or number can.</summary>
    public OtherAnswer? Saying(string finding)
    {
        if (Sets.Contains(finding))
        {
            return new OtherAnswer(["yes"]);
        }

        if (Options.FirstOrDefault(o => o.Sets.Contains(finding)) is { } option)
        {
            return new OtherAnswer([option.Id]);
        }

        var cut = Cuts.FirstOrDefault(c => c.Finding == finding);
        return Options.FirstOrDefault(o => o.Value >= cut.From && o.Value < cut.Below) is { } valued ? new OtherAnswer([valued.Id])
            : cut.Finding is null ? null
            : new OtherAnswer([], cut.From > 0 ? Math.Min(cut.From + 1, cut.Below - 1) : cut.Below / 2);
    }
}

/// <summary>What must be so: every one of the first, one of each group that has members, one that is not known.</summary>
internal sealed record OtherCondition(ImmutableArray<string> All, ImmutableArray<string> Any, ImmutableArray<string> AndAny, ImmutableArray<string> Unsure)
{
    public bool Holds(IReadOnlyDictionary<string, char> known) =>
        All.All(t => Meets(t, known))
        && (Any.IsEmpty || Any.Any(t => Meets(t, known)))
        && (AndAny.IsEmpty || AndAny.Any(t => Meets(t, known)))
        && (Unsure.IsEmpty || Unsure.Any(f => known.GetValueOrDefault(f) == '?'));

    /// <summary>Each least choice of findings that meets it; those after a question mark are made present too.</summary>
    public IEnumerable<ImmutableArray<string>> Choices()
    {
        var any = Any.IsEmpty ? [""] : Any;
        var andAny = AndAny.IsEmpty ? [""] : AndAny;
        return any.SelectMany(a => andAny.Select(b => All.Append(a).Append(b).Where(t => t.Length > 0).Select(t => t.TrimEnd('?')).Distinct().ToImmutableArray()));
    }

    private static bool Meets(string term, IReadOnlyDictionary<string, char> known) => known.GetValueOrDefault(term.TrimEnd('?')) switch
    {
        'y' => true,
        '?' => term.EndsWith('?'),
        _ => false,
    };
}
