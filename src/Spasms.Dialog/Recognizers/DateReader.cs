using System.Globalization;

namespace Spasms.Dialog.Recognizers;

/// <summary>A time named by the calendar.</summary>
/// <param name="At">Index of the word that it was read from.</param>
/// <param name="Days">Days before the message; null where day and month could be either way round.</param>
internal readonly record struct NamedDate(int At, double? Days);

/// <summary>
/// Reads dates and months: "the 1st of November 2026", "nov 3rd", "3/11/2026", "2026-11-03", "since the 14th", "late
/// October", "2019". A date without a year is the last such day; one that is still to come is none.
/// </summary>
internal static class DateReader
{
    private const double Month = 30.4, Year = 365.25;

    private static readonly Dictionary<string, int> Months = Names(
        "january february march april may june july august september october november december", "jan feb mar apr may jun jul aug sep oct nov dec", ("sept", 9));

    private static readonly Dictionary<string, int> Ordinals = Names(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth");

    /// <summary>Every date, month and year, in order.</summary>
    public static IEnumerable<NamedDate> All(Said said, DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(at.DateTime);
        var i = 0;
        while (i < said.Count)
        {
            var (found, next) = Numeric(said, i, today) ?? Named(said, i, today) ?? DayAlone(said, i, today) ?? YearAlone(said, i, today) ?? (null, i + 1);
            i = next;
            if (found is { } date)
            {
                yield return date;
            }
        }
    }

    // 2026-11-03, 3/11/2026, 11/3/26, 3.11.2026. Where both ways round are days of the past, it has to be asked.
    private static (NamedDate?, int)? Numeric(Said said, int i, DateOnly today)
    {
        var dotted = said[i].Split('.');
        var isDotted = dotted.Length == 3;
        var joint = said.Between(i, i + 1);
        if (!isDotted && !(joint is "/" or "-" && said.Between(i + 1, i + 2).SequenceEqual(joint)))
        {
            return null;
        }

        var parts = isDotted ? dotted : [said[i], said[i + 1], said[i + 2]];
        if (!parts.All(p => p.Length is 1 or 2 or 4 && p.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var (a, b, c) = (Int(parts[0]), Int(parts[1]), Int(parts[2]));
        var next = isDotted ? i + 1 : i + 3;
        IEnumerable<DateOnly?> ways = parts[0].Length == 4 ? [Day(a, b, c)]
            : isDotted ? [Day(Full(c), b, a)]
            : [Day(Full(c), b, a), Day(Full(c), a, b)];
        var past = ways.OfType<DateOnly>().Where(d => d <= today).Distinct().ToList();
        return past.Count switch
        {
            0 => (null, next),
            1 => (new NamedDate(i, Ago(past[0], today)), next),
            _ => (new NamedDate(i, null), next),
        };
    }

    private static (NamedDate?, int)? Named(Said said, int i, DateOnly today)
    {
        // A day may stand before the month: it is met first.
        var month = i;
        while (month < i + 5 && !Months.ContainsKey(said[month]))
        {
            month++;
        }

        if (!Months.TryGetValue(said[month], out var m))
        {
            return null;
        }

        var (day, after) = DayBefore(said, i, month) is { } before ? (before, month + 1)
            : month == i && DayAfter(said, month) is var (d, end) ? (d, end)
            : (0, month + 1);
        var isShared = said[month] is "may" or "march" or "mar" or "jan" or "sep";
        var previous = said[month - 1];
        if (month != i && day == 0)
        {
            return null;
        }

        var year = YearAt(said, said[after] == "of" ? after + 1 : after);
        if (day == 0 && year is null && isShared && previous is not ("since" or "in" or "last" or "of" or "early" or "late" or "mid"))
        {
            return null;
        }

        var next = year is null ? after : said[after] == "of" ? after + 2 : after + 1;
        day = day > 0 ? day : Part(previous == "of" ? said[month - 2] : previous);
        return (Of(month, day, m, year, previous == "last", today), next);
    }

    private static NamedDate? Of(int at, int day, int month, int? year, bool isLast, DateOnly today)
    {
        if (day > 0)
        {
            var date = Day(year ?? today.Year, month, day);
            date = year is null && date > today ? Day(today.Year - 1, month, day) : date;
            return date is { } real && real <= today ? new NamedDate(at, Ago(real, today)) : null;
        }

        var ago = year is { } named ? ((today.Year - named) * 12) + today.Month - month : (today.Month - month + 12) % 12;
        if (ago == 0)
        {
            // "Since November" in November is this one, "last November" is not.
            return new NamedDate(at, isLast ? Year : today.Day - 1);
        }

        return ago > 0 ? new NamedDate(at, ago * Month) : null;
    }

    // "1st of November", "3 Nov", "twenty first of may".
    private static int? DayBefore(Said said, int first, int month)
    {
        var last = said[month - 1] is "of" ? month - 2 : month - 1;
        var (day, words) = DayEndingAt(said, last);
        return day is > 0 and < 32 && last - words + 1 == first ? day : null;
    }

    // "November 3rd", "november the 3rd", but not "november 3 weeks ago".
    private static (int Day, int After)? DayAfter(Said said, int month)
    {
        var at = said[month + 1] is "the" ? month + 2 : month + 1;
        var two = DayEndingAt(said, at + 1);
        var (day, words) = two.Words == 2 ? two : DayEndingAt(said, at);
        return day is > 0 and < 32 && said[at + words] is not ("day" or "days" or "week" or "weeks" or "month" or "months" or "year" or "years" or "time" or "times")
            ? (day, at + words)
            : null;
    }

    private static (int Day, int Words) DayEndingAt(Said said, int at)
    {
        if (Ordinals.TryGetValue(said[at], out var spelled))
        {
            return said[at - 1] switch
            {
                "twenty" when spelled < 10 => (20 + spelled, 2),
                "thirty" when spelled < 2 => (30 + spelled, 2),
                _ => (spelled, 1),
            };
        }

        return said[at] is "thirtieth" ? (30, 1) : (Ordinal(said[at]) ?? (said[at].Length is 1 or 2 && said[at].All(char.IsAsciiDigit) ? Int(said[at]) : 0), 1);
    }

    // "Since the 14th", "on the 3rd" or the ordinal alone: the last such day of a month.
    private static (NamedDate?, int)? DayAlone(Said said, int i, DateOnly today)
    {
        var isCued = said[i - 1] == "the" && said[i - 2] is "since" or "on" or "from" or "" && (i + 1 == said.Count || said.BreaksBefore(i + 1) || said[i + 1] is "and" or "but" or "it" or "i");
        if (Ordinal(said[i]) is not (> 0 and < 32 and var day) || !(isCued || said.Count == 1))
        {
            return null;
        }

        var date = new DateOnly(today.Year, today.Month, 1);
        for (var back = 0; back < 3; back++)
        {
            if (Day(date.Year, date.Month, day) is { } real && real <= today)
            {
                return (new NamedDate(i, Ago(real, today)), i + 1);
            }

            date = date.AddMonths(-1);
        }

        return null;
    }

    private static (NamedDate?, int)? YearAlone(Said said, int i, DateOnly today) =>
        YearAt(said, i) is { } year && year <= today.Year ? (new NamedDate(i, Math.Max(today.Year - year, 0.3) * Year), i + 1) : null;

    private static int? YearAt(Said said, int i) =>
        said[i].Length == 4 && said[i].All(char.IsAsciiDigit) && Int(said[i]) is >= 1920 and < 2200 and var year ? year : null;

    private static int Part(string word) => word switch
    {
        "early" or "beginning" or "start" => 5,
        "mid" or "middle" => 15,
        "late" or "end" => 25,
        _ => 0,
    };

    private static int? Ordinal(string word) =>
        word.Length is 3 or 4 && word[^2..] is "st" or "nd" or "rd" or "th" && word[..^2].All(char.IsAsciiDigit) ? Int(word[..^2]) : null;

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1900 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static double Ago(DateOnly day, DateOnly today) => today.DayNumber - day.DayNumber;

    private static int Full(int year) => year < 100 ? 2000 + year : year;

    private static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Names(string full, string brief = "", params ReadOnlySpan<(string Name, int Number)> more)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in (ReadOnlySpan<string>)[full, brief])
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < words.Length; i++)
            {
                names[words[i]] = i + 1;
            }
        }

        foreach (var (name, number) in more)
        {
            names[name] = number;
        }

        return names;
    }
}
