using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Pages;

/// <summary>
/// The chat on other sites: <c>/spasms.js</c> is the one line that a site adds, <c>/embed</c> the page in its frame. Only pages
/// of the allowed origins may show it: the browser keeps to <c>frame-ancestors</c>, and messages go to the named site alone.
/// </summary>
internal sealed class EmbedRoutes(HostParts host, ChatRoutes chat)
{
    private static readonly string[] LauncherPhrases = ["embed-open", "embed-close", "embed-title", "embed-failed", "embed-tab", "embed-new"];

    private readonly string _launcher = Read("spasms.js");

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/spasms.js", PageAnswer.From(http => Task.FromResult(Launcher(http))));
        routes.MapGet("/embed", PageAnswer.From(ShowAsync));
        routes.MapGet("/embed/leave", PageAnswer.From(http => Task.FromResult(Leave(http))));
    }

    // Any site may load it, also one that isolates itself: it holds nothing of anybody.
    private IResult Launcher(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = "public, max-age=300";
        return Results.Text(_launcher.Replace("\"WORDS\"", Words(), StringComparison.Ordinal), "text/javascript", System.Text.Encoding.UTF8);
    }

    // A language that lacks one of the phrases says nothing at all: half a button would be worse than an English one.
    private string Words()
    {
        var words = new JsonObject();
        foreach (var book in host.Snapshots.Current.Knowledge.Phrases.Values.OrderBy(b => b.Language, StringComparer.Ordinal))
        {
            if (LauncherPhrases.All(book.Texts.ContainsKey))
            {
                words[book.Language] = new JsonArray([.. LauncherPhrases.Select(p => JsonValue.Create(book[p]))]);
            }
        }

        return JsonSerializer.Serialize(words);
    }

    private Task<IResult> ShowAsync(HttpContext http) => Site(http) is var site && IsAllowed(http, site)
        ? chat.ShowAsync(http, new Framed(site, http.Request.Query["lang"]), Frames())
        : Task.FromResult(Refused(http));

    private IResult Leave(HttpContext http)
    {
        var site = Site(http);
        if (!IsAllowed(http, site))
        {
            return Refused(http);
        }

        var nonce = PageAnswer.Nonce();
        var words = host.Snapshots.Current.Knowledge.English;
        var script = Html.Of($"""<script type="module" src="/chat/leave.js" nonce="{nonce}" id="leave-script" data-site="{site}"></script>""");
        return PageAnswer.Of(http, Layout.Page(words, words["page-title"], Html.None, "text", script), nonce: nonce, frames: Frames());
    }

    private IResult Refused(HttpContext http)
    {
        var words = host.Snapshots.Current.Knowledge.English;
        var main = Html.Of($"""<h1>{words["embed-refused-title"]}</h1><p>{words["embed-refused"]}</p>""");
        return PageAnswer.Of(http, Layout.Page(words, words["page-title"], main, "text"), StatusCodes.Status403Forbidden, frames: "'none'");
    }

    private static string? Site(HttpContext http) => http.Request.Query["site"].ToString() is { Length: > 0 } site ? site : null;

    private bool IsAllowed(HttpContext http, string? site) =>
        site is null
        || host.Settings.AllowedOrigins.Contains(site, StringComparer.OrdinalIgnoreCase)
        || host.Conversations.BaseUrl(http).Equals(site, StringComparison.OrdinalIgnoreCase);

    private string Frames() => string.Join(' ', host.Settings.AllowedOrigins.Prepend("'self'"));

    private static string Read(string name)
    {
        using var file = typeof(EmbedRoutes).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
