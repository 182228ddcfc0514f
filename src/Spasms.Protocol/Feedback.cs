using System.Text.Json;

namespace Spasms.Protocol;

/// <summary>What a person thinks of one of the bot's messages.</summary>
/// <param name="Answer">Id of that message.</param>
/// <param name="Likes">Thumb up or down.</param>
/// <param name="Comment">Words with it, or null.</param>
public sealed record Feedback(string Answer, bool Likes, string? Comment)
{
    private const int LongestComment = 2000;

    /// <summary>
    /// Reads the three forms that clients send: Web Chat's event <c>webchat:activity-status/feedback</c> with the pressed
    /// action, Teams' invoke <c>message/submitAction</c>, and a <c>messageReaction</c>. Null for anything else.
    /// </summary>
    public static Feedback? Read(Activity activity) => (activity.Type, activity.Name) switch
    {
        (ActivityTypes.Event, "webchat:activity-status/feedback") => OfEvent(activity.Root),
        (ActivityTypes.Invoke, "message/submitAction") => OfInvoke(activity.Root),
        ("messageReaction", _) => OfReaction(activity.Root),
        _ => null,
    };

    // The action is the one that stood in the message: it names the message as its object. Web Chat sends no replyToId.
    private static Feedback? OfEvent(JsonElement root)
    {
        foreach (var action in Items(root, "entities"))
        {
            if (ThumbOf(Activity.Text(action, "@type")) is { } likes
                && (Activity.Text(Child(action, "object"), "@id") ?? Activity.Text(root, "replyToId")) is { Length: > 0 } answer)
            {
                return new Feedback(answer, likes, Short(Activity.Text(Child(action, "result"), "reviewBody")));
            }
        }

        return null;
    }

    private static Feedback? OfInvoke(JsonElement root)
    {
        var value = Child(root, "value");
        var given = Child(value, "actionValue");
        if (Activity.Text(value, "actionName") != "feedback"
            || Activity.Text(root, "replyToId") is not { Length: > 0 } answer
            || ThumbOf(Activity.Text(given, "reaction")) is not { } likes)
        {
            return null;
        }

        // Web Chat sends the words in an object, Teams sends that object as a string.
        var words = Child(given, "feedback");
        if (words.ValueKind == JsonValueKind.String && Activity.Text(given, "feedback") is { } text)
        {
            words = Activity.TryJson(System.Text.Encoding.UTF8.GetBytes(text), out var parsed) ? parsed : default;
        }

        return new Feedback(answer, likes, Short(Activity.Text(words, "feedbackText")));
    }

    private static Feedback? OfReaction(JsonElement root) =>
        Activity.Text(root, "replyToId") is { Length: > 0 } answer
            && Items(root, "reactionsAdded").Select(r => ThumbOf(Activity.Text(r, "type"))).FirstOrDefault(t => t is not null) is { } likes
            ? new Feedback(answer, likes, null)
            : null;

    private static bool? ThumbOf(string? name) => name switch
    {
        "LikeAction" or "like" or "plusOne" => true,
        "DislikeAction" or "dislike" => false,
        _ => null,
    };

    private static string? Short(string? words)
    {
        words = words?.Trim();
        return words is not { Length: > 0 } ? null : words.Length <= LongestComment ? words : words[..LongestComment];
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static JsonElement[] Items(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];
}
