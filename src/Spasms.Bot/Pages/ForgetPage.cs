using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Bot.Pages;

/// <summary>Asks once more before everything about a person goes, and says so when it has gone.</summary>
internal static class ForgetPage
{
    /// <summary>The question.</summary>
    public static string Ask(KnowledgeBase knowledge)
    {
        var words = knowledge.English;
        var main = Html.Of($"""
            <h1>{words["page-forget-sure"]}</h1>
            <p>{words["page-forget-how"]}</p>
            <form method="post" action="/forget" class="actions">
            <button type="submit" class="primary">{words["page-forget-yes"]}</button>
            <a class="button" href="/">{words["page-forget-no"]}</a>
            </form>
            """);
        return Layout.Page(words, $"{words["page-forget"]} - {words["page-title"]}", main, "text");
    }

    /// <summary>That it is done.</summary>
    /// <param name="knowledge">Whose words.</param>
    /// <param name="receipt">What was removed, and when the last copy goes.</param>
    /// <param name="nonce">For the script that drops the page's own key.</param>
    public static string Done(KnowledgeBase knowledge, ImmutableArray<string> receipt, string nonce)
    {
        var words = knowledge.English;
        var main = Html.Of($"""
            <h1>{words["page-forgotten"]}</h1>
            {receipt.Select(line => Html.Of($"<p>{line}</p>"))}
            <p><a class="button" href="/">{words["page-back"]}</a></p>
            """);
        return Layout.Page(
            words,
            $"{words["page-forget"]} - {words["page-title"]}",
            main,
            "text",
            Html.Of($"""<script type="module" src="/forgotten.js" nonce="{nonce}"></script>"""));
    }
}
