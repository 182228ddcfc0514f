namespace Spasms.Dialog.Recognizers;

/// <summary>Reads an age in years: "my son is 3 and a half", "18 months", "in my sixties".</summary>
internal static class AgeReader
{
    private const double MonthsInYear = 12, WeeksInYear = 52.18, DaysInYear = 365.25, Oldest = 120;

    private static readonly string[] Decades = ["teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

    /// <summary>An age given as response to the question for it: a bare number counts.</summary>
    /// <param name="said">The words.</param>
    /// <param name="at">When they were said: "born in 1980" counts from here.</param>
    public static Reading Read(Said said, DateTimeOffset at)
    {
        if (Born(said, at) is { } born)
        {
            return born;
        }

        if (said.Has("year and a half"))
        {
            return new Reading.Value(1.5);
        }

        if (Stated(said) is { } stated)
        {
            return stated;
        }

        var amounts = NumberReader.All(said);
        return amounts.Length switch
        {
            0 when said.HasAny("newborn", "new born") => new Reading.Value(0),
            0 when said.HasAny("toddler", "teenager", "teen", "baby", "child", "adult", "old", "young", "middle aged", "elderly", "pensioner", "senior", "infant") => new Reading.Ambiguous(),
            0 => new Reading.Unread(),
            1 => InUnit(said, amounts[0]),
            _ => Compound(said, amounts),
        };
    }

    /// <summary>An age that says it is one: "34 years old", "aged 34", "I'm 34"; null when there is none.</summary>
    public static Reading? Stated(Said said)
    {
        for (var d = 0; d < Decades.Length; d++)
        {
            var digits = $"{(d + 1) * 10}s";
            for (var i = 0; i < said.Count; i++)
            {
                if ((said[i] == Decades[d] || said[i] == digits) && said[i - 1] is "my" or "his" or "her" or "their" or "mid" or "early" or "late" or "the")
                {
                    // Teens stand on both sides of sixteen: that has to be asked.
                    return d == 0 ? new Reading.Ambiguous() : new Reading.Value(((d + 1) * 10) + (said[i - 1] switch { "early" => 2, "late" => 8, _ => 5 }));
                }
            }
        }

        foreach (var amount in NumberReader.All(said))
        {
            if (IsAge(said, amount))
            {
                return InUnit(said, amount);
            }
        }

        return null;
    }

    // The birthday of this year may be to come: where that decides, it has to be asked.
    private static Reading? Born(Said said, DateTimeOffset at)
    {
        for (var i = 1; i < said.Count; i++)
        {
            if ((said[i - 1] == "born" || (said[i - 1] == "in" && said[i - 2] == "born")) && int.TryParse(said[i], System.Globalization.CultureInfo.InvariantCulture, out var year) && year > at.Year - Oldest && year <= at.Year)
            {
                return at.Year - year is <= 1 or 16 ? new Reading.Ambiguous() : new Reading.Value(at.Year - year);
            }
        }

        return null;
    }

    private static bool IsAge(Said said, Amount amount)
    {
        var next = said[amount.After];
        var after = said[amount.After + 1];
        var before = said[amount.First - 1];
        if (next is "yo" or "yr" or "yrs" && (next is "yo" || after is "old") || (next is "y" && after is "o"))
        {
            return true;
        }

        if (next is "year" or "years" or "month" or "months" or "week" or "weeks" or "day" or "days")
        {
            return after is "old" or "olds" || (IsYoung(before) && said.BreaksBefore(amount.First) && said.BreaksBefore(amount.After + 1));
        }

        if (before is "aged" or "age")
        {
            return true;
        }

        // "my mother, 81, has ..." and "45f, calf cramps"
        var stands = said.BreaksBefore(amount.First) && said.BreaksBefore(amount.After) && DurationReader.MinutesOf(next) is null;
        var sexed = next is "m" or "f" or "male" or "female" && (amount.First == 0 || before is "im" or "am" or "a");
        if ((stands || sexed) && amount.Value is >= 1 and <= 110 && amount.Value == Math.Floor(amount.Value))
        {
            return true;
        }

        var isAm = before is "im" or "am" or "is" or "hes" or "shes" or "turned" or "just" || (before is "be" && said[amount.First - 2] is "will");
        return isAm && amount.Value is >= 1 and <= Oldest && EndsThere(said, amount.After);
    }

    // "Our son, 15 months, has ...".
    private static bool IsYoung(string word) => word is "son" or "daughter" or "baby" or "boy" or "girl" or "child" or "toddler" or "kid" or "infant" or "grandson" or "granddaughter" or "newborn";

    // "I'm 34" yes; "I'm 34 weeks pregnant", "he is 2 metres tall", "it is 7 out of 10" no.
    private static bool EndsThere(Said said, int i) =>
        i >= said.Count || said.BreaksBefore(i) || said[i] is "and" or "with" or "but" or "male" or "female" or "m" or "f" or "now" or "who" or "has" or "have" or "so" or "next" or "this" or "in" or "my" or "his" or "her" or "got" or "getting" or "gets" or "get";

    private static Reading Compound(Said said, System.Collections.Immutable.ImmutableArray<Amount> amounts)
    {
        // "3 years and 4 months"
        if (amounts.Length == 2 && said[amounts[0].After].StartsWith("year", StringComparison.Ordinal) && said[amounts[1].After].StartsWith("month", StringComparison.Ordinal))
        {
            return new Reading.Value(amounts[0].Value + (amounts[1].Value / MonthsInYear));
        }

        return new Reading.Ambiguous();
    }

    private static Reading InUnit(Said said, Amount amount)
    {
        var years = said[amount.After] switch
        {
            "month" or "months" or "mo" or "mos" or "mth" or "mths" => amount.Value / MonthsInYear,
            "week" or "weeks" or "wk" or "wks" => amount.Value / WeeksInYear,
            "day" or "days" => amount.Value / DaysInYear,
            _ => amount.Value,
        };
        return years <= Oldest ? new Reading.Value(years) : new Reading.Ambiguous();
    }
}
