using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Articles;

/// <summary>What stands between the two lines of --- at the top of an article.</summary>
/// <param name="Id">The file's name without ending.</param>
/// <param name="Title">The heading people see.</param>
/// <param name="AlsoCalled">Other names.</param>
/// <param name="Aspects">What the article says it covers.</param>
/// <param name="AspectsAt">Where it says so.</param>
/// <param name="Sources">Who says it.</param>
/// <param name="Reviewed">When a person last checked the text.</param>
/// <param name="Licence">Terms of the text.</param>
/// <param name="EndLine">1-based line of the closing ---; 0 where there is no front matter.</param>
internal sealed record FrontMatter(
    string Id,
    string Title,
    ImmutableArray<string> AlsoCalled,
    ImmutableArray<Aspect> Aspects,
    Place AspectsAt,
    ImmutableArray<Source> Sources,
    DateOnly Reviewed,
    string Licence,
    int EndLine)
{
    /// <summary>After two years guidance has often changed.</summary>
    public const int ReviewMonths = 24;

    /// <summary>Reads it; whatever is missing is reported and replaced by something harmless.</summary>
    public static FrontMatter Read(SourceFile file, ReadOnlySpan<TextLine> lines, DateOnly? today, DiagnosticBag bag)
    {
        var id = file.Path["articles/".Length..^".md".Length];
        var empty = new FrontMatter(id, id, [], [], Place.Start(file.Path), [], default, "", 0);
        var end = EndOf(lines);
        if (end < 0)
        {
            bag.Report(Codes.FrontMatter, Place.Start(file.Path), "Begin the file with front matter: '---', id, title, aspects, sources, reviewed, licence, '---'.");
            return empty;
        }

        empty = empty with { EndLine = end + 1 };
        var yaml = file.Text[(lines[0].Start + lines[0].FullLength)..lines[end].Start];
        if (YamlText.Parse(file.Path, yaml, bag, firstLine: 2) is not { } root)
        {
            return empty;
        }

        var map = new MapReader(root, bag);
        var front = new FrontMatter(
            map.Text("id"),
            map.Text("title"),
            map.Texts("also"),
            ReadAspects(map, bag),
            map.PlaceOf("aspects"),
            SourceList.Read(map, bag),
            ReadDate(map, today, bag),
            map.Text("licence"),
            end + 1);
        map.Done();
        CheckId(map, front.Id, id, bag);
        return front;
    }

    private static int EndOf(ReadOnlySpan<TextLine> lines)
    {
        if (lines.Length == 0 || lines[0].Text.TrimEnd() != "---")
        {
            return -1;
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Text.TrimEnd() == "---")
            {
                return i;
            }
        }

        return -1;
    }

    private static void CheckId(MapReader map, string id, string fileName, DiagnosticBag bag)
    {
        Ids.Check(bag, map.PlaceOf("id"), fileName);
        if (id.Length > 0 && id != fileName)
        {
            bag.Report(Codes.BadId, map.PlaceOf("id"), $"The id '{id}' and the file name '{fileName}' differ: make them the same.");
        }
        else if (id == "triage" || id.StartsWith("country-", StringComparison.Ordinal))
        {
            bag.Report(Codes.BadId, map.PlaceOf("id"), $"'{id}' is taken: citations of rules and countries use it.");
        }
    }

    private static ImmutableArray<Aspect> ReadAspects(MapReader map, DiagnosticBag bag)
    {
        var aspects = ImmutableArray.CreateBuilder<Aspect>();
        foreach (var name in map.Scalars("aspects"))
        {
            if (Knowledge.Aspects.Parse(name.Value) is { } aspect)
            {
                aspects.Add(aspect);
            }
            else
            {
                bag.Report(Codes.UnknownAspect, name.At, $"The aspect '{name.Value}' is not known. Known: {Knowledge.Aspects.Known}.");
            }
        }

        if (map.Find("aspects") is null)
        {
            bag.Report(Codes.MissingValue, map.At, $"'aspects' is missing: list some of {Knowledge.Aspects.Known}.");
        }

        return aspects.ToImmutable();
    }

    private static DateOnly ReadDate(MapReader map, DateOnly? today, DiagnosticBag bag)
    {
        var text = map.Text("reviewed");
        if (text.Length == 0)
        {
            return default;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            bag.Report(Codes.BadDate, map.PlaceOf("reviewed"), $"'{text}' is no date: write it as 2026-11-22.");
        }
        else if (today is { } now && date.Year < 9990 && date.AddMonths(ReviewMonths) < now)
        {
            bag.Report(Codes.Overdue, map.PlaceOf("reviewed"), $"Last reviewed on {text}: have somebody check the article against its sources.");
        }

        return date;
    }
}
