using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>What stands around the conversation: the bar with "Start afresh" and "Forget me", and the questions before either.</summary>
internal static class ChatTools
{
    /// <summary>The bar over the conversation. What needs a script is hidden until one runs.</summary>
    /// <param name="words">The page's language.</param>
    /// <param name="isFramed">True on another site: with a name of its own and a button that closes it.</param>
    public static Html Bar(PhraseBook words, bool isFramed) => Html.Of($"""
        <div class="bar" role="group" aria-label="{words["page-tools"]}">
        {(isFramed ? Html.Of($"""<h1 class="unseen">{words["page-heading"]}</h1>""") : Html.None)}
        <form method="post" action="/chat/afresh" id="afresh"><button type="submit">{words["page-afresh"]}</button></form>
        <a class="button" href="/forget" id="forget">{words["page-forget"]}</a>
        <details class="more" id="more">
        <summary class="button">{words["page-more"]}</summary>
        <div class="sheet">
        <button type="button" id="copy" class="scripted" hidden>{words["page-copy"]}</button>
        <a class="button" href="/chat/transcript" id="print">{words["page-print"]}</a>
        {Choices("size", words["page-size"], ("100", words["page-size-normal"]), ("120", words["page-size-large"]), ("145", words["page-size-largest"]))}
        {Choices("theme", words["page-theme"], ("auto", words["page-theme-auto"]), ("light", words["page-theme-light"]), ("dark", words["page-theme-dark"]))}
        {(isFramed ? Html.Of($"""<a href="/articles" target="_blank" rel="noopener">{words["page-articles"]}</a>""") : Html.None)}
        </div>
        </details>
        {(isFramed ? Html.Of($"""<button type="button" id="close" class="scripted" hidden>{words["page-close"]}</button>""") : Html.None)}
        </div>
        """);

    /// <summary>"Continue?", before anything of an older conversation is shown.</summary>
    public static Html Again(PhraseBook words, bool isShown) => Html.Of($"""
        <section id="again" class="again" aria-labelledby="again-title"{(isShown ? Html.None : Html.Of($" hidden"))}>
        <h2 id="again-title" tabindex="-1">{words["page-again-title"]}</h2>
        <p>{words["page-again"]}</p>
        <div class="buttons">
        <form method="post" action="/chat/continue" id="continue"><button type="submit" class="primary">{words["page-again-yes"]}</button></form>
        <form method="post" action="/chat/afresh" id="stranger"><input type="hidden" name="stranger" value="true"><button type="submit">{words["page-again-no"]}</button></form>
        </div>
        </section>
        """);

    /// <summary>Asks once more before everything goes; opened by a script, the page at <c>/forget</c> asks where there is none.</summary>
    public static Html Sure(PhraseBook words) => Html.Of($"""
        <dialog id="sure" aria-labelledby="sure-title">
        <h2 id="sure-title">{words["page-forget-sure"]}</h2>
        <p>{words["page-forget-how"]}</p>
        <form method="dialog" class="buttons">
        <button value="yes" class="primary">{words["page-forget-yes"]}</button>
        <button value="no">{words["page-forget-no"]}</button>
        </form>
        </dialog>
        """);

    private static Html Choices(string name, string title, params ReadOnlySpan<(string Value, string Text)> choices)
    {
        var buttons = new List<Html>();
        foreach (var (value, text) in choices)
        {
            buttons.Add(Html.Of($"""<button type="button" data-{Html.Rendered(name)}="{value}" aria-pressed="false">{text}</button>"""));
        }

        return Html.Of($"""<fieldset class="choices scripted" hidden><legend>{title}</legend>{buttons}</fieldset>""");
    }
}
