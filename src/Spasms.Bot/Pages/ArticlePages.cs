using System.Collections.Immutable;
using System.Globalization;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>The articles for reading: each section under its anchor, its sources by its side, the quoted line marked.</summary>
internal static class ArticlePages
{
    /// <summary>All articles by title.</summary>
    public static string List(KnowledgeBase knowledge)
    {
        var words = knowledge.English;
        var items = knowledge.Articles
            .OrderBy(a => a.Title, StringComparer.OrdinalIgnoreCase)
            .Select(a => Html.Of($"""<li><a href="/articles/{a.Id}">{a.Title}</a>{Also(words, a)}</li>"""));
        var main = Html.Of($"""
            <h1>{words["page-articles"]}</h1>
            <p>{words["page-articles-lead"]}</p>
            <ul class="cards">{items}</ul>
            <p class="note">{words["page-disclaimer"]}</p>
            """);
        return Layout.Page(words, $"{words["page-articles"]} - {words["page-title"]}", main, "text");
    }

    /// <summary>One article.</summary>
    /// <param name="knowledge">The newest.</param>
    /// <param name="article">The article.</param>
    /// <param name="quoted">The <see cref="CitationLink.Mark"/> of the line to mark, or null.</param>
    public static string Article(KnowledgeBase knowledge, Article article, string? quoted)
    {
        var words = knowledge.English;
        var main = Html.Of($"""
            <article>
            <h1>{article.Title}</h1>
            {Also(words, article)}
            <p class="note">{words.Format("page-reviewed", ("date", article.Reviewed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)))}.
            {words.Format("page-licence", ("licence", article.Licence))}.</p>
            {QuoteNote(words, article.Sections.SelectMany(s => s.Sentences).Select(s => s.Text), quoted)}
            {Contents(words, article)}
            {article.Sections.Select(s => Section(words, article, s, quoted))}
            {Sources(words, article.Sources)}
            </article>
            <p class="note">{words["page-disclaimer"]}</p>
            <p><a class="button" href="/">{words["page-back"]}</a></p>
            """);
        return Layout.Page(words, $"{article.Title} - {words["page-title"]}", main, "text");
    }

    /// <summary>What the mark means, or that the quoted words are gone; nothing where nothing was quoted.</summary>
    public static Html QuoteNote(PhraseBook words, IEnumerable<string> lines, string? quoted)
    {
        if (string.IsNullOrEmpty(quoted))
        {
            return Html.None;
        }

        var found = lines.Any(line => CitationLink.Mark(line) == quoted);
        return Html.Of($"""<p class="note quoted" role="note">{words[found ? "page-quoted" : "page-changed"]}</p>""");
    }

    /// <summary>A line, marked when it is the quoted one.</summary>
    public static Html Line(string line, string? quoted) =>
        quoted is not null && CitationLink.Mark(line) == quoted ? Html.Of($"<mark>{line}</mark>") : Html.Of($"{line}");

    /// <summary>Which of the sources below say this; nothing where none is named.</summary>
    public static Html From(PhraseBook words, IEnumerable<Source> sources)
    {
        var names = sources.Select((s, i) => Html.Of($"""{(i > 0 ? ", " : "")}<a href="#source-{s.Id}">{s.Publisher} {s.Year}</a>""")).ToArray();
        return names.Length == 0 ? Html.None : Html.Of($"""<p class="from">{words["page-from"]} {names}</p>""");
    }

    /// <summary>The sources, each under an anchor of its own.</summary>
    public static Html Sources(PhraseBook words, ImmutableArray<Source> sources) => sources.IsEmpty ? Html.None : Html.Of($"""
        <section aria-labelledby="article-sources">
        <h2 id="article-sources">{words["page-sources"]}</h2>
        <ol class="sources">{sources.Select(s => Html.Of($"""<li id="source-{s.Id}">{s.Publisher}: {Link(s)}, {s.Year}</li>"""))}</ol>
        </section>
        """);

    private static Html Also(PhraseBook words, Article article) => article.AlsoCalled.IsEmpty
        ? Html.None
        : Html.Of($"""<p class="also">{words.Format("page-also", ("names", string.Join(", ", article.AlsoCalled)))}</p>""");

    private static Html Contents(PhraseBook words, Article article)
    {
        var items = article.Sections
            .Where(s => s.Level == 2)
            .Select(s => Html.Of($"""<li><a href="#{s.Anchor}">{s.Heading}</a></li>"""));
        return Html.Of($"""
            <nav class="contents" aria-label="{words["page-contents"]}">
            <details><summary>{words["page-contents"]}</summary><ul>{items}</ul></details>
            </nav>
            """);
    }

    private static Html Section(PhraseBook words, Article article, Section section, string? quoted)
    {
        var heading = Heading(Math.Clamp(section.Level, 2, 6), section);
        return Html.Of($"""
            <section id="{section.Anchor}" class="passage">
            {heading}
            {Sentences(section.Sentences, quoted)}
            {(section.Sentences.IsEmpty ? Html.None : From(words, article.Sources.Where(s => section.Sources.Contains(s.Id))))}
            </section>
            """);
    }

    private static Html Heading(int level, Section section)
    {
        var link = Html.Of($"""<a class="here" href="#{section.Anchor}">{section.Heading}</a>""");
        return level switch
        {
            2 => Html.Of($"<h2>{link}</h2>"),
            3 => Html.Of($"<h3>{link}</h3>"),
            4 => Html.Of($"<h4>{link}</h4>"),
            5 => Html.Of($"<h5>{link}</h5>"),
            _ => Html.Of($"<h6>{link}</h6>"),
        };
    }

    // Sentences that follow each other make a paragraph, items a list.
    private static Html Sentences(ImmutableArray<Sentence> sentences, string? quoted)
    {
        var parts = new List<Html>();
        for (var i = 0; i < sentences.Length;)
        {
            var isItem = sentences[i].IsItem;
            var run = sentences.Skip(i).TakeWhile(s => s.IsItem == isItem).ToArray();
            parts.Add(isItem
                ? Html.Of($"<ul>{run.Select(s => Html.Of($"<li>{Line(s.Text, quoted)}</li>"))}</ul>")
                : Html.Of($"<p>{run.Select(s => Html.Of($"{Line(s.Text, quoted)} "))}</p>"));
            i += run.Length;
        }

        return Html.Join(parts);
    }

    // Only addresses that a browser can open safely become links.
    private static Html Link(Source source) =>
        Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? Html.Of($"""<a href="{url.AbsoluteUri}" rel="noopener noreferrer">{source.Title}</a>""")
            : Html.Of($"{source.Title}");
}
