using System.Text.Json.Nodes;
using Spasms.Bot.Cli;
using Spasms.Bot.Pages;
using Spasms.Dialog.Replies;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>From a reply to a message activity: Markdown, numbered citations, buttons.</summary>
internal static class ReplyActivity
{
    /// <summary>The message without the fields that its envelope writes.</summary>
    public static BotActivity Of(Reply reply, string baseUrl, bool unsaved, string? content = null)
    {
        var rendered = RenderedReply.Of(reply, baseUrl);
        return new BotActivity
        {
            Type = ActivityTypes.Message,
            Text = rendered.Text,
            TextFormat = "markdown",
            Locale = reply.Language ?? "en",
            InputHint = reply.Question is null ? "acceptingInput" : "expectingInput",
            SuggestedActions = Buttons(reply),
            Entities = rendered.Entities,
            ChannelData = Extras(reply, unsaved, content),
        };
    }

    /// <summary>Where a citation opens: the page of its article or rule, at the passage, with the quoted line marked.</summary>
    public static string Link(Citation citation, string baseUrl) =>
        baseUrl + CitationLink.To(citation.Article, citation.Section, citation.Quote);

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

    private static JsonObject Extras(Reply reply, bool unsaved, string? content)
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

        if (content is not null)
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
