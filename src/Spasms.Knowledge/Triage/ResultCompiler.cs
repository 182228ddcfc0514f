using System.Collections.Immutable;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Triage;

/// <summary>Turns result.yaml into a <see cref="ResultBook"/>, checked against the questionnaire and the articles (K330 to K333).</summary>
internal static class ResultCompiler
{
    /// <summary>The file's path in the knowledge folder.</summary>
    public const string Path = "result.yaml";

    /// <summary>Compiles the file; without one a result quotes no article.</summary>
    public static ResultBook Compile(SourceFile? file, KnowledgeBase knowledge, DiagnosticBag bag)
    {
        // Without questions the fault is theirs, not this file's.
        if (file is null || knowledge.Triage.Questions.IsEmpty || YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return ResultBook.Empty;
        }

        var map = new MapReader(root, bag);
        var book = new ResultBook(
            [.. map.Maps("contributors").Select(m => ReadPassage(m, knowledge, bag))],
            [.. map.Maps("help").Select(m => ReadPassage(m, knowledge, bag))],
            [.. map.Maps("watch").Select(m => ReadWatch(m, knowledge.Triage, bag))])
        {
            Steady = ReadSteady(map, knowledge.Triage, bag),
        };
        map.Done();
        return book;
    }

    private static ImmutableArray<string> ReadSteady(MapReader map, TriageBook book, DiagnosticBag bag)
    {
        var steady = map.Scalars("steady");
        foreach (var question in steady.Where(q => book.Question(q.Value) is null))
        {
            bag.Error("K333", question.At, $"'{question.Value}' is no question of triage.yaml: mend the name.");
        }

        return [.. steady.Select(q => q.Value)];
    }

    private static ResultPassage ReadPassage(MapReader map, KnowledgeBase knowledge, DiagnosticBag bag)
    {
        var when = ReadWhen(map, knowledge.Triage, bag);
        var unless = Known(map.Scalars("unless"), knowledge.Triage, bag);
        var passage = map.Text("passage");
        if (passage.Length > 0 && !knowledge.Passages.Any(p => p.Id == passage))
        {
            bag.Error("K331", map.PlaceOf("passage"), $"There is no passage '{passage}': write article#anchor of a section that has sentences.");
        }

        map.Done();
        var hash = passage.IndexOf('#', StringComparison.Ordinal);
        return (hash < 0 ? new ResultPassage(when, passage, "") : new ResultPassage(when, passage[..hash], passage[(hash + 1)..])) with { Unless = unless };
    }

    private static ResultWatch ReadWatch(MapReader map, TriageBook book, DiagnosticBag bag)
    {
        var when = ReadWhen(map, book, bag);
        var rules = map.Scalars("rules");
        foreach (var rule in rules.Where(r => book.Rule(r.Value)?.Sign is null))
        {
            bag.Error("K332", rule.At, $"'{rule.Value}' is no rule with a sign: name one of triage.yaml that has 'sign'.");
        }

        map.Done();
        return new ResultWatch(when, [.. rules.Select(r => r.Value)]);
    }

    private static ImmutableArray<string> ReadWhen(MapReader map, TriageBook book, DiagnosticBag bag)
    {
        var when = map.Scalars("when");
        if (when.IsEmpty)
        {
            bag.Error("K330", map.At, "No finding is named under 'when': it would stand in every result.");
        }

        return Known(when, book, bag);
    }

    private static ImmutableArray<string> Known(ImmutableArray<Node.Scalar> findings, TriageBook book, DiagnosticBag bag)
    {
        foreach (var finding in findings.Where(f => book.IndexOf(f.Value) < 0))
        {
            bag.Error("K330", finding.At, $"The finding '{finding.Value}' is not in triage.yaml.");
        }

        return [.. findings.Select(f => f.Value)];
    }
}
