using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.RedFlags;

/// <summary>Turns red-flags.yaml into a <see cref="RedFlagBook"/>; reports every fault where it stands (K201 to K212).</summary>
public static class RedFlagCompiler
{
    /// <summary>Where the file stands below the knowledge folder.</summary>
    public const string Path = "red-flags.yaml";

    private static readonly (string Key, RedFlagLevel Level)[] s_levels =
    [
        ("crisis", RedFlagLevel.Crisis),
        ("emergency", RedFlagLevel.Emergency),
        ("urgent", RedFlagLevel.Urgent),
        ("ask", RedFlagLevel.Ask),
    ];

    /// <summary>Compiles the file. With faults the book is what could be read; the bag decides whether it is used.</summary>
    /// <param name="file">The file.</param>
    /// <param name="plainWords">Words that are right as they stand, besides those of the file.</param>
    /// <param name="bag">Receives the faults.</param>
    public static RedFlagBook Compile(SourceFile file, ImmutableArray<string> plainWords, DiagnosticBag bag)
    {
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return RedFlagBook.Empty;
        }

        var map = new MapReader(root, bag);
        var sources = Sources(map, bag);
        var builder = new LexiconBuilder(map.Texts("fillers"), bag);
        if (map.OptionalMap("same") is { } same)
        {
            foreach (var word in same.Keys)
            {
                builder.AddSame(word, same.Texts(word));
            }
        }

        builder.AddLists(map.OptionalMap("words"), map.Scalars("background"));
        AddCues(map, builder, bag);
        var spelling = map.OptionalMap("spelling");
        builder.AddSpelling(spelling?.Texts("words") ?? [], [.. spelling?.Texts("right") ?? [], .. plainWords]);
        spelling?.Done();
        var families = Families(map, sources, builder, bag);
        AddLanguages(map, families, builder, bag);
        map.Done();
        return new RedFlagBook(sources, families, builder.Build(), ContentHash.Of(file.Text));
    }

    private static ImmutableArray<Source> Sources(MapReader map, DiagnosticBag bag)
    {
        var sources = ImmutableArray.CreateBuilder<Source>();
        foreach (var item in map.Maps("sources"))
        {
            var year = item.OptionalNumber("year");
            var source = new Source(item.Text("id"), item.Text("publisher"), item.Text("title"), year ?? 0, item.OptionalText("url"));
            if (year is null)
            {
                bag.Error("K204", item.At, $"The source '{source.Id}' names no year.");
            }

            sources.Add(source);
            item.Done();
        }

        return sources.ToImmutable();
    }

    private static void AddCues(MapReader map, LexiconBuilder builder, DiagnosticBag bag)
    {
        if (map.OptionalMap("cues") is not { } cues)
        {
            bag.Error("K207", map.At, "'cues' is missing: without it the scan can't tell a report from a question.");
            return;
        }

        foreach (var cue in Enum.GetValues<Cue>())
        {
            var key = KeyOf(cue);
            if (cues.Find(key) is null)
            {
                bag.Error("K207", cues.At, $"'cues' lacks the list '{key}'.");
            }

            foreach (var phrase in cues.Scalars(key))
            {
                builder.AddCue(cue, phrase);
            }
        }

        cues.Done();
    }

    private static ImmutableArray<RedFlagFamily> Families(MapReader map, ImmutableArray<Source> sources, LexiconBuilder builder, DiagnosticBag bag)
    {
        var families = ImmutableArray.CreateBuilder<RedFlagFamily>();
        foreach (var item in map.Maps("families"))
        {
            var family = new RedFlagFamily(item.Text("id"), item.Text("name"), item.Text("advice"), item.Texts("sources"), item.Texts("caught"), item.Texts("harmless"));
            if (families.Any(f => f.Id == family.Id))
            {
                bag.Error("K205", item.PlaceOf("id"), $"A family '{family.Id}' stands above already.");
            }

            CheckSources(item, family, sources, bag);
            var patterns = 0;
            foreach (var (key, level) in s_levels)
            {
                foreach (var pattern in item.Scalars(key))
                {
                    builder.AddPattern(families.Count, level, pattern);
                    patterns++;
                }
            }

            if (patterns == 0)
            {
                bag.Error("K206", item.At, $"The family '{family.Id}' has no pattern under crisis, emergency, urgent or ask.");
            }

            if (family.Caught.Length == 0)
            {
                bag.Error("K210", item.At, $"The family '{family.Id}' has no message under 'caught' to test it by.");
            }

            families.Add(family);
            item.Done();
        }

        return families.ToImmutable();
    }

    private static void CheckSources(MapReader item, RedFlagFamily family, ImmutableArray<Source> sources, DiagnosticBag bag)
    {
        if (family.Sources.Length == 0)
        {
            bag.Error("K204", item.At, $"The family '{family.Id}' names no source.");
        }

        foreach (var id in item.Scalars("sources").Where(id => !sources.Any(s => s.Id == id.Value)))
        {
            bag.Error("K204", id.At, $"'{id.Value}' is no source of this file.");
        }
    }

    private static void AddLanguages(MapReader map, ImmutableArray<RedFlagFamily> families, LexiconBuilder builder, DiagnosticBag bag)
    {
        if (map.OptionalMap("languages") is not { } languages)
        {
            return;
        }

        foreach (var language in languages.Keys.ToList())
        {
            if (languages.OptionalMap(language) is not { } byFamily)
            {
                continue;
            }

            foreach (var id in byFamily.Keys.ToList())
            {
                var index = -1;
                for (var i = 0; i < families.Length; i++)
                {
                    index = families[i].Id == id ? i : index;
                }

                if (index < 0)
                {
                    bag.Error("K208", byFamily.PlaceOf(id), $"'{id}' is no family of this file.");
                    continue;
                }

                foreach (var pattern in byFamily.Scalars(id))
                {
                    builder.AddPattern(index, id == "self-harm" ? RedFlagLevel.Crisis : RedFlagLevel.Emergency, pattern);
                }
            }
        }
    }

    private static string KeyOf(Cue cue) => cue switch
    {
        Cue.NoDenial => "no-denial",
        Cue.NoCondition => "no-condition",
        Cue.StandDown => "stand-down",
        _ => cue.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
