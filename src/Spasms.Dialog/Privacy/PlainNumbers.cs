using System.Text.RegularExpressions;

namespace Spasms.Dialog.Privacy;

/// <summary>Knows numbers that are plainly ages, doses, counts, years or dates.</summary>
internal static partial class PlainNumbers
{
    /// <summary>A year of living memory or soon.</summary>
    public static bool IsYear(DigitGroup group) =>
        group.Length == 4 && (group.Digits.StartsWith("19", StringComparison.Ordinal) || group.Digits.StartsWith("20", StringComparison.Ordinal));

    /// <summary>How many groups from this one on are a date, or 0.</summary>
    public static int DateAt(IReadOnlyList<DigitGroup> groups, int from)
    {
        if (from + 2 >= groups.Count)
        {
            return 0;
        }

        var (a, b, c) = (groups[from], groups[from + 1], groups[from + 2]);
        return (IsYear(a) && IsDay(b) && IsDay(c)) || (IsDay(a) && IsDay(b) && IsYear(c)) ? 3 : 0;
    }

    /// <summary>True when a unit, or "out of", stands right behind: a dose, a time, a count.</summary>
    public static bool HasUnit(string text, int end) => Unit().IsMatch(text, end);

    /// <summary>Round numbers in a row, years with small numbers, and thousands in threes are lists and counts.</summary>
    public static bool AreCounts(IEnumerable<DigitGroup> groups)
    {
        DigitGroup[] all = [.. groups];
        return Array.TrueForAll(all, g => g.Digits.EndsWith('0'))
            || (Array.Exists(all, IsYear) && Array.TrueForAll(all, g => IsYear(g) || g.Length <= 2))
            || (all[0].Length < 3 && all[0].Digits[0] != '0' && all[1..] is { Length: > 0 } rest && Array.TrueForAll(rest, g => g.Length == 3 && g.Join is "." or " "));
    }

    private static bool IsDay(DigitGroup group) => group.Length <= 2 && int.Parse(group.Digits, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 31;

    [GeneratedRegex(
        @"\G[ \u00A0]?(?:[%°]|(?:mgs?|mcg|ug|µg|μg|ng|grams?|g|kgs?|kilos?|mls?|l|litres?|liters?|iu|units?|mmol|nmol|mol|meq|degrees?|bpm|beats?|steps?|reps?|sets?"
        + @"|times?|x|seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|h|days?|weeks?|wks?|months?|years?|yrs?|yo|y/o|cm|mm|km|m|metres?|meters?|miles?|feet|foot|ft|inch(?:es)?"
        + @"|lbs?|pounds?|stone|st|oz|kcals?|calories|cals?|mph|tablets?|tabs?|pills?|capsules?|caps|drops?|puffs?|doses?|cells?|platelets|people|dollars|euros?"
        + @"|hz|u/l|out of|of \d|percent|am|pm)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
