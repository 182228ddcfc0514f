namespace Spasms.Dialog.Recognizers;

/// <summary>Reads how long something lasts, in minutes: "10 mins", "a couple of minutes", "half an hour", "all night".</summary>
internal static class DurationReader
{
    private const double NoEnd = 1440, LongestSpasm = 3 * 1440;

    private static readonly string[] Endless =
        ["all day", "all night", "the whole night", "the whole day", "whole night", "whole day", "all evening", "round the clock", "constant", "constantly", "non stop", "nonstop", "permanent", "permanently", "all the time", "continuous", "continuously", "it stays", "always there", "still there", "still going", "keeps going", "without a break", "without a pause", "day and night", "24 7"];

    // "It never lets go", "won't stop", "hardly ever eases".
    private static bool EndsAt(Said said, int at) => said[at] switch
    {
        "let" or "lets" or "letting" => said[at + 1] is "go" or "up",
        "go" or "goes" or "going" or "gone" => said[at + 1] is "away",
        "stop" or "stops" or "stopped" or "stopping" or "end" or "ends" or "ease" or "eases" or "eased" or "easing" or "relax" or "relaxes" or "loosen" or "loosens" => true,
        _ => false,
    };

    /// <summary>A value in minutes; of several the longest, because that is the careful reading.</summary>
    public static Reading Read(Said said)
    {
        if (said.HasAny(Endless) || Enumerable.Range(0, said.Count).Any(i => said[i] is "never" or "not" or "hardly" or "doesnt" or "wont" or "hasnt" or "didnt" or "isnt" or "wouldnt" && EndsAt(said, said[i + 1] is "ever" or "really" ? i + 2 : i + 1)))
        {
            return new Reading.Value(NoEnd);
        }

        double? longest = null;
        var amounts = NumberReader.All(said);
        for (var i = 0; i < said.Count; i++)
        {
            if (MinutesOf(said[i]) is not { } unit)
            {
                continue;
            }

            var half = said[i + 1] == "and" && said[i + 2] == "a" && said[i + 3] == "half" ? 0.5 : 0;
            longest = Math.Max(longest ?? 0, ((Before(said, amounts, i) ?? (said[i].EndsWith('s') ? 3 : 1)) + half) * unit);
        }

        if (longest is not { } minutes)
        {
            return Vague(said, amounts.Length > 0);
        }

        // "Two weeks" answers another question: for how long there have been spasms.
        if (minutes > LongestSpasm)
        {
            return new Reading.Ambiguous();
        }

        // "under ten minutes" must fall below the cut at ten, "over ten" above it.
        return new Reading.Value(said.HasAny("less than", "under", "below", "not even", "max", "at most", "tops", "no more than", "up to") ? minutes * 0.99
            : said.HasAny("more than", "over", "longer than", "at least") ? minutes * 1.01
            : minutes);
    }

    /// <summary>Minutes in a unit of time up to a week, or null.</summary>
    public static double? MinutesOf(string word) => word switch
    {
        "second" or "seconds" or "sec" or "secs" or "s" or "moment" => 1 / 60.0,
        "minute" or "minutes" or "min" or "mins" or "minuts" => 1,
        "m" => 1,
        "hour" or "hours" or "hr" or "hrs" or "h" => 60,
        "day" or "days" => 1440,
        "week" or "weeks" => 10080,
        _ => Glued(word),
    };

    private static Reading Vague(Said said, bool number)
    {
        if (said.HasAny("instant", "split second", "blink", "flash", "very short", "very briefly", "quick", "quickly", "short", "brief", "briefly", "not long", "momentarily"))
        {
            return new Reading.Value(0.2);
        }

        return number || said.HasAny("ages", "forever", "long", "a while", "varies", "it varies", "depends")
            ? new Reading.Ambiguous()
            : new Reading.Unread();
    }

    // "10min", "30s": unit and number in one word.
    private static double? Glued(string word)
    {
        var digits = word.Length - word.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length;
        return digits is > 0 and < 5 && digits < word.Length && !char.IsAsciiDigit(word[^1]) && MinutesOf(word[digits..]) is { } unit
            ? unit * int.Parse(word.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static double? Before(Said said, System.Collections.Immutable.ImmutableArray<Amount> amounts, int unit)
    {
        if (char.IsAsciiDigit(said[unit][0]))
        {
            return 1;
        }

        foreach (var amount in amounts)
        {
            if (amount.After == unit || (amount.After == unit - 1 && said[unit - 1] is "more" or "of" or "good"))
            {
                return amount.Value;
            }
        }

        // "a minute or two"
        var later = amounts.FirstOrDefault(a => a.First == unit + 2 && said[unit + 1] == "or");
        return later.After > 0 ? later.Value : said[unit - 1] is "a" or "an" or "one" ? 1 : null;
    }
}
