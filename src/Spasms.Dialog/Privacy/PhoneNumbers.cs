using System.Text.RegularExpressions;

namespace Spasms.Dialog.Privacy;

/// <summary>Finds phone and card numbers in a run of digit groups.</summary>
internal static partial class PhoneNumbers
{
    /// <summary>Adds where each stands.</summary>
    public static void Find(string text, NumberRun run, ServiceNumbers services, List<(int Start, int End)> found)
    {
        var groups = Groups(text, run);
        if (services.Are(groups))
        {
            return;
        }

        for (var i = 0; i < groups.Count;)
        {
            var card = CardNumbers.At(groups, i);
            var count = card > 0 ? card : Math.Max(services.At(groups, i), PlainNumbers.DateAt(groups, i));
            if (card == 0 && count == 0)
            {
                count = At(text, run, groups, i);
                card = count > 0 && !services.IsOne(groups.Skip(i).Take(count)) ? count : 0;
            }

            if (card > 0)
            {
                var start = i == 0 ? run.Start : Start(groups[i]);
                found.Add((start, Extension().Match(text, groups[i + count - 1].End) is { Success: true } more ? more.Index + more.Length : groups[i + count - 1].End));
            }

            i += Math.Max(1, count);
        }
    }

    // A small number with its unit behind it is a thing of its own: "07700 900123 34 years".
    private static IReadOnlyList<DigitGroup> Groups(string text, NumberRun run) =>
        run.Groups is [.., _, { Length: <= 3, Join: " " } last] && PlainNumbers.HasUnit(text, last.End) ? [.. run.Groups.SkipLast(1)] : run.Groups;

    private static int Start(DigitGroup group) => group.Join.EndsWith('(') ? group.Start - 1 : group.Start;

    private static int At(string text, NumberRun run, IReadOnlyList<DigitGroup> groups, int i)
    {
        var first = groups[i];
        if (i == 0 && run.HasPlus)
        {
            return Take(groups, i, 8, first.Digits[0] == '1' ? 11 : 13);
        }

        if (first.Digits.StartsWith("00", StringComparison.Ordinal) && Take(groups, i, 10, 15) is var abroad and > 0)
        {
            return abroad;
        }

        if (American(groups, i) is var american and > 0)
        {
            return american;
        }

        if ((i == 0 && run.HasBracket) || (i > 0 && first.Join.EndsWith('(')))
        {
            return Take(groups, i, 7, 11);
        }

        return first.Digits[0] == '0' ? National(groups, i) : Unmarked(text, groups, i);
    }

    // North American Numbering Plan: area code and exchange begin with 2 to 9; a 1 may stand in front.
    private static int American(IReadOnlyList<DigitGroup> groups, int i)
    {
        var lead = groups[i].Digits == "1" ? 1 : 0;
        if (i + lead + 2 >= groups.Count || PlainNumbers.AreCounts(groups.Skip(i + lead).Take(3)))
        {
            return 0;
        }

        var (area, exchange, line) = (groups[i + lead], groups[i + lead + 1], groups[i + lead + 2]);
        return area.Length == 3 && exchange.Length == 3 && line.Length == 4 && area.Digits[0] >= '2' && exchange.Digits[0] >= '2' ? 3 + lead : 0;
    }

    private static int National(IReadOnlyList<DigitGroup> groups, int i)
    {
        // A nought and a point begin a fraction.
        if (i + 1 < groups.Count && groups[i].Length == 1 && groups[i + 1].Join == ".")
        {
            return 0;
        }

        if (groups[i].Length >= 8)
        {
            return 1;
        }

        var count = Take(groups, i, 9, 11);
        var taken = groups.Skip(i).Take(count).ToArray();
        return Array.TrueForAll(taken, g => g.Length <= 2) && taken.Sum(g => g.Length) != 10 ? 0 : count;
    }

    // No plus, no bracket, no nought in front: as long as numbers are, and no list, count or dose.
    private static int Unmarked(string text, IReadOnlyList<DigitGroup> groups, int i)
    {
        var first = groups[i];
        var isAsked = Cue().IsMatch(text[Math.Max(0, first.Start - 48)..first.Start]);
        if (i > 0 && first.Join == ".")
        {
            return 0;
        }

        var isAlone = i + 1 == groups.Count || groups[i + 1].Join != ".";
        if (isAlone && first.Length is >= 9 and <= 15)
        {
            return PlainNumbers.HasUnit(text, first.End) || first.Digits.EndsWith("00000", StringComparison.Ordinal) ? 0 : 1;
        }

        if (isAlone && isAsked && first.Length is 7 or 8)
        {
            return PlainNumbers.HasUnit(text, first.End) ? 0 : 1;
        }

        if (first.Start > 0 && char.IsLetter(text[first.Start - 1]))
        {
            return 0;
        }

        var count = Take(groups, i, 9, 11);
        if (count > 1 && IsGrouped(text, [.. groups.Skip(i).Take(count)]))
        {
            return count;
        }

        return Local(text, groups, i, isAsked);
    }

    private static bool IsGrouped(string text, DigitGroup[] taken) =>
        taken[0].Length >= 2
        && Array.TrueForAll(taken, g => g.Length is >= 2 and <= 8)
        && Array.Exists(taken, g => g.Length >= 3)
        && taken.Skip(1).Select(g => g.Join == ".").Distinct().Count() == 1
        && (taken.Length > 2 || taken[1].Join != ".")
        && !PlainNumbers.AreCounts(taken)
        && !PlainNumbers.HasUnit(text, taken[^1].End);

    // Seven or eight digits: 555-1234 as it is, other forms where the words before say what it is.
    private static int Local(string text, IReadOnlyList<DigitGroup> groups, int i, bool isAsked)
    {
        var count = Take(groups, i, 7, 8);
        DigitGroup[] taken = [.. groups.Skip(i).Take(count)];
        if (count < 2 || taken[0].Digits[0] < '2' || PlainNumbers.AreCounts(taken) || PlainNumbers.HasUnit(text, taken[^1].End))
        {
            return 0;
        }

        return isAsked || taken is [{ Length: 3 }, { Length: 4, Join: "-" or "\u2011" }] ? count : 0;
    }

    // The most groups with no more than so many digits, where those are enough; a lone last digit is left.
    private static int Take(IReadOnlyList<DigitGroup> groups, int i, int least, int most)
    {
        var (total, count) = (0, 0);
        while (i + count < groups.Count && total + groups[i + count].Length <= most && !(total >= least && groups[i + count].Length < 2))
        {
            total += groups[i + count].Length;
            count++;
        }

        return total >= least ? count : 0;
    }

    [GeneratedRegex(@"\b(?:phones?|telephone|tel|call|ring|text|mobile|my cell|cell phone|whatsapp|reach me|contact|fax|dial|number is|number:)\b[^0-9]{0,20}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cue();

    [GeneratedRegex(@"\G ?(?:ext\.?|extension|x) ?\d{1,6}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
