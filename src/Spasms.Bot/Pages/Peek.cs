using System.Text.Json;

namespace Spasms.Bot.Pages;

/// <summary>Looks into JSON that may lack what is looked for.</summary>
internal static class Peek
{
    /// <summary>A property, or nothing.</summary>
    public static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    /// <summary>The items of an array, or none.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    /// <summary>A string property, or null.</summary>
    public static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
