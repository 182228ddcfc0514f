using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>What all pages share: head, skip link, header, landmarks.</summary>
internal static class Layout
{
    /// <summary>A whole page.</summary>
    /// <param name="words">The page's language.</param>
    /// <param name="title">What the browser shows.</param>
    /// <param name="main">What stands in the main landmark, its h1 included.</param>
    /// <param name="kind">Class of the body: the style sheet goes by it.</param>
    /// <param name="head">More for the head: scripts.</param>
    /// <param name="foot">What stands under the main part: the emergency line.</param>
    public static string Page(PhraseBook words, string title, Html main, string kind, Html head = default, Html foot = default) =>
        Html.Of($"""
            <!doctype html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/site.css">
            <script src="/look.js"></script>
            {head}
            </head>
            <body class="{kind}">
            <a class="skip" href="#main">{words[IsChat(kind) ? "page-skip" : "page-skip-text"]}</a>
            <header class="top">
            <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28"> {words["page-title"]}</a>
            <nav aria-label="{words["page-title"]}">{Links(words, kind)}</nav>
            </header>
            <main id="main" tabindex="-1"{(IsFramed(kind) ? Html.Of($" aria-label=\"{words["page-heading"]}\"") : Html.None)}>
            {main}
            </main>
            {foot}
            <footer class="foot"><nav aria-label="{words["page-foot"]}">
            <a href="/articles">{words["page-articles"]}</a>
            <a href="/sources/triage">{words["page-triage-title"]}</a>
            <a href="/safety/intended-use">{words["page-about-bot"]}</a>
            </nav></footer>
            </body>
            </html>

            """).ToString();

    // The page around a frame has a main part of its own.
    private static bool IsFramed(string kind) => kind.EndsWith("framed", StringComparison.Ordinal);

    private static bool IsChat(string kind) => kind.StartsWith("chat", StringComparison.Ordinal);

    private static Html Links(PhraseBook words, string kind) => IsChat(kind)
        ? Html.Of($"""<a href="#about" class="to-about">{words["page-about"]}</a> <a href="/articles">{words["page-articles"]}</a>""")
        : Html.Of($"""<a href="/">{words["page-back"]}</a> <a href="/articles">{words["page-articles"]}</a>""");
}
