using System.Collections.Immutable;

namespace Spasms.Dialog.Recognizers;

/// <summary>Reads since when something is there, in days before the message: "on and off since last spring", "two weeks ago".</summary>
internal static class OnsetReader
{
    private const double Month = 30.4, Year = 365.25;

    private static readonly (string Words, double Days)[] Fixed =
    [
        ("day before yesterday", 2), ("night before last", 2), ("yesterday", 1), ("last night", 0.7), ("overnight", 0.5), ("tonight", 0.1), ("this morning", 0.3), ("this afternoon", 0.2), ("this evening", 0.1), ("today", 0.3),
        ("just now", 0), ("just started", 0), ("right now", 0), ("a moment ago", 0), ("just", 0), ("now", 0), ("earlier", 0.2), ("few hours", 0.1), ("the other day", 3), ("this week", 3), ("last week", 7), ("a week", 7), ("one week", 7), ("few days", 3), ("couple of days", 2), ("couple days", 2), ("few weeks", 21), ("couple of weeks", 14), ("couple weeks", 14),
        ("few months", 91), ("couple of months", 61), ("couple months", 61), ("this month", 15), ("last month", Month), ("a month", Month), ("a fortnight", 14), ("year and a half", 1.5 * Year), ("half a year", Year / 2), ("this year", 150), ("last year", Year), ("a year", Year), ("few years", 3 * Year), ("couple of years", 2 * Year), ("many years", 10 * Year), ("for years", 5 * Year), ("years", 5 * Year), ("for months", 120), ("months", 120), ("for weeks", 28), ("weeks", 28), ("for days", 4), ("days", 4),
        ("all my life", 30 * Year), ("whole life", 30 * Year), ("since childhood", 20 * Year), ("as a child", 20 * Year), ("was a kid", 20 * Year), ("was a child", 20 * Year), ("was little", 20 * Year), ("was young", 20 * Year), ("was a teenager", 20 * Year), ("my teens", 20 * Year), ("good week", 7), ("good month", Month), ("good year", Year), ("since birth", 10 * Year), ("always", 10 * Year), ("long time", Year), ("ages", Year), ("forever", 10 * Year), ("hours", 0.2), ("hour", 0.05), ("minutes", 0.01),
    ];

    private static readonly string[] SpasmStarts =
        ["cramp", "spasm", "twitch", "jerk", "shak", "horse", "pain", "hurt", "ache", "aching", "sore", "stiff", "tight", "numb", "weak", "tingl", "lock", "seiz", "start", "began", "begin", "came", "since", "woke", "got", "had", "swell", "swollen", "ago", "notice"];

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>A value in days; of several the longest ago.</summary>
    public static Reading Read(Said said, DateTimeOffset at)
    {
        var dates = DateReader.All(said, at).ToList();
        if (dates.Exists(d => d.Days is null))
        {
            return new Reading.Ambiguous();
        }

        var found = Measured(said, cued: false).Concat(Whole(said)).Concat(Calendar(said, at)).Concat(dates.Select(d => d.Days!.Value)).ToList();
        if (found.Count == 0)
        {
            foreach (var (words, days) in Fixed)
            {
                if (said.Has(words))
                {
                    found.Add(days);
                    break;
                }
            }
        }

        return found.Count > 0 ? new Reading.Value(found.Max())
            : said.HasAny("a while", "recently", "a bit", "lately", "some time", "since") || NumberReader.All(said).Length > 0 ? new Reading.Ambiguous()
            : new Reading.Unread();
    }

    /// <summary>An onset in a story, where "for", "since", "ago" or the like marks it; null when there is none.</summary>
    public static double? Stated(Said said, DateTimeOffset at)
    {
        var found = new List<double>();
        found.AddRange(Measured(said, cued: true));
        found.AddRange(Whole(said));
        if (said.HasAny("since", "started", "began"))
        {
            found.AddRange(Calendar(said, at));
            found.AddRange(DateReader.All(said, at).Where(d => !IsOfSomethingElse(said, d.At)).Select(d => d.Days).OfType<double>());
        }

        foreach (var (words, days) in Fixed)
        {
            if (found.Count == 0 && days < 400 && words.Length > 5 && (IsDay(words) || said.Line.Contains(words, StringComparison.Ordinal)) && !said.Find(words).Any(i => IsOfSomethingElse(said, i)) && (said.Has("since " + words) || said.Has("for " + words) || said.Has("for a " + words) || said.Has("for the past " + words) || said.Has("for the last " + words) || said.Has("the past " + words) || said.Has("started " + words) || said.Has("began " + words) || said.Has(words + " ago") || (IsDay(words) && said.Find(words).Any(i => IsOfSpasms(said, i)))))
            {
                found.Add(days);
            }
        }

        if (found.Count == 0)
        {
            foreach (var (words, days) in Fixed)
            {
                if (found.Count == 0 && words is "for years" or "for months" or "for weeks" or "for days" && said.Find(words).Any(i => !IsOfSomethingElse(said, i)))
                {
                    found.Add(days);
                }
            }
        }

        return found.Count > 0 ? found.Max() : null;
    }

    // These need no word before them.
    private static bool IsDay(string words) => words is "this morning" or "last night" or "yesterday" or "today";

    private static IEnumerable<double> Measured(Said said, bool cued)
    {
        foreach (var amount in NumberReader.All(said))
        {
            var unit = said[amount.After] is "of" or "or" ? amount.After + 1 : amount.After;
            var days = DaysOf(said[unit]);
            var next = said[unit + 1];
            var before = said[amount.First - 1] is "a" or "about" or "around" or "nearly" or "almost" or "over" ? said[amount.First - 2] : said[amount.First - 1];
            var isOther = next is "old" or "olds" or "pregnant" or "along" or "gestation" or "postpartum" || said[unit + 2] is "pregnant";
            var isCued = next is "ago" or "now" || before is "for" or "past" or "last" or "since";
            if (days is { } one && !isOther && !(cued && IsOfSomethingElse(said, amount.First)) && (isCued || !cued) && !(cued && one < 0.5 && next is not "ago"))
            {
                yield return amount.Value * one;
            }
        }
    }

    // "for the last year", "over the past month".
    private static IEnumerable<double> Whole(Said said)
    {
        for (var i = 1; i < said.Count; i++)
        {
            if (said[i] is "week" or "fortnight" or "month" or "year" && said[i - 1] is "last" or "past" && said[i - 2] is "the" or "this" && !IsOfSomethingElse(said, i - 1))
            {
                yield return DaysOf(said[i])!.Value;
            }
        }
    }

    // "I gave birth 2 weeks ago", "taking statins for 5 years": a time, but not that of the spasms.
    private static bool IsOfSomethingElse(Said said, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 6 && !said.BreaksBefore(i + 1) && said[i] is not ("and" or "but"); i--)
        {
            if (said[i] is "birth" or "born" or "baby" or "surgery" or "operation" or "taking" or "take" or "taken" or "diagnosed" or "married" or "injury" or "accident" or "pregnant" or "smoking" or "dialysis" or "replacement" or "replaced" or "removed" or "transplant" or "op" or "plaster" or "flight" or "quit" or "stopped" or "stopping" or "vaccine" or "jab" or "bug" or "dose" or "treated" or "treatment" or "finished" or "cancer" or "chemo" or "due")
            {
                return true;
            }

            // "On olanzapine for six years", but not "on and off for a week".
            if (said[i] == "on" && said[i + 1] != "and" && (i == 0 || said[i - 1] is "been" or "im" or "am" or "is" or "hes" or "shes" or "was" || said.BreaksBefore(i)))
            {
                return true;
            }
        }

        return false;
    }

    // "This morning I came down the stairs backwards" is no onset; "woke with a cramp this morning" is.
    private static bool IsOfSpasms(Said said, int at)
    {
        var (from, to) = (at, at);
        while (from > 0 && !said.BreaksBefore(from))
        {
            from--;
        }

        while (to + 1 < said.Count && !said.BreaksBefore(to + 1))
        {
            to++;
        }

        return Enumerable.Range(from, to - from + 1).Any(i => SpasmStarts.Any(s => said[i].StartsWith(s, StringComparison.Ordinal)));
    }

    private static double? DaysOf(string unit) => unit switch
    {
        "minute" or "minutes" or "min" or "mins" => 1 / 1440.0,
        "hour" or "hours" or "hr" or "hrs" => 1 / 24.0,
        "day" or "days" or "night" or "nights" => 1,
        "week" or "weeks" or "wk" or "wks" => 7,
        "fortnight" or "fortnights" => 14,
        "month" or "months" => Month,
        "year" or "years" or "yr" or "yrs" => Year,
        _ => null,
    };

    private static IEnumerable<double> Calendar(Said said, DateTimeOffset at)
    {
        for (var i = 0; i < said.Count; i++)
        {
            var word = said[i];
            var weekday = Array.IndexOf(Weekdays, word);
            if (weekday >= 0)
            {
                yield return Ago((int)at.DayOfWeek - weekday, 7);
            }

            if (word == "weekend")
            {
                yield return Ago((int)at.DayOfWeek - 6, 7);
            }

            if (SeasonStart(word) is { } season && said[i - 1] is "last" or "since" or "in" or "this" or "the")
            {
                yield return Ago(at.Month - 1 - season, 12) * Month;
            }

            if (said[i - 1] == "of" && said[i - 2] is "beginning" or "start" && (word is "month" or "year" || (word is "the" or "this" && said[i + 1] is "month" or "year")))
            {
                yield return word == "year" || said[i + 1] == "year" ? at.DayOfYear - 1 : at.Day - 1;
            }

            if (word == "christmas")
            {
                yield return Ago(at.Month - 12, 12) * Month;
            }
        }
    }

    private static int? SeasonStart(string word) => word switch
    {
        "spring" => 2,
        "summer" => 5,
        "autumn" or "fall" => 8,
        "winter" => 11,
        _ => null,
    };

    // The last time it was that day or month; the same one means a whole round ago.
    private static double Ago(int steps, int round)
    {
        var ago = ((steps % round) + round) % round;
        return ago == 0 ? round : ago;
    }
}
