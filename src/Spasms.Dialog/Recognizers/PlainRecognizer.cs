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
    public Reading Read(QuestionType type, string text, ImmutableArray<Choosable> options, DateTimeOffset at)
    {
        var said = new Said(text.Replace("👍", " yes ", StringComparison.Ordinal).Replace("👎", " no ", StringComparison.Ordinal));
        if (said.Count == 0)
        {
            return new Reading.Unread();
        }

        return type switch
        {
            QuestionType.YesNo => YesNoReader.Read(said),
            QuestionType.Choice => ChoiceReader.ReadOne(said, options),
            QuestionType.Choices => ChoiceReader.ReadMany(said, options),
            QuestionType.Age => Unless(said, AgeReader.Read(said, at)),
            QuestionType.Scale => Unless(said, ScaleReader.Read(said)),
            QuestionType.Duration => Unless(said, DurationReader.Read(said)),
            QuestionType.Onset => Unless(said, OnsetReader.Read(said, at)),
            _ => Unless(said, NumberReader.Read(said)),
        };
    }

    // "I don't know" has a meaning wherever no value stands.
    private static Reading Unless(Said said, Reading reading) =>
        reading is Reading.Value ? reading : YesNoReader.IsNotSure(said) ? new Reading.NotSure() : reading;
}
