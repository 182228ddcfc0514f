using Spasms.Knowledge;

namespace Spasms.Bot.Pages;

/// <summary>What a person sees at an address that isn't there: where to go instead.</summary>
internal static class NotFoundPage
{
    /// <summary>The page, with the articles listed.</summary>
    public static string Write(KnowledgeBase knowledge)
    {
        var words = knowledge.English;
        var main = Html.Of($"""
            <h1>{words["page-missing-title"]}</h1>
            <p>{words["page-missing"]}</p>
            <p><a class="button" href="/">{words["page-back"]}</a></p>
            <h2>{words["page-articles"]}</h2>
            <ul>{knowledge.Articles.Select(a => Html.Of($"""<li><a href="/articles/{a.Id}">{a.Title}</a></li>"""))}</ul>
            """);
        return Layout.Page(words, $"{words["page-missing-title"]} - {words["page-title"]}", main, "text");
    }
}
