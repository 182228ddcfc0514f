using System.Globalization;
using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.Choice;
using Microsoft.Recognizers.Text.DateTime;
using Microsoft.Recognizers.Text.Number;
using Microsoft.Recognizers.Text.NumberWithUnit;
using Spasms.Dialog.Recognizers;

namespace Spasms.Dialog.RecognizersText;

/// <summary>What Recognizers-Text finds in English words, in the units of our questions.</summary>
internal static class TheirReadings
{
    private const string English = Culture.English;
    private const double MonthsInYear = 12, WeeksInYear = 52.18, DaysInYear = 365.25, Oldest = 120;

    /// <summary>Has each model read something once.</summary>
    public static void Load()
    {
        var at = DateTimeOffset.UnixEpoch;
        _ = (Truths("yes").Count(), Numbers("one").Count(), Ages("one year old").Count(), Minutes("one minute", at).Count());
    }

    /// <summary>yes and no.</summary>
    public static IEnumerable<Reading> Truths(string text) =>
        ChoiceRecognizer.RecognizeBoolean(text, English)
            .Select(r => r.Resolution.TryGetValue("value", out var value) && value is bool yes ? new Reading.Truth(yes) : null)
            .OfType<Reading>();

    /// <summary>Numbers.</summary>
    public static IEnumerable<double> Numbers(string text) => NumberRecognizer.RecognizeNumber(text, English).Select(Number).OfType<double>();

    /// <summary>Ages in years.</summary>
    public static IEnumerable<double> Ages(string text) =>
        NumberWithUnitRecognizer.RecognizeAge(text, English)
            .Select(r => Number(r) / (Text(r, "unit") switch
            {
                "Month" => MonthsInYear,
                "Week" => WeeksInYear,
                "Day" => DaysInYear,
                _ => 1,
            }))
            .OfType<double>()
            .Where(years => years is >= 0 and <= Oldest);

    /// <summary>Lengths of time in minutes.</summary>
    public static IEnumerable<double> Minutes(string text, DateTimeOffset at) =>
        Times(text, at).Where(t => t.GetValueOrDefault("type") == "duration").Select(Seconds).Where(s => s > 0).Select(s => s / 60);

    /// <summary>Days from a time in the past to the message.</summary>
    public static IEnumerable<double> DaysBefore(string text, DateTimeOffset at)
    {
        foreach (var found in DateTimeRecognizer.RecognizeDateTime(text, English, refTime: at.DateTime))
        {
            var days = Values(found)
                .Select(v => v.GetValueOrDefault("type") == "duration" ? Seconds(v) / 86_400 : Since(v, at))
                .Where(d => d is >= 0 and < 120 * DaysInYear)
                .ToArray();

            // "On Tuesday" has a past and a future value; what began is past, and the nearest past is meant.
            if (days.Length > 0)
            {
                yield return days.Min();
            }
        }
    }

    private static IEnumerable<IDictionary<string, string>> Times(string text, DateTimeOffset at) =>
        DateTimeRecognizer.RecognizeDateTime(text, English, refTime: at.DateTime).SelectMany(Values);

    private static IEnumerable<IDictionary<string, string>> Values(ModelResult found) =>
        found.Resolution is not null && found.Resolution.TryGetValue("values", out var values) && values is IEnumerable<IDictionary<string, string>> all ? all : [];

    private static double Since(IDictionary<string, string> value, DateTimeOffset at) =>
        (value.TryGetValue("start", out var text) || value.TryGetValue("value", out text))
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (at.DateTime - time).TotalDays
            : -1;

    private static double Seconds(IDictionary<string, string> value) =>
        double.TryParse(value.GetValueOrDefault("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;

    private static double? Number(ModelResult found) =>
        double.TryParse(Text(found, "value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string? Text(ModelResult found, string key) =>
        found.Resolution is not null && found.Resolution.TryGetValue(key, out var value) ? value as string : null;

    private static string? GetValueOrDefault(this IDictionary<string, string> values, string key) => values.TryGetValue(key, out var value) ? value : null;
}
