using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Dialog.Recognizers;

/// <summary>A number in a text: its value and the words it spans.</summary>
internal readonly record struct Amount(double Value, int First, int After);

/// <summary>Reads numbers in digits and in words: "twenty one", "a couple", "three and a half", "half".</summary>
internal static class NumberReader
{
    private static readonly Dictionary<string, double> Small = Table(
        "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 couple 2 few 3 several 5 dozen 12 once 1 twice 2");

    private static readonly Dictionary<string, double> Tens = Table(
        "twenty 20 thirty 30 forty 40 fourty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90");

    /// <summary>The only number, or ambiguous when there are several different ones.</summary>
    public static Reading Read(Said said)
    {
        var amounts = All(said);
        return amounts.Select(a => a.Value).Distinct().Count() switch
        {
            0 => new Reading.Unread(),
            1 => new Reading.Value(amounts[0].Value),
            _ => new Reading.Ambiguous(),
        };
    }

    /// <summary>Every number in order.</summary>
    public static ImmutableArray<Amount> All(Said said)
    {
        var found = ImmutableArray.CreateBuilder<Amount>();
        var i = 0;
        while (i < said.Count)
        {
            if (At(said, i) is { } amount)
            {
                found.Add(amount);
                i = amount.After;
            }
            else
            {
                i++;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a word alone is a number.</summary>
    public static bool IsNumber(string word) => Digits(word) is not null || Tens.ContainsKey(word) || Small.ContainsKey(word);

    private static Amount? At(Said said, int i)
    {
        var word = said[i];
        if (word is "half")
        {
            return new Amount(0.5, i, said[i + 1] is "a" or "an" ? i + 2 : i + 1);
        }

        if (word is "quarter" && said[i + 1] is "of")
        {
            return new Amount(0.25, i, said[i + 2] is "a" or "an" ? i + 3 : i + 2);
        }

        if (Digits(word) is { } digits)
        {
            return Half(said, new Amount(digits, i, i + 1));
        }

        if (Tens.TryGetValue(word, out var tens))
        {
            return Small.TryGetValue(said[i + 1], out var unit) && unit is > 0 and < 10
                ? new Amount(tens + unit, i, i + 2)
                : new Amount(tens, i, i + 1);
        }

        if (Small.TryGetValue(word, out var small))
        {
            if (said[i + 1] == "quarters")
            {
                return new Amount(small / 4, i, said[i + 2] == "of" ? (said[i + 3] is "a" or "an" ? i + 4 : i + 3) : i + 2);
            }

            if (said[i + 1] == "hundred")
            {
                return new Amount(small * 100, i, i + 2);
            }

            return Half(said, new Amount(small, i, said[i + 1] == "of" && word is "couple" ? i + 2 : i + 1));
        }

        return word is "hundred" ? new Amount(100, i, i + 1) : null;
    }

    // "three and a half", and "a year and a half" with the unit between.
    private static Amount Half(Said said, Amount amount)
    {
        var after = amount.After;
        return said[after] == "and" && said[after + 1] == "a" && said[after + 2] == "half"
            ? new Amount(amount.Value + 0.5, amount.First, after + 3)
            : amount;
    }

    private static double? Digits(string word) =>
        double.TryParse(word.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1e6 ? value : null;

    private static Dictionary<string, double> Table(string pairs)
    {
        var parts = pairs.Split(' ');
        var table = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i += 2)
        {
            table.Add(parts[i], double.Parse(parts[i + 1], CultureInfo.InvariantCulture));
        }

        return table;
    }
}
