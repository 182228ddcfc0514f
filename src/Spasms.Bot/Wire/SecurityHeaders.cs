namespace Spasms.Bot.Wire;

/// <summary>Headers on every answer. A page refines the content policy for itself.</summary>
internal static class SecurityHeaders
{
    /// <summary>Sets the headers before anything is written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">The rest of the pipeline.</param>
    /// <param name="isPublicHttps">True when people reach the host by https through a proxy.</param>
    public static Task Apply(HttpContext context, RequestDelegate next, bool isPublicHttps)
    {
        var headers = context.Response.Headers;
        if (isPublicHttps || context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return next(context);
    }
}
