namespace Spasms.Bot.Wire.DirectLine;

/// <summary>
/// Lets pages of any origin call Direct Line: it uses no cookies, so the token alone decides. By hand, since the headers must
/// stand on error answers too and preflights must pass without credentials.
/// </summary>
internal static class Cors
{
    /// <summary>Writes the headers for Direct Line paths; true when the request was a preflight and is answered.</summary>
    public static bool Apply(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v3/directline"))
        {
            return false;
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Retry-After";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with, accept, accept-language, cache-control";
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
