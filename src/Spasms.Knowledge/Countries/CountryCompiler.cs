using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Countries;

/// <summary>From a file of countries/ to a <see cref="Country"/>.</summary>
internal static class CountryCompiler
{
    private static readonly string[] Required = ["emergency", "advice", "crisis", "poison"];
    private static readonly string[] Services = ["emergency-department", "doctor", "pharmacist", "same-day"];

    /// <summary>Reads one country, or null where the file isn't YAML; faults go into the bag.</summary>
    public static Country? Compile(SourceFile file, DiagnosticBag bag)
    {
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return null;
        }

        var map = new MapReader(root, bag);
        var sources = SourceList.Read(map, bag);
        var country = new Country(
            map.Text("id"),
            map.Text("name"),
            sources,
            ReadEntries(map, sources, bag),
            ReadServices(map, bag),
            ContentHash.Of(file.Text));
        map.Done();
        var expected = file.Path["countries/".Length..^".yaml".Length];
        if (country.Id.Length > 0 && country.Id != expected)
        {
            bag.Report(Codes.BadId, map.PlaceOf("id"), $"The id '{country.Id}' and the file name '{expected}' differ: make them the same.");
        }

        return country;
    }

    private static ImmutableArray<CountryEntry> ReadEntries(MapReader map, ImmutableArray<Source> sources, DiagnosticBag bag)
    {
        var entries = ImmutableArray.CreateBuilder<CountryEntry>();
        foreach (var item in map.Maps("entries"))
        {
            var entry = ReadEntry(item, sources, bag);
            if (entries.Any(e => e.Id == entry.Id))
            {
                bag.Report(Codes.DuplicateId, item.PlaceOf("id"), $"The entry '{entry.Id}' stands here twice.");
            }

            entries.Add(entry);
        }

        foreach (var id in Required.Where(id => !entries.Any(e => e.Id == id)))
        {
            bag.Report(Codes.MissingEntry, map.PlaceOf("entries"), $"The entry '{id}' is missing: say whom to call and what to say.");
        }

        return entries.ToImmutable();
    }

    private static CountryEntry ReadEntry(MapReader item, ImmutableArray<Source> sources, DiagnosticBag bag)
    {
        var id = item.Text("id");
        var entry = new CountryEntry(
            id,
            item.OptionalText("name"),
            id == "emergency" ? item.Text("number") : item.OptionalText("number") ?? "",
            item.Text("text"),
            item.Texts("sources"));
        Ids.Check(bag, item.PlaceOf("id"), id);
        foreach (var source in item.Scalars("sources").Where(s => !sources.Any(known => known.Id == s.Value)))
        {
            bag.Report(Codes.UnknownSource, source.At, $"The source '{source.Value}' is not in this file's list.");
        }

        if (entry.Sources.Length == 0)
        {
            bag.Report(Codes.NoSources, item.At, "Say who says so: sources: [...] with ids of this file's list.");
        }

        if (!entry.Text.Contains(entry.Number, StringComparison.Ordinal))
        {
            bag.Report(Codes.NumberNotInText, item.PlaceOf("text"), $"The number '{entry.Number}' must stand in the text just so: people read the text.");
        }

        item.Done();
        return entry;
    }

    private static ImmutableDictionary<string, string> ReadServices(MapReader map, DiagnosticBag bag)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map.OptionalMap("services") is { } services)
        {
            foreach (var id in services.Keys)
            {
                names[id] = services.Text(id);
            }
        }

        foreach (var id in Services.Where(id => !names.ContainsKey(id)))
        {
            bag.Report(Codes.MissingService, map.PlaceOf("services"), $"Say what people here call the service '{id}'.");
        }

        return names.ToImmutable();
    }
}
