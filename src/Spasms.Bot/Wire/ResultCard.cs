using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Wire;

/// <summary>
/// A result as an Adaptive Card (schema 1.5; Web Chat takes up to 1.6): the same words as the activity's text, in its
/// order. The level is the heading's first word; the colour behind it only comes on top.
/// </summary>
internal static class ResultCard
{
    /// <summary>The card's content type.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The card of a result.</summary>
    /// <param name="reply">A reply with <see cref="Reply.Result"/>.</param>
    /// <param name="words">What the buttons say.</param>
    /// <param name="link">The address of a citation.</param>
    /// <param name="page">Address of the page to print, or null where there is none.</param>
    public static JsonObject Of(Reply reply, PhraseBook words, Func<Citation, string> link, string? page)
    {
        var body = new JsonArray();
        var isTitle = true;
        var isLast = false;
        var heading = 0;
        var headings = reply.Blocks.Count(b => b is Block.Heading);
        foreach (var block in reply.Blocks)
        {
            if (block is Block.Heading title)
            {
                isLast = ++heading == headings && !isTitle;
                body.Add((JsonNode)(isTitle ? Title(title.Text, reply.Urgency) : Heading(title.Text)));
                isTitle = false;
                continue;
            }

            if (Text(reply, block, link) is { Length: > 0 } text)
            {
                body.Add((JsonNode)Words(text, isLast));
            }
        }

        return new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["lang"] = reply.Language ?? "en",
            ["body"] = body,
            ["actions"] = Actions(words, page),
        };
    }

    private static JsonObject Title(string text, Urgency? level) => new()
    {
        ["type"] = "Container",
        ["style"] = level switch
        {
            Urgency.Emergency => "attention",
            Urgency.Urgent => "warning",
            Urgency.Routine => "accent",
            _ => "good",
        },
        ["bleed"] = true,
        ["items"] = new JsonArray(new JsonObject
        {
            ["type"] = "TextBlock",
            ["style"] = "heading",
            ["size"] = "large",
            ["weight"] = "bolder",
            ["wrap"] = true,
            ["text"] = Escaped(text),
        }),
    };

    private static JsonObject Heading(string text) => new()
    {
        ["type"] = "TextBlock",
        ["style"] = "heading",
        ["size"] = "medium",
        ["weight"] = "bolder",
        ["spacing"] = "medium",
        ["wrap"] = true,
        ["text"] = Escaped(text),
    };

    private static JsonObject Words(string text, bool isSmall)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["wrap"] = true, ["spacing"] = "small", ["text"] = text };
        if (isSmall)
        {
            block["size"] = "small";
            block["isSubtle"] = true;
        }

        return block;
    }

    private static JsonArray Actions(PhraseBook words, string? page)
    {
        var actions = new JsonArray();
        if (page is not null)
        {
            actions.Add((JsonNode)new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = words["result-print"], ["url"] = page });
        }

        actions.Add((JsonNode)MessageBack(words["result-change"], "change"));
        actions.Add((JsonNode)MessageBack(words["result-start-over"], "start over"));
        return actions;
    }

    // Web Chat and Teams each have their own way to let a card's button send words as the person's own.
    private static JsonObject MessageBack(string title, string text)
    {
        JsonObject Action() => new() { ["type"] = "messageBack", ["title"] = title, ["text"] = text, ["displayText"] = title };
        return new JsonObject
        {
            ["type"] = "Action.Submit",
            ["title"] = title,
            ["data"] = new JsonObject { ["__isBotFrameworkCardAction"] = true, ["cardAction"] = Action(), ["msteams"] = Action() },
        };
    }

    private static string Text(Reply reply, Block block, Func<Citation, string> link)
    {
        var text = new StringBuilder();
        switch (block)
        {
            case Block.Paragraph paragraph:
                Append(text, reply, paragraph.Spans, link);
                break;
            case Block.List list:
                foreach (var item in list.Items)
                {
                    text.Append(text.Length == 0 ? "- " : "\n- ");
                    Append(text, reply, item, link);
                }

                break;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Reply reply, IReadOnlyList<Span> spans, Func<Citation, string> link)
    {
        foreach (var (i, span) in spans.Index())
        {
            text.Append(i > 0 ? " " : "");
            switch (span)
            {
                case Span.Own own:
                    MarkdownText.Escape(text, own.Text);
                    break;
                case Span.Slice slice:
                    MarkdownText.Escape(text, slice.Text);
                    text.Append(CultureInfo.InvariantCulture, $" [\\[{slice.Citation + 1}\\]]({link(reply.Citations[slice.Citation])})");
                    break;
            }
        }
    }

    private static string Escaped(string words)
    {
        var text = new StringBuilder();
        MarkdownText.Escape(text, words);
        return text.ToString();
    }
}
