using System.Globalization;
using System.Text;

namespace Spasms.Dialog.Privacy;

/// <summary>Digits that stand together.</summary>
/// <param name="Start">Offset of the first.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Digits">The digits as 0 to 9, whatever script they were written in.</param>
/// <param name="Join">What stands between the group before and this one; empty for the first.</param>
internal readonly record struct DigitGroup(int Start, int End, string Digits, string Join)
{
    /// <summary>How many digits.</summary>
    public int Length => Digits.Length;
}

/// <summary>Groups of digits with no more between them than phone and card numbers have.</summary>
/// <param name="Start">Offset of the first digit, or of the plus or bracket before it.</param>
/// <param name="HasPlus">True when a plus stands before it.</param>
/// <param name="HasBracket">True when an opening bracket stands right before its first digit.</param>
/// <param name="Groups">In order; one at least.</param>
internal sealed record NumberRun(int Start, bool HasPlus, bool HasBracket, IReadOnlyList<DigitGroup> Groups);

/// <summary>Cuts a text into its runs of digit groups.</summary>
internal static class NumberRuns
{
    private const int LongestJoin = 3;

    /// <summary>The runs, in order.</summary>
    public static IEnumerable<NumberRun> In(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsDigit(text[i]))
            {
                i++;
                continue;
            }

            var groups = new List<DigitGroup> { Group(text, i, "") };
            while (Join(text, groups) is { } join)
            {
                groups.Add(Group(text, groups[^1].End + join.Length, join));
            }

            yield return Run(text, i, groups);
            i = groups[^1].End;
        }
    }

    private static NumberRun Run(string text, int first, List<DigitGroup> groups)
    {
        var start = first;
        var bracket = start > 0 && text[start - 1] is '(' or '\uFF08' && groups.Exists(g => g.Join.Contains(')', StringComparison.Ordinal));
        start -= bracket ? 1 : 0;
        var plus = start > 0 && text[start - 1] is '+' or '\uFF0B';
        start -= plus ? 1 : 0;
        if (!plus && bracket is false && start > 1 && text[start - 1] == '(' && text[start - 2] == '+')
        {
            (plus, start) = (true, start - 2);
        }

        return new NumberRun(start, plus, bracket, groups);
    }

    private static DigitGroup Group(string text, int start, string join)
    {
        var digits = new StringBuilder();
        var end = start;
        for (; end < text.Length && char.IsDigit(text[end]); end++)
        {
            digits.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[end])));
        }

        return new DigitGroup(start, end, digits.ToString(), join);
    }

    private static string? Join(string text, List<DigitGroup> groups)
    {
        var from = groups[^1].End;
        var to = from;
        while (to < text.Length && to - from < LongestJoin && IsJoin(text[to], groups))
        {
            to++;
        }

        return to > from && to < text.Length && char.IsDigit(text[to]) ? text[from..to] : null;
    }

    // A slash parts dates, pressures and scales; only after a dialling code with its nought is it part of a number.
    private static bool IsJoin(char c, List<DigitGroup> groups) => c switch
    {
        ' ' or '-' or '.' or '(' or ')' or '_' => true,
        '\u00A0' or '\u2009' or '\u202F' or '\u2010' or '\u2011' or '\u2012' or '\u2013' => true,
        '\u200B' or '\u200D' or '\u2060' or '\u00AD' or '\uFEFF' => true,
        '/' => groups is [{ Length: >= 3 } code] && code.Digits[0] == '0',
        _ => false,
    };
}
