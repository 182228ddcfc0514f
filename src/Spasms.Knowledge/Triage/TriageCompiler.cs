using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Triage;

/// <summary>Turns triage.yaml into a <see cref="TriageBook"/>; reports every fault at its place (K301 and up).</summary>
public static class TriageCompiler
{
    /// <summary>Compiles the file. The book is usable only when the bag has no error.</summary>
    public static TriageBook Compile(SourceFile file, DiagnosticBag bag)
    {
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return TriageBook.Empty;
        }

        var map = new MapReader(root, bag);
        var sources = ReadSources(map, bag);
        var findings = ReadFindings(map, bag);
        var names = new TriageNames(bag, findings, sources);
        var book = new TriageBook
        {
            Hash = ContentHash.Of(file.Text),
            RulesHash = ContentHash.Of(WithoutApproval(file.Text)),
            Approval = ReadApproval(map, bag),
            Sources = sources,
            Glossary = [.. map.Maps("glossary").Select(ReadEntry)],
            Findings = findings,
            Questions = [.. map.Maps("questions").Select(q => TriageQuestionReader.Read(q, names, bag))],
            Rules = [.. map.Maps("rules").Select(r => ReadRule(r, names, bag))],
            Promises = ReadPromises(map, bag),
            Dispositions = [.. map.Maps("dispositions").Select(d => ReadDisposition(d, names, bag))],
        };
        map.Done();
        if (book.Approval is { } approval && approval.Hash != book.RulesHash)
        {
            bag.Warning("K318", map.PlaceOf("approved"), $"The rules are not those that {approval.By} approved: have them approved again. Their hash is {book.RulesHash}.");
        }

        TriageLinter.Check(book, map, bag);
        return book with { Reach = [.. book.Questions.Select(q => ReachOf(book, q))] };
    }

    private static ImmutableArray<int> ReachOf(TriageBook book, Question question)
    {
        var findings = question.Findings.ToHashSet();
        foreach (var later in book.Questions)
        {
            // Conditions look backwards only, so one pass in file order closes the set.
            if (later.AskWhen.Terms.Any(t => findings.Contains(t.Finding)))
            {
                findings.UnionWith(later.Findings);
            }
        }

        return [.. Enumerable.Range(0, book.Rules.Length).Where(r => book.Rules[r].When.Terms.Any(t => findings.Contains(t.Finding)))];
    }

    /// <summary>The file's text without its <c>approved:</c> entry, which can't sign itself.</summary>
    public static string WithoutApproval(string text)
    {
        var kept = new List<string>();
        var inside = false;
        foreach (var line in text.Split('\n'))
        {
            inside = line.StartsWith("approved:", StringComparison.Ordinal) || (inside && line.StartsWith(' '));
            if (!inside)
            {
                kept.Add(line);
            }
        }

        return string.Join('\n', kept);
    }

    private static Approval? ReadApproval(MapReader map, DiagnosticBag bag)
    {
        if (map.OptionalMap("approved") is not { } approved)
        {
            return null;
        }

        var read = new Approval(approved.Text("by"), approved.Text("role"), approved.Text("date"), approved.Text("hash"));
        approved.Done();
        if (!DateOnly.TryParseExact(read.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            bag.Error("K021", approved.PlaceOf("date"), $"'{read.Date}' is no day: write it as 2026-01-31.");
        }

        return read;
    }

    private static ImmutableArray<Source> ReadSources(MapReader map, DiagnosticBag bag)
    {
        var sources = ImmutableArray.CreateBuilder<Source>();
        foreach (var item in map.Maps("sources"))
        {
            var source = new Source(item.Text("id"), item.Text("publisher"), item.Text("title"), item.OptionalNumber("year") ?? 0, item.OptionalText("url"));
            item.Done();
            if (sources.Any(s => s.Id == source.Id))
            {
                bag.Error("K301", item.At, $"The source '{source.Id}' stands here twice: keep one.");
            }

            sources.Add(source);
        }

        return sources.ToImmutable();
    }

    private static ImmutableArray<Finding> ReadFindings(MapReader map, DiagnosticBag bag)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var item in map.Maps("findings"))
        {
            var kind = item.Text("kind");
            if (kind is not ("risk" or "context"))
            {
                bag.Error("K304", item.PlaceOf("kind"), $"'{kind}' is no kind of finding: write risk or context.");
            }

            var finding = new Finding(item.Text("id"), kind == "risk", item.Text("says"), item.Text("they"));
            item.Done();
            if (findings.Any(f => f.Id == finding.Id))
            {
                bag.Error("K301", item.At, $"The finding '{finding.Id}' stands here twice: keep one.");
            }

            findings.Add(finding);
        }

        return findings.ToImmutable();
    }

    private static Rule ReadRule(MapReader map, TriageNames names, DiagnosticBag bag)
    {
        var rule = new Rule(
            map.Text("id"),
            ReadLevel(map, bag),
            map.OptionalMap("when") is { } when ? names.When(when) : Condition.Always,
            map.Texts("text"),
            map.Text("why"),
            map.OptionalText("sign"),
            names.Sources(map));
        map.Done();
        if (rule.Text.IsEmpty)
        {
            bag.Error("K306", map.At, $"The rule '{rule.Id}' has no text: say what to do.");
        }

        return rule;
    }

    private static GlossaryEntry ReadEntry(MapReader map)
    {
        var entry = new GlossaryEntry(map.Text("term"), map.Text("means"));
        map.Done();
        return entry;
    }

    private static Disposition ReadDisposition(MapReader map, TriageNames names, DiagnosticBag bag)
    {
        var disposition = new Disposition(ReadLevel(map, bag), map.Text("title"), map.Texts("text"), names.Sources(map));
        map.Done();
        return disposition;
    }

    private static ImmutableArray<Promise> ReadPromises(MapReader map, DiagnosticBag bag)
    {
        var promises = ImmutableArray.CreateBuilder<Promise>();
        if (map.OptionalMap("promises") is { } levels)
        {
            foreach (var level in Enum.GetValues<Urgency>())
            {
                foreach (var rule in levels.Scalars(Levels.Name(level)))
                {
                    if (promises.Any(p => p.Rule == rule.Value))
                    {
                        bag.Error("K301", rule.At, $"The rule '{rule.Value}' is promised twice: keep one.");
                    }
                    else
                    {
                        promises.Add(new Promise(rule.Value, level));
                    }
                }
            }

            levels.Done();
        }

        return promises.ToImmutable();
    }

    private static Urgency ReadLevel(MapReader map, DiagnosticBag bag)
    {
        var name = map.Text("level");
        if (Levels.Parse(name) is { } level)
        {
            return level;
        }

        bag.Error("K304", map.PlaceOf("level"), $"'{name}' is no level: write emergency, urgent, routine or self-care.");
        return Urgency.Emergency;
    }
}
