using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Pages;

/// <summary>
/// The conversation to keep: <c>/chat/transcript</c> for the printer, <c>/chat/transcript.txt</c> as plain text. Found by the
/// page's cookie, or by a Direct Line token where a frame on another site has no cookie.
/// </summary>
internal sealed class TranscriptRoutes(HostParts host, Returning returning)
{
    // More than anybody prints.
    private const int Longest = 2000;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/chat/transcript", PageAnswer.From(ShowAsync));
        routes.MapGet("/chat/transcript.txt", PageAnswer.From(TextAsync));
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } said)
        {
            return Results.Redirect("/");
        }

        var words = host.Snapshots.Current.Knowledge.English;
        var nonce = PageAnswer.Nonce();
        var main = Html.Of($"""
            <h1>{words["page-transcript"]}</h1>
            <p class="actions unprinted"><button type="button" id="print-now" class="primary" hidden>{words["page-print-now"]}</button>
            <a class="button" href="/chat/transcript.txt" download="spasms-chat.txt">{words["page-save"]}</a>
            <a class="button" href="/">{words["page-back"]}</a></p>
            {Transcript.Write(words, said)}
            <p class="note">{words["page-disclaimer"]}</p>
            """);
        var script = Html.Of($"""<script type="module" src="/chat/print.js" nonce="{nonce}"></script>""");
        return PageAnswer.Of(http, Layout.Page(words, $"{words["page-transcript"]} - {words["page-title"]}", main, "text transcript", script), nonce: nonce);
    }

    private async Task<IResult> TextAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } said)
        {
            return Results.Redirect("/");
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(PlainTranscript.Write(host.Snapshots.Current.Knowledge.English, said), "text/plain", System.Text.Encoding.UTF8);
    }

    // Null: there is none, or nobody has said yet that it is theirs.
    private async ValueTask<IReadOnlyList<SaidMessage>?> ReadAsync(HttpContext http)
    {
        StoredConversation? known;
        if (http.Request.Headers.Authorization.Count > 0)
        {
            var caller = host.Access.Check(http, null);
            known = caller.Claims is { } claims ? await host.Store.LoadAsync(claims.Conv, http.RequestAborted) : null;
        }
        else
        {
            known = ResumeCookie.Read(http) is { } key ? await host.Store.FindByResumeKeyAsync(Conversations.HashOf(key), http.RequestAborted) : null;
            known = known is not null && returning.MustAsk(http, known) ? null : known;
        }

        return known is null
            ? null
            : [.. (await host.Store.ReadAsync(known.Id, Math.Max(0, known.LastSequence - Longest), Longest, http.RequestAborted))
                .Select(e => SaidMessage.Read(e.Body)).OfType<SaidMessage>()];
    }
}
