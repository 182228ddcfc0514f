using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Triage;

/// <summary>Reads one question with its options and cut-points.</summary>
internal static class TriageQuestionReader
{
    private const int MostOptions = 7;

    private static readonly ImmutableArray<string> Reserved = ["yes", "no", "not_sure", "none", "skip"];

    private static readonly ImmutableDictionary<string, QuestionType> Types = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        Enum.GetValues<QuestionType>().Select(t => KeyValuePair.Create(t.ToString().ToLowerInvariant(), t)));

    private static readonly ImmutableDictionary<string, Stage> Stages = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        Enum.GetValues<Stage>().Select(s => KeyValuePair.Create(s.ToString().ToLowerInvariant(), s)));

    /// <summary>The question that stands in a mapping.</summary>
    public static Question Read(MapReader map, TriageNames names, DiagnosticBag bag)
    {
        var id = map.Text("id");
        var type = Pick(map, "type", Types, bag);
        ImmutableArray<AnswerOption> options = [.. map.Maps("options").Select(o => ReadOption(o, names, bag))];
        ImmutableArray<Cut> cuts = [.. map.Maps("cuts").Select(c => ReadCut(c, names, bag))];
        var text = map.Text("text");
        var name = map.Text("name");
        var question = new Question(
            id,
            Pick(map, "stage", Stages, bag),
            type,
            text,
            map.OptionalText("they") ?? text,
            name,
            [Words.Normalise(name), Words.Normalise(id), .. map.Texts("words").Select(Words.Normalise)],
            map.Text("why"),
            map.Text("means"),
            map.Text("example"),
            map.Flag("whole"),
            options,
            cuts,
            map.OptionalMap("ask-when") is { } when ? names.When(when) : Condition.Always,
            [.. map.Texts("none-words").Select(Pattern)],
            [.. names.Findings(map, "sets").Concat(options.SelectMany(o => o.Sets)).Concat(cuts.Select(c => c.Finding)).Distinct()]);
        map.Done();
        CheckForm(question, map, bag);
        return question;
    }

    private static void CheckForm(Question question, MapReader map, DiagnosticBag bag)
    {
        if (question.Options.Length > MostOptions)
        {
            bag.Error("K307", map.PlaceOf("options"), $"'{question.Id}' has {question.Options.Length} options: seven is the most people can take in.");
        }

        if (question.Type is QuestionType.Choice or QuestionType.Choices && question.Options.Length < 2)
        {
            bag.Error("K307", map.At, $"'{question.Id}' needs at least two options.");
        }

        foreach (var reserved in question.Options.Where(o => Reserved.Contains(o.Id)))
        {
            bag.Error("K307", map.PlaceOf("options"), $"The option id '{reserved.Id}' is reserved: choose another.");
        }

        if (question.Options.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count() != question.Options.Length)
        {
            bag.Error("K301", map.PlaceOf("options"), $"'{question.Id}' has an option id twice.");
        }

        var measured = question.Type is QuestionType.Number or QuestionType.Age or QuestionType.Scale or QuestionType.Duration or QuestionType.Onset;
        if (measured == question.Cuts.IsEmpty)
        {
            bag.Error("K308", map.At, measured ? $"'{question.Id}' measures something: give it cuts." : $"'{question.Id}' measures nothing: cuts have no use.");
        }

        if (measured && question.Options.Any(o => o.Value is null))
        {
            bag.Error("K308", map.PlaceOf("options"), $"Each option of '{question.Id}' needs a value.");
        }
    }

    private static AnswerOption ReadOption(MapReader map, TriageNames names, DiagnosticBag bag)
    {
        var option = new AnswerOption(
            map.Text("id"),
            map.Text("text"),
            names.Findings(map, "sets"),
            [.. map.Texts("words").Select(Pattern)],
            [.. map.Texts("asked-words").Select(Pattern)],
            map.Texts("topics"),
            ReadNumber(map, "value", bag));
        map.Done();
        return option;
    }

    // "im # weeks ." keeps its two signs: any number, and a break or the end.
    private static string Pattern(string words) =>
        string.Join(' ', words.Split(' ').Select(w => w is "#" or "." ? w : Words.Normalise(w)).Where(w => w.Length > 0));

    private static Cut ReadCut(MapReader map, TriageNames names, DiagnosticBag bag)
    {
        var finding = names.Finding(map.Text("finding"), map.PlaceOf("finding")) ?? 0;
        var cut = new Cut(finding, ReadNumber(map, "from", bag) ?? double.NegativeInfinity, ReadNumber(map, "below", bag) ?? double.PositiveInfinity);
        map.Done();
        if (!(cut.From < cut.Below))
        {
            bag.Error("K308", map.At, "This cut is empty: 'from' must be less than 'below'.");
        }

        return cut;
    }

    private static double? ReadNumber(MapReader map, string key, DiagnosticBag bag)
    {
        if (map.OptionalText(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        bag.Error(Codes.BadValue, map.PlaceOf(key), $"'{key}' takes a number, not '{text}'.");
        return null;
    }

    private static T Pick<T>(MapReader map, string key, ImmutableDictionary<string, T> known, DiagnosticBag bag)
        where T : struct
    {
        var name = map.Text(key);
        if (known.TryGetValue(name, out var value))
        {
            return value;
        }

        bag.Error("K304", map.PlaceOf(key), $"'{name}' is no {key}. Known: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        return default;
    }
}
