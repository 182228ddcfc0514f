using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Protocol;

namespace Spasms.Bot.Pages;

/// <summary>What the plain form sends, as the activity that Web Chat would have posted for it.</summary>
internal static class FormPost
{
    /// <summary>The activity; null where the form says nothing that can be sent.</summary>
    /// <param name="form">The fields.</param>
    /// <param name="said">The conversation so far: a pressed button is shown by its words.</param>
    public static Activity? Read(IFormCollection form, IReadOnlyList<SaidMessage> said)
    {
        var activity = new JsonObject { ["type"] = "message", ["textFormat"] = "plain", ["locale"] = "en" };
        var text = form["text"].ToString();
        if (form["question"].ToString() is { Length: > 0 } question)
        {
            var ids = form["option"].Count > 0 ? form["option"] : form["ticked"];
            var pressed = ids.OfType<string>().Where(id => id.Length > 0).ToArray();
            if (pressed.Length == 0)
            {
                return null;
            }

            var words = said.LastOrDefault(s => s.Question?.Id == question)?.Question?.Options ?? [];
            text = string.Join("; ", pressed.Select(id => words.FirstOrDefault(o => o.Id == id).Text ?? id));
            activity["value"] = new JsonObject
            {
                ["question"] = question,
                ["turn"] = int.TryParse(form["turn"], out var turn) ? turn : 0,
                ["options"] = new JsonArray([.. pressed.Select(id => JsonValue.Create(id))]),
            };
            activity["channelData"] = new JsonObject { ["messageBack"] = new JsonObject { ["displayText"] = text } };
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        activity["text"] = text;
        if (form["notice"].ToString() is { Length: > 0 } notice)
        {
            var data = activity["channelData"] as JsonObject ?? [];
            data["notice"] = notice;
            activity["channelData"] = data;
        }

        return Parsed(activity);
    }

    /// <summary>
    /// The boxes that were ticked beside a button which stands alone, such as "None of these": one of the two is a mistake, and which
    /// one only the person knows. Empty where the form is clear.
    /// </summary>
    public static ImmutableArray<string> Contradicted(IFormCollection form) =>
        form["option"].Count > 0 ? [.. form["ticked"].OfType<string>().Where(id => id.Length > 0)] : [];

    /// <summary>A thumb and its words; null where the form names neither.</summary>
    public static Activity? ReadFeedback(IFormCollection form) =>
        form["reaction"].ToString() is ("LikeAction" or "DislikeAction") and var thumb
            ? Parsed(new JsonObject
            {
                ["type"] = ActivityTypes.Event,
                ["name"] = "webchat:activity-status/feedback",
                ["entities"] = new JsonArray(new JsonObject
                {
                    ["@type"] = thumb,
                    ["object"] = new JsonObject { ["@id"] = form["answer"].ToString() },
                    ["result"] = new JsonObject { ["@type"] = "UserReview", ["reviewBody"] = form["comment"].ToString() },
                }),
            })
            : null;

    private static Activity? Parsed(JsonObject activity) =>
        Activity.TryParse(JsonSerializer.SerializeToUtf8Bytes(activity), out var parsed, out _) ? parsed : null;
}
