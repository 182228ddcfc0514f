using System.Text.Json.Nodes;
using Spasms.Bot.Cli;
using Spasms.Bot.Pages;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Phrases;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>From a reply to a message activity: Markdown, numbered citations, buttons, and a card for a result.</summary>
internal static class ReplyActivity
{
    /// <summary>The message without the fields that its envelope writes.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="baseUrl">Where its links lead: absolute, no slash at the end.</param>
    /// <param name="unsaved">True for an emergency reply that could not be kept.</param>
    /// <param name="made">What it was made from, and where a result is printed.</param>
    /// <param name="id">Its id on the wire: thumbs name it. Null: no thumbs.</param>
    public static BotActivity Of(Reply reply, string baseUrl, bool unsaved, Made? made = null, string? id = null)
    {
        var thumbs = Thumbs(reply, unsaved ? null : id);

        // Said before: its words, buttons and citations are written already.
        if (!unsaved && made is { Page: null } && RenderedReply.Shared(reply, baseUrl, made, static (r, url, m) => Whole(r, url, false, m, null)) is { } shared)
        {
            return new BotActivity { Type = ActivityTypes.Message, Shared = shared, Entities = [new MessageEntity(Citation: null) { PotentialAction = thumbs }] };
        }

        return Whole(reply, baseUrl, unsaved, made, thumbs);
    }

    private static BotActivity Whole(Reply reply, string baseUrl, bool unsaved, Made? made, ThumbAction[]? thumbs)
    {
        string[] links = [.. reply.Citations.Select(c => Link(c, baseUrl))];
        var claims = links.Length == 0
            ? null
            : reply.Citations.Select((c, i) => new Claim(i + 1, new DigitalDocument(c.Title, links[i], c.Quote) { Version = c.Hash })).ToArray();
        return new BotActivity
        {
            Type = ActivityTypes.Message,
            Text = MarkdownText.Render(reply, links),
            TextFormat = "markdown",
            Locale = reply.Language ?? "en",
            InputHint = reply.Question is null ? "acceptingInput" : "expectingInput",
            SuggestedActions = Buttons(reply),
            Attachments = reply.Result is not null && made is not null
                ? [new Attachment(ResultCard.ContentType, ResultCard.Of(reply, made.Words, citation => Link(citation, baseUrl), made.Page))]
                : null,
            ChannelData = Extras(reply, unsaved, made),
            Entities = claims is null && thumbs is null ? null : [new MessageEntity(claims) { PotentialAction = thumbs }],
        };
    }

    /// <summary>Where a citation opens: the page of its article or rule, at the passage, with the quoted line marked.</summary>
    public static string Link(Citation citation, string baseUrl) =>
        baseUrl + CitationLink.To(citation.Article, citation.Section, citation.Quote);

    // In an emergency there are better things to do than to judge the answer.
    private static ThumbAction[]? Thumbs(Reply reply, string? id) =>
        id is not null && reply.Kind is (ReplyKind.Answer or ReplyKind.Partial or ReplyKind.Abstain or ReplyKind.Advise)
            ? [new("LikeAction", new(id)), new("DislikeAction", new(id))]
            : null;

    // messageBack carries which question in which turn was answered, so that a stale press can be told.
    private static SuggestedActions? Buttons(Reply reply)
    {
        var actions = new List<CardAction>();
        if (reply.Question is { } question)
        {
            foreach (var option in question.Options)
            {
                actions.Add(new CardAction("messageBack", option.Text)
                {
                    Text = option.Text,
                    DisplayText = option.Text,
                    Value = new JsonObject
                    {
                        ["question"] = question.Id,
                        ["turn"] = question.Turn,
                        ["options"] = new JsonArray(option.Id),
                    },
                });
            }
        }

        foreach (var suggestion in reply.Suggestions)
        {
            actions.Add(new CardAction("imBack", suggestion) { Value = suggestion });
        }

        return actions.Count == 0 ? null : new SuggestedActions(actions);
    }

    private static JsonObject Extras(Reply reply, bool unsaved, Made? made)
    {
        var extras = new JsonObject { ["kind"] = reply.Kind.ToString().ToLowerInvariant() };
        if (TurnWords.Word(reply.Urgency) is { } urgency)
        {
            extras["urgency"] = urgency;
        }

        if (!reply.Rules.IsEmpty)
        {
            extras["rules"] = new JsonArray([.. reply.Rules.Select(r => JsonValue.Create(r))]);
        }

        if (reply.Question is { } question)
        {
            extras["question"] = new JsonObject
            {
                ["id"] = question.Id,
                ["type"] = question.Type.ToString().ToLowerInvariant(),
                ["turn"] = question.Turn,
                ["options"] = new JsonArray([.. question.Options.Select(o => new JsonObject { ["id"] = o.Id, ["text"] = o.Text })]),
            };
        }

        if (reply.Result is { } result)
        {
            extras["result"] = ResultForm.Write(result);

            // Web Chat reads this aloud for a card.
            extras["webchat:fallback-text"] = PlainText.Render(reply);
        }

        if (made is { Page: { } page })
        {
            extras["page"] = page;
        }

        if (made is { Content: { } content })
        {
            extras["content"] = content;
        }

        if (unsaved)
        {
            extras["unsaved"] = true;
        }

        return extras;
    }
}

/// <summary>What a reply's activity is made from besides the reply.</summary>
/// <param name="Content">Content hash of the knowledge.</param>
/// <param name="Words">What a card's buttons say.</param>
internal sealed record Made(string Content, PhraseBook Words)
{
    /// <summary>Absolute address of the page to print a result from, or null.</summary>
    public string? Page { get; init; }
}
