using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spasms.Dialog.State;

/// <summary>
/// The stored form of a conversation's state (I6): JSON with a form number, apart from the domain types' wire forms.
/// Old forms keep loading; properties that a form doesn't have take their defaults.
/// </summary>
public static class DialogStateJson
{
    /// <summary>Name and version of the form that <see cref="Write"/> makes.</summary>
    public const string Format = "spasms-dialog/1";

    // By reflection on purpose: generated serialisers set an init property that the JSON lacks to null
    // instead of leaving its default, and then an older form would load with holes.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The state as UTF-8 JSON.</summary>
    public static byte[] Write(DialogState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <summary>Reads a stored state. False when the form is unknown or the bytes are damaged: the talk then starts anew.</summary>
    /// <param name="format">The format stored beside the bytes.</param>
    /// <param name="bytes">What <see cref="Write"/> made, by this release or an older one.</param>
    /// <param name="state">The state; <see cref="DialogState.New"/> where false is returned.</param>
    public static bool TryRead(string format, ReadOnlySpan<byte> bytes, [NotNull] out DialogState? state)
    {
        state = DialogState.New;
        if (format != Format)
        {
            return false;
        }

        try
        {
            state = JsonSerializer.Deserialize<DialogState>(bytes, Options) ?? DialogState.New;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
