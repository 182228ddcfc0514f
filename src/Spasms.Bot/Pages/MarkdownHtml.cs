using Markdig;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Spasms.Bot.Pages;

/// <summary>The wire's Markdown as HTML for the form: the same words that Web Chat shows. No HTML passes, no odd address.</summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Renders one message.</summary>
    public static Html Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (!IsOpenable(link.Url))
            {
                link.Url = "";
            }
        }

        foreach (var address in document.Descendants<AutolinkInline>().Where(a => a.IsEmail || !IsOpenable(a.Url)).ToArray())
        {
            address.ReplaceBy(new LiteralInline(address.Url));
        }

        // A bare number is hard to hit and to understand: citations keep their brackets.
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link is { IsShortcut: true, FirstChild: LiteralInline { NextSibling: null } number } && int.TryParse(number.Content.AsSpan(), out _))
            {
                number.Content = new StringSlice($"[{number.Content}]");
            }
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // The page's own headings come first in rank.
            heading.Level = Math.Clamp(heading.Level + 1, 3, 6);
        }

        return Html.Rendered(document.ToHtml(Pipeline));
    }

    private static bool IsOpenable(string? url) =>
        url is not null
        && ((url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal))
            || (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http" or "tel"));
}
