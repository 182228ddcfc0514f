namespace Spasms.Bot.Pages;

/// <summary>
/// The page's random resume key as a cookie, so that the plain form finds its conversation. No script can read it, and no
/// other site's form sends it along.
/// </summary>
internal static class ResumeCookie
{
    private const string Name = "spasms-resume";

    /// <summary>The key, or null.</summary>
    public static string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } key ? key : null;

    /// <summary>Keeps the key for a month from now.</summary>
    public static void Write(HttpContext http, string key) => http.Response.Cookies.Append(Name, key, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(30),
        IsEssential = true,
    });

    /// <summary>Drops the key.</summary>
    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name);
}
