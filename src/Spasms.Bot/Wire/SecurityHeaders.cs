namespace Spasms.Bot.Wire;

/// <summary>Headers on every answer. A page refines the content policy for itself.</summary>
internal static class SecurityHeaders
{
    /// <summary>Sets the headers before anything is written.</summary>
    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return next(context);
    }
}
