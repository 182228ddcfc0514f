using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Dialog;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>From an activity to what the dialog takes.</summary>
internal static class Messages
{
    private const int MostOptions = 64;

    /// <summary>The message of an activity; null for anything that is no message.</summary>
    public static UserMessage? Read(Activity activity, DateTimeOffset at, bool askConsent) =>
        activity.Type == ActivityTypes.Message
            ? new UserMessage(activity.Words ?? "", at) { Press = ReadPress(activity.Value), AskConsent = askConsent, HasFiles = activity.HasFiles }
            : null;

    /// <summary>What a person says of an answer, to be looked through for an emergency; null where they say nothing.</summary>
    public static UserMessage? ReadRemark(Feedback? feedback, DateTimeOffset at) => feedback?.Comment is { } words ? new UserMessage(words, at) : null;

    /// <summary>A button's value <c>{question, turn, options}</c>; null for any other.</summary>
    public static Press? ReadPress(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } pressed || Activity.Text(pressed, "question") is not { Length: > 0 } question)
        {
            return null;
        }

        var turn = pressed.TryGetProperty("turn", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var n) ? n : 0;
        return new Press(question, turn, pressed.TryGetProperty("options", out var options) ? ReadOptions(options) : []);
    }

    // An Adaptive Card joins several choices with commas into one string.
    private static ImmutableArray<string> ReadOptions(JsonElement options) => options.ValueKind switch
    {
        JsonValueKind.Array => [.. options.EnumerateArray().Take(MostOptions).Where(o => o.ValueKind == JsonValueKind.String).Select(Text).OfType<string>()],
        JsonValueKind.String => [.. (Text(options) ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostOptions)],
        _ => [],
    };

    private static string? Text(JsonElement value)
    {
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
}
