using System.Collections.Immutable;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Articles;

/// <summary>Reads lists of sources: the same form in articles, countries and rules.</summary>
internal static class SourceList
{
    /// <summary>Reads <c>sources: [{id, publisher, title, year, url}]</c>; an empty list is reported.</summary>
    public static ImmutableArray<Source> Read(MapReader map, DiagnosticBag bag)
    {
        var sources = ImmutableArray.CreateBuilder<Source>();
        foreach (var item in map.Maps("sources"))
        {
            var source = new Source(
                item.Text("id"),
                item.Text("publisher"),
                item.Text("title"),
                Year(item, bag),
                Url(item, bag));
            item.Done();
            Ids.Check(bag, item.PlaceOf("id"), source.Id);
            if (sources.Any(s => s.Id == source.Id))
            {
                bag.Report(Codes.DuplicateId, item.PlaceOf("id"), $"The source '{source.Id}' stands here twice.");
            }

            sources.Add(source);
        }

        if (sources.Count == 0)
        {
            bag.Report(Codes.MissingValue, map.At, "'sources' is missing: say who says so.");
        }

        return sources.ToImmutable();
    }

    private static int Year(MapReader item, DiagnosticBag bag)
    {
        var year = item.OptionalNumber("year");
        if (year is null && item.Find("year") is null)
        {
            bag.Report(Codes.MissingValue, item.At, "'year' is missing: the year of publication or last review.");
        }
        else if (year is < 1900 or > 2100)
        {
            bag.Report(Codes.BadValue, item.PlaceOf("year"), $"{year} is no year of publication.");
        }

        return year ?? 0;
    }

    private static string? Url(MapReader item, DiagnosticBag bag)
    {
        var url = item.OptionalText("url");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http")))
        {
            bag.Report(Codes.BadValue, item.PlaceOf("url"), $"'{url}' is no web address: begin with https://.");
        }

        return url;
    }
}
