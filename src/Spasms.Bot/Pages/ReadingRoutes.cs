using Spasms.Dialog;

namespace Spasms.Bot.Pages;

/// <summary>Pages for reading: articles, what the rules and numbers say, and a helpful page where there is none.</summary>
internal static class ReadingRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="snapshots">Holds the newest content: each page is drawn from it.</param>
    public static void MapReading(this IEndpointRouteBuilder routes, Snapshots snapshots)
    {
        Map("/articles", (http, now) => PageAnswer.Of(http, ArticlePages.List(now.Knowledge)));
        Map("/articles/{id}", Article);
        Map("/sources/{id}", Source);

        void Map(string address, Func<HttpContext, Snapshot, IResult> page) =>
            routes.MapGet(address, PageAnswer.From(http => Task.FromResult(page(http, snapshots.Current))));
    }

    /// <summary>Answers a browser that asks for a page that isn't there; programs get the JSON of every other refusal.</summary>
    public static Task MissingAsync(HttpContext http, Snapshots snapshots, RequestDelegate next) =>
        http.GetEndpoint() is null && !IsWire(http.Request.Path) && HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Missing(http, snapshots.Current).ExecuteAsync(http)
            : next(http);

    // Programs that call these get JSON, whatever they say they accept.
    private static bool IsWire(PathString path) => path.StartsWithSegments("/v3") || path.StartsWithSegments("/api");

    private static IResult Article(HttpContext http, Snapshot now)
    {
        var id = http.Request.RouteValues["id"] as string;
        return now.Knowledge.Articles.FirstOrDefault(a => a.Id == id) is { } article
            ? PageAnswer.Of(http, ArticlePages.Article(now.Knowledge, article, http.Request.Query["q"]))
            : Missing(http, now);
    }

    // The ids that citations use: triage, country-US.
    private static IResult Source(HttpContext http, Snapshot now)
    {
        var id = http.Request.RouteValues["id"] as string;
        var quoted = http.Request.Query["q"];
        if (id == "triage")
        {
            return PageAnswer.Of(http, SourcePages.Rules(now.Knowledge, quoted));
        }

        return now.Knowledge.Countries.FirstOrDefault(c => "country-" + c.Id == id) is { } country
            ? PageAnswer.Of(http, SourcePages.Country(now.Knowledge, country, quoted))
            : Missing(http, now);
    }

    private static IResult Missing(HttpContext http, Snapshot now) =>
        PageAnswer.Of(http, NotFoundPage.Write(now.Knowledge), StatusCodes.Status404NotFound);
}
