using System.Text.RegularExpressions;
using Spasms.Bot.Pages;
using Spasms.Bot.Wire;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Tests.Wire;

/// <summary>From a reply to Markdown to the form's HTML: whatever was written, nothing runs and nothing leads to an odd address.</summary>
public sealed partial class MarkdownTests
{
    private static readonly HashSet<string> Harmless = new(
        ["p", "strong", "em", "a", "img", "ul", "ol", "li", "h3", "h4", "h5", "h6", "code", "pre", "blockquote", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"],
        StringComparer.Ordinal);

    public static TheoryData<string> Written() =>
    [
        "<script>alert(1)</script>", "a</p><script src=//evil.example></script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>", "<!-- --><b>x</b>", "<?php ?>", "<![CDATA[<b>x</b>]]>", "\" onmouseover=\"alert(1)", "'\"><b>x</b>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](vbscript:x)", "[x](data:text/html,<b>x</b>)", "[x](file:///etc/passwd)", "![x](javascript:alert(1))",
        "<javascript:alert(1)>", "<me@evil.example>", "<https://a.example/>", "[x]: javascript:alert(1)\n\n[x]", "[x](&#106;avascript:alert(1))", "[x](\u0001javascript:alert(1))", "[x](<java\tscript:alert(1)>)",
        "[x](//evil.example)", "[x](/\\\\evil.example)", "[x](</\t/evil.example>)", "[x](/a\"onmouseover=\"alert(1))",
        "[x](https://a.example 'b\" onclick=\"alert(1)')", "![a\" onerror=\"alert(1)](https://a.example/b.png)", "# <u>x</u>", "    <b>x</b>", "`<b>x</b>`",
        "```\"onclick=\"alert(1)\n<b>x</b>\n```", "| a | b |\n|---|---|\n| <i>x</i> | [x](vbscript:a) |", "> <b>x</b>\n> [x](javascript:alert(1))", "&lt;script&gt;", "\\<b>x\\</b>",
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void Markdown_becomes_known_elements_with_plain_attributes_and_openable_addresses(string written) =>
        IsHarmless(MarkdownHtml.Render(written).ToString());

    [Theory]
    [MemberData(nameof(Written))]
    public void A_persons_words_in_a_reply_make_no_link_no_picture_and_no_element(string written)
    {
        var reply = new Writer(ReplyKind.Say).Heading(written).Say("You wrote: " + written).Say(written).Done();
        var html = MarkdownHtml.Render(MarkdownText.Render(reply, [])).ToString();
        IsHarmless(html);
        Assert.DoesNotMatch("<(a|img|table|script|b|i|u)\\b", html);
    }

    [Theory]
    [InlineData("Cramps: Rest", "/articles/cramps#rest", "/articles/cramps#rest")]
    [InlineData("a\" onmouseover=\"alert(1)", "/articles/cramps#rest", "/articles/cramps#rest")]
    [InlineData("<img src=x onerror=alert(1)>", "/articles/cramps#rest", "/articles/cramps#rest")]
    [InlineData("Cramps: Rest", "javascript:alert(1)", "")]
    [InlineData("Cramps: Rest", "//evil.example", "")]
    public void A_citation_leads_to_its_address_whatever_its_title_says_and_nowhere_odd(string title, string link, string expected)
    {
        var writer = new Writer(ReplyKind.Answer);
        var slice = writer.Slice(new Citation("cramps", "rest", "Rest helps a cramp.", title, "abcdef0123456789"));
        var html = MarkdownHtml.Render(MarkdownText.Render(writer.Paragraph(slice).Done(), [link])).ToString();
        IsHarmless(html);
        Assert.Contains($"<a href=\"{expected}\"", html, StringComparison.Ordinal);
    }

    private static void IsHarmless(string html)
    {
        var tags = Tag().Matches(html);
        Assert.Equal(html.Count(c => c == '<'), tags.Count);
        foreach (Match tag in tags)
        {
            Assert.Contains(tag.Groups["name"].Value, Harmless);
            Assert.Matches(PlainAttributes(), tag.Groups["attributes"].Value);
            Assert.All(Address().Matches(tag.Value), a => Assert.Matches("^($|/($|[^/\\\\])|https?://|tel:)", a.Groups[1].Value));
        }
    }

    [GeneratedRegex("</?(?<name>[a-z0-9]+)(?<attributes>[^<>]*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("^( (href|src|title|alt|class)=\"[^\"<>]*\")*( /)?$")]
    private static partial Regex PlainAttributes();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
