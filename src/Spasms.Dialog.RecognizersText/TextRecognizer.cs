using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Dialog.Recognizers;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.RecognizersText;

/// <summary>
/// <see cref="IRecognizer"/> with Microsoft's Recognizers-Text behind ours: our per-question rules decide, theirs add what
/// ours leave unread. Where theirs find several values that differ, the person is asked, as everywhere.
/// </summary>
public sealed class TextRecognizer : IRecognizer
{
    // Responses are short. Their expressions backtrack, and a long text could keep them busy.
    private const int Longest = 200;

    private TextRecognizer()
    {
    }

    /// <summary>Loads the models, so that a program they can't work in is known at its start and not at a person's response.</summary>
    /// <exception cref="System.Globalization.CultureNotFoundException">The program knows only the invariant culture: set PredefinedCulturesOnly to false.</exception>
    public static TextRecognizer Load()
    {
        TheirReadings.Load();
        return new TextRecognizer();
    }

    /// <inheritdoc/>
    public Reading Read(QuestionType type, string text, ImmutableArray<Choosable> options, DateTimeOffset at)
    {
        var own = PlainRecognizer.Instance.Read(type, text, options, at);
        return own is Reading.Unread && text.Length <= Longest && Values(type, text, at) is { } values ? One(values) : own;
    }

    private static Reading One(ImmutableArray<Reading> values) => values.Distinct().ToArray() switch
    {
        [] => new Reading.Unread(),
        [var only] => only,
        _ => new Reading.Ambiguous(),
    };

    // Null: they are not asked for this type.
    private static ImmutableArray<Reading>? Values(QuestionType type, string text, DateTimeOffset at)
    {
        try
        {
            return type switch
            {
                QuestionType.YesNo => [.. TheirReadings.Truths(text)],
                QuestionType.Age => Numbers(TheirReadings.Ages(text)),
                QuestionType.Scale => Numbers(TheirReadings.Numbers(text).Where(n => n is >= 0 and <= 10)),
                QuestionType.Duration => Numbers(TheirReadings.Minutes(text, at)),
                QuestionType.Onset => Numbers(TheirReadings.DaysBefore(text, at)),
                QuestionType.Number => Numbers(TheirReadings.Numbers(text)),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is RegexMatchTimeoutException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException or NullReferenceException or KeyNotFoundException)
        {
            // What they stumble over stays unread and is asked again (I2).
            return null;
        }
    }

    private static ImmutableArray<Reading> Numbers(IEnumerable<double> numbers) => [.. numbers.Select(n => new Reading.Value(n))];
}
