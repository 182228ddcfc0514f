using Spasms.Bot.Turns;
using Spasms.Dialog;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>The page at <c>/</c>: what the bot is, the conversation so far, and the form, which becomes Web Chat where scripts run.</summary>
internal static class ChatPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="now">Words, starters and the country's number.</param>
    /// <param name="said">The conversation so far; empty before its first message.</param>
    /// <param name="nonce">Lets Web Chat's style sheets through the content security policy.</param>
    /// <param name="notice">Something to say first, or null: the phrase id.</param>
    public static string Write(Snapshot now, IReadOnlyList<SaidMessage> said, string nonce, string? notice)
    {
        var words = now.Knowledge.English;
        var hasBegun = said.Any(s => s.IsPerson);
        var main = Html.Of($"""
            {About(words, isOpen: !hasBegun)}
            <section class="talk" aria-label="{words["page-main"]}">
            {(notice is null ? Html.None : Html.Of($"""<p class="notice" role="status">{words[notice]} {Emergency(now)}</p>"""))}
            <div id="alert" role="alert" class="notice" hidden></div>
            <div id="form">
            {(said.Count == 0 ? Html.Of($"""<p class="said bot greeting">{words["welcome"]}</p>""") : Html.None)}
            {Transcript.Write(words, said)}
            {ChatForm.Write(words, said.Count == 0 ? null : said[^1], Greeting.Starters(now), PageAnswer.Nonce())}
            </div>
            <div id="webchat" hidden data-title="{words["page-main"]}" data-hint="{words["page-hint"]}" data-locale="{words.Language}"></div>
            <div id="ticks" hidden></div>
            <p class="emergency"><strong>{Emergency(now)}</strong></p>
            </section>
            """);
        return Layout.Page(words, words["page-title"], main, hasBegun ? "chat begun" : "chat", Scripts(now, nonce));
    }

    /// <summary>"Emergency? Call 911." in words that need no script.</summary>
    public static string Emergency(Snapshot now) =>
        now.Knowledge.English.Format("page-emergency", ("number", now.Country.Find("emergency")?.Number ?? "112"));

    private static Html About(PhraseBook words, bool isOpen) => Html.Of($"""
        <aside class="about" aria-label="{words["page-about"]}">
        <h1>{words["page-heading"]}</h1>
        <details{(isOpen ? " open" : "")}>
        <summary>{words["page-about"]}</summary>
        <h2>{words["page-can-title"]}</h2>
        <p>{words["page-can"]}</p>
        <h2>{words["page-cannot-title"]}</h2>
        <p>{words["page-cannot"]}</p>
        <h2>{words["page-kept-title"]}</h2>
        <p>{words["page-kept"]}</p>
        </details>
        <div class="actions">
        <form method="post" action="/chat/afresh" id="afresh"><button type="submit">{words["page-afresh"]}</button></form>
        <a class="button" href="/forget">{words["page-forget"]}</a>
        </div>
        </aside>
        """);

    // What the script says comes from the phrase file too.
    private static Html Scripts(Snapshot now, string nonce)
    {
        var words = now.Knowledge.English;
        return Html.Of($"""
            <script type="module" src="/chat.js" nonce="{nonce}" id="chat-script"
            data-not-sent="{words["page-not-sent"]} {Emergency(now)}"
            data-no-chat="{words["page-no-chat"]} {Emergency(now)}"
            data-emergency="{words["page-urgency-emergency"]}" data-urgent="{words["page-urgency-urgent"]}"
            data-routine="{words["page-urgency-routine"]}" data-self-care="{words["page-urgency-self-care"]}"
            data-tick="{words["page-tick"]}" data-tick-send="{words["page-tick-send"]}"></script>
            """);
    }
}
