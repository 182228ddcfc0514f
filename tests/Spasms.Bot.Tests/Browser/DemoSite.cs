using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spasms.Bot.Tests.Browser;

/// <summary>Somebody else's site with the chat on it: another origin, a strict content policy, a hostile style sheet.</summary>
internal static class DemoSite
{
    // What this site chose for itself; a query of its page names other options instead.
    private const string Chosen = "data-color=\"#7a1f6b\" data-position=\"left\" data-lang=\"en-GB\"";

    /// <summary>Starts it on a free port.</summary>
    /// <param name="bot">The bot's address, once it is known.</param>
    public static async Task<WebApplication> StartAsync(Func<string> bot)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", (RequestDelegate)(http => WriteAsync(http, "index.html", "text/html", bot())));
        app.MapGet("/webchat", (RequestDelegate)(http => WebChatAsync(http, bot())));
        app.MapGet("/webchat.js", (RequestDelegate)(http => http.Response.SendFileAsync(Path.Combine(AppContext.BaseDirectory, "wwwroot", "lib", "webchat.js"))));
        app.MapGet("/site.css", (RequestDelegate)(http => WriteAsync(http, "site.css", "text/css", bot())));
        await app.StartAsync();
        return app;
    }

    // Microsoft's Web Chat as published, in a page that knows nothing but the bot's address and the token of its query.
    private static Task WebChatAsync(HttpContext http, string bot)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($$"""
            <!doctype html><html lang="en"><title>Any page</title><div id="webchat" style="height:600px"></div><script src="/webchat.js"></script><script>
            const token = new URLSearchParams(location.search).get('token');
            const store = WebChat.createStore({}, ({ dispatch }) => next => action => {
              if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/join', value: { language: 'en' } } });
              return next(action);
            });
            WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ domain: '{{bot}}/v3/directline', token }), store }, document.getElementById('webchat'));
            </script></html>
            """);
    }

    private static async Task WriteAsync(HttpContext http, string file, string type, string bot)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(ChatBrowser.Root(), "tests", "Spasms.Bot.Tests", "Browser", "Site", file));
        var options = http.Request.Query.Count == 0 ? Chosen : string.Join(' ', http.Request.Query.Select(o => $"data-{o.Key}=\"{WebUtility.HtmlEncode(o.Value)}\""));
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {bot}; frame-src {bot}; style-src 'self'";
        await http.Response.WriteAsync(text.Replace("BOT", bot, StringComparison.Ordinal).Replace("OPTIONS", options, StringComparison.Ordinal));
    }
}
