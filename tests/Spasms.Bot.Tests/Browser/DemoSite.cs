using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spasms.Bot.Tests.Browser;

/// <summary>Somebody else's site with the chat on it: another origin, a strict content policy, a hostile style sheet.</summary>
internal static class DemoSite
{
    /// <summary>Starts it on a free port.</summary>
    /// <param name="bot">The bot's address, once it is known.</param>
    public static async Task<WebApplication> StartAsync(Func<string> bot)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", (RequestDelegate)(http => WriteAsync(http, "index.html", "text/html", bot())));
        app.MapGet("/site.css", (RequestDelegate)(http => WriteAsync(http, "site.css", "text/css", bot())));
        await app.StartAsync();
        return app;
    }

    private static async Task WriteAsync(HttpContext http, string file, string type, string bot)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(ChatBrowser.Root(), "tests", "Spasms.Bot.Tests", "Browser", "Site", file));
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {bot}; frame-src {bot}; style-src 'self'";
        await http.Response.WriteAsync(text.Replace("BOT", bot, StringComparison.Ordinal));
    }
}
