using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Spasms.Bot.Safety;
using Spasms.Knowledge;

namespace Spasms.Bot.Pages;

/// <summary>Intended use, hazard log and scorecard as pages: drawn from the content that is served.</summary>
internal static class SafetyRoutes
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Adds the routes.</summary>
    public static void MapSafety(this IEndpointRouteBuilder routes, Snapshots snapshots)
    {
        var certificates = new Certificates();
        Map("/safety/intended-use", async now => IntendedUse.Write(now, await certificates.FindAsync(now.Triage)), "page-about-bot");
        Map("/safety/hazards", now => Task.FromResult(HazardLog.Write(now)), "safety-hazards");
        Map("/safety/scorecard", async now => Scorecard.Write(now, await certificates.FindAsync(now.Triage)), "safety-scorecard");

        void Map(string address, Func<KnowledgeBase, Task<string>> write, string title) =>
            routes.MapGet(address, PageAnswer.From(async http =>
            {
                var now = snapshots.Current.Knowledge;
                return PageAnswer.Of(http, Page(now, now.English[title], await write(now), address));
            }));
    }

    private static string Page(KnowledgeBase now, string title, string markdown, string address)
    {
        var words = now.English;
        (string Address, string Phrase)[] all =
            [("/safety/intended-use", "page-about-bot"), ("/safety/hazards", "safety-hazards"), ("/safety/scorecard", "safety-scorecard"), ("/sources/triage", "page-triage-title")];
        var others = all.Where(o => o.Address != address).Select(o => Html.Of($"""<li><a href="{o.Address}">{words[o.Phrase]}</a></li>"""));
        var main = Html.Of($"""
            <div class="words safety">{Rendered(markdown, now)}</div>
            <nav aria-label="{words["safety-more"]}"><h2>{words["safety-more"]}</h2><ul class="forms">{others}</ul></nav>
            <p><a class="button" href="/">{words["page-back"]}</a></p>
            """);
        return Layout.Page(words, $"{title} - {words["page-title"]}", main, "text");
    }

    // A hazard's heading gets its id, so that a link can point to it; a wide table can be scrolled with the keyboard.
    private static Html Rendered(string markdown, KnowledgeBase now)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = string.Concat(heading.Inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? []);
            if (now.Safety.Hazards.FirstOrDefault(h => h.Name == text) is { } hazard)
            {
                heading.GetAttributes().Id = hazard.Id;
            }
        }

        foreach (var table in document.Descendants<Markdig.Extensions.Tables.Table>())
        {
            table.GetAttributes().AddProperty("tabindex", "0");
        }

        return Html.Rendered(document.ToHtml(Pipeline));
    }
}
