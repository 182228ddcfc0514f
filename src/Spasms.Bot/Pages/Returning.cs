using Spasms.Protocol.Store;

namespace Spasms.Bot.Pages;

/// <summary>
/// On a shared computer the next person must not read what the last one wrote: on a return after a while the page asks
/// "Continue?" before it shows anything. A cookie without content remembers that somebody has said yes here.
/// </summary>
internal sealed class Returning(Settings settings, TimeProvider clock)
{
    private const string Name = "spasms-here";

    /// <summary>Minutes that nothing may have been said before the page asks; 0: it never asks.</summary>
    public int Minutes => (int)(settings.ContinueAfter ?? TimeSpan.Zero).TotalMinutes;

    /// <summary>True when the page must ask before it shows this conversation.</summary>
    public bool MustAsk(HttpContext http, StoredConversation known) =>
        settings.ContinueAfter is { } pause
        && clock.GetUtcNow() - known.Touched > pause
        && known.LastSequence > 1
        && !http.Request.Cookies.ContainsKey(Name);

    /// <summary>Remembers that a person is here.</summary>
    public void Stay(HttpContext http)
    {
        if (settings.ContinueAfter is { } pause)
        {
            http.Response.Cookies.Append(Name, "1", new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = pause,
                IsEssential = true,
            });
        }
    }

    /// <summary>Forgets it.</summary>
    public static void Leave(HttpContext http) => http.Response.Cookies.Delete(Name);
}
