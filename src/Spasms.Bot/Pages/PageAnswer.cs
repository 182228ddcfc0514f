using System.Security.Cryptography;
using System.Text;
using Spasms.Bot.Wire;
using Spasms.Protocol;

namespace Spasms.Bot.Pages;

/// <summary>Sends a page with the headers that keep foreign scripts, styles and frames out.</summary>
internal static class PageAnswer
{
    /// <summary>A value that no attacker can guess, new for each page.</summary>
    public static string Nonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>How style sheet, scripts and pictures go out: checked again each time, sent only when changed.</summary>
    public static StaticFileOptions Files { get; } = new() { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" };

    /// <summary>A route's handler from a function that makes its page.</summary>
    public static RequestDelegate From(Func<HttpContext, Task<IResult>> page) =>
        async http => await (await page(http)).ExecuteAsync(http);

    /// <summary>The page.</summary>
    /// <param name="http">The request it answers.</param>
    /// <param name="html">The whole page.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="nonce">For the page's own scripts and styles; null where it has none.</param>
    /// <param name="frames">Who may show the page in a frame, in the policy's words; null: this site alone.</param>
    public static IResult Of(HttpContext http, string html, int status = StatusCodes.Status200OK, string? nonce = null, string? frames = null)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy(http.Request.Host, nonce, frames ?? "'self'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = nonce is null ? "no-cache" : "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Http.TellWhen(http.Response, Fault.Unavailable);
        }

        return Results.Text(html, "text/html", Encoding.UTF8, status);
    }

    // Hash of nothing: Web Chat adds one empty style element without the nonce.
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    // A page for reading needs no more than its style sheet and the one script that keeps the reader's text size. Web Chat adds style elements under the nonce, draws
    // pictures from data: and blob:, and opens a socket to this host; older browsers don't count sockets as 'self'.
    private static string Policy(HostString host, string? nonce, string frames)
    {
        var always = $"default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}";
        return nonce is null
            ? $"{always}; script-src 'self'; style-src 'self'; img-src 'self'"
            : $"{always}; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}' {EmptyStyle}; img-src 'self' data: blob:; "
                + $"connect-src 'self' blob: ws://{host.ToUriComponent()} wss://{host.ToUriComponent()}; font-src 'self' data:; media-src blob: data:";
    }
}
