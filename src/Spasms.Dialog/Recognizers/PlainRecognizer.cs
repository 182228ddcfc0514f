using System.Collections.Immutable;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Recognizers;

/// <summary>The default recognizer: small word tables, no model, the same on every machine.</summary>
public sealed class PlainRecognizer : IRecognizer
{
    private PlainRecognizer()
    {
    }

    /// <summary>The one instance; it holds nothing.</summary>
    public static PlainRecognizer Instance { get; } = new();

    /// <inheritdoc/>
    public Reading Read(ResponseType type, string text, ImmutableArray<Choosable> options, DateTimeOffset at)
    {
        var said = new Said(text);
        if (said.Count == 0)
        {
            return new Reading.Unread();
        }

        return type switch
        {
            ResponseType.YesNo => YesNoReader.Read(said),
            ResponseType.Choice => ChoiceReader.ReadOne(said, options),
            ResponseType.Choices => ChoiceReader.ReadMany(said, options),
            ResponseType.Age => Unless(said, AgeReader.Read(said)),
            ResponseType.Scale => Unless(said, ScaleReader.Read(said)),
            ResponseType.Duration => Unless(said, DurationReader.Read(said)),
            ResponseType.Onset => Unless(said, OnsetReader.Read(said, at)),
            _ => Unless(said, NumberReader.Read(said)),
        };
    }

    // "I don't know" has a meaning wherever no value stands.
    private static Reading Unless(Said said, Reading reading) =>
        reading is Reading.Value ? reading : YesNoReader.IsNotSure(said) ? new Reading.NotSure() : reading;
}
