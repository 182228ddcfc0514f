using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Spasms.Protocol;

/// <summary>
/// An activity as somebody sent it: the raw JSON with a view on the few fields that matter here.
/// Everything else is kept untouched (A2005), numbers and time zones to the letter.
/// </summary>
public sealed class Activity
{
    private Activity(JsonElement root, string type)
    {
        Root = root;
        Type = type;
    }

    /// <summary>The whole object.</summary>
    public JsonElement Root { get; }

    /// <summary>What kind of activity (A2010: required).</summary>
    public string Type { get; }

    /// <summary>The channel's id of it, or null.</summary>
    public string? Id => field ??= Text(Root, "id");

    /// <summary>The words of a message, untouched; null where it has none.</summary>
    public string? Words => field ??= Text(Root, "text");

    /// <summary>The name of an event or invoke.</summary>
    public string? Name => Text(Root, "name");

    /// <summary>Which channel it came through.</summary>
    public string? ChannelId => field ??= Text(Root, "channelId");

    /// <summary>Where answers are posted, as the sender claims.</summary>
    public string? ServiceUrl => Text(Root, "serviceUrl");

    /// <summary>normal, expectReplies, ephemeral, stream or absent.</summary>
    public string? DeliveryMode => field ??= ModeOf(Root);

    /// <summary>BCP 47 tag of the sender's language.</summary>
    public string? Locale => Text(Root, "locale");

    /// <summary>Id of the sender.</summary>
    public string? FromId => field ??= Text(Root, "from", "id");

    /// <summary>Id of the receiver.</summary>
    public string? RecipientId => Text(Root, "recipient", "id");

    /// <summary>Id of the conversation.</summary>
    public string? ConversationId => field ??= Text(Root, "conversation", "id");

    /// <summary>The client's own id of a post: a repeat carries the same.</summary>
    public string? ClientActivityId => Text(Root, "channelData", "clientActivityID");

    /// <summary>What a button or card sent along.</summary>
    public JsonElement? Value => Root.TryGetProperty("value", out var value) ? value : null;

    /// <summary>True when something is attached that has an address of its own: a file, not a card.</summary>
    public bool HasFiles =>
        Root.TryGetProperty("attachments", out var attachments)
        && attachments.ValueKind == JsonValueKind.Array
        && attachments.EnumerateArray().Any(a => Text(a, "contentUrl") is { Length: > 0 });

    /// <summary>The ids of the members that came, for <see cref="ActivityTypes.ConversationUpdate"/>.</summary>
    public IEnumerable<string> MembersAdded
    {
        get
        {
            if (!Root.TryGetProperty("membersAdded", out var members) || members.ValueKind != JsonValueKind.Array)
            {
                yield break;
            }

            foreach (var member in members.EnumerateArray())
            {
                if (Text(member, "id") is { } id)
                {
                    yield return id;
                }
            }
        }
    }

    /// <summary>Reads an activity. Never throws for what the bytes hold.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out Activity? activity, [NotNullWhen(false)] out Fault? fault)
    {
        activity = null;
        fault = null;
        if (!TryJson(utf8, out var root) || root.ValueKind != JsonValueKind.Object)
        {
            fault = Fault.BadSyntax("The body must be one JSON object in UTF-8.");
        }
        else if (!root.TryGetProperty("type", out var type) || type.ValueKind == JsonValueKind.Null)
        {
            fault = Fault.MissingProperty("type");
        }
        else if (Kind(type) is not { Length: > 0 } name)
        {
            fault = Fault.BadArgument("The property 'type' must be a string with letters in it.");
        }
        else if (root.TryGetProperty("text", out var text) && text.ValueKind != JsonValueKind.Null && Text(text) is null)
        {
            fault = Fault.BadArgument("The property 'text' must be a string of whole Unicode characters.");
        }
        else
        {
            activity = new Activity(root, name);
        }

        return activity is not null;
    }

    /// <summary>Reads any JSON; false for what is no JSON, no UTF-8 or nested too deep.</summary>
    public static bool TryJson(ReadOnlySpan<byte> utf8, out JsonElement root)
    {
        root = default;

        // The parser looks into strings only when asked; raw bytes that are no UTF-8 would go out again as they came.
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        try
        {
            root = JsonElement.Parse(utf8);
            return !MayHoldSurrogates(utf8) || HasWholeNames(root);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A string property, or null where it is absent, no string or half a surrogate pair.</summary>
    public static string? Text(JsonElement parent, string name)
    {
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Text(value) : null;
    }

    // Nearly all are messages.
    private static string? Kind(JsonElement type) =>
        type.ValueKind == JsonValueKind.String && type.ValueEquals("message"u8) ? ActivityTypes.Message : Text(type);

    // So is most of what waits for its answers; no string need be made to know it.
    private static string? ModeOf(JsonElement root) =>
        root.TryGetProperty("deliveryMode"u8, out var mode) && mode.ValueKind == JsonValueKind.String
            ? mode.ValueEquals("expectReplies"u8) ? "expectReplies" : Text(mode)
            : null;

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape: valid JSON, no text.
            return null;
        }
    }

    private static bool MayHoldSurrogates(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0;

    // A name with half a surrogate pair can't even be compared; a value may hold one as long as nobody asks for its text.
    private static bool HasWholeNames(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(p => p.Name is not null && HasWholeNames(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(HasWholeNames),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement parent, string outer, string name) =>
        parent.TryGetProperty(outer, out var value) ? Text(value, name) : null;
}
