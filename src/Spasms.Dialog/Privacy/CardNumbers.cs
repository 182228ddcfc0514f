namespace Spasms.Dialog.Privacy;

/// <summary>Knows card numbers: 13 to 19 digits (ISO/IEC 7812) whose last is the check digit of the others (Luhn).</summary>
internal static class CardNumbers
{
    private const int Fewest = 13;
    private const int Most = 19;

    /// <summary>How many groups from this one on make a card number, the most first; 0 for none.</summary>
    public static int At(IReadOnlyList<DigitGroup> groups, int from)
    {
        var digits = "";
        var best = 0;
        for (var to = from; to < groups.Count && digits.Length + groups[to].Length <= Most; to++)
        {
            // People write cards in fours, never in ones and twos, which are lists.
            if (to > from && groups[to - 1].Length < 4)
            {
                break;
            }

            digits += groups[to].Digits;
            if (digits.Length >= Fewest && IsLuhn(digits) && !AreYears(groups, from, to))
            {
                best = to - from + 1;
            }
        }

        return best;
    }

    private static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    private static bool AreYears(IReadOnlyList<DigitGroup> groups, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (!PlainNumbers.IsYear(groups[i]))
            {
                return false;
            }
        }

        return true;
    }
}
