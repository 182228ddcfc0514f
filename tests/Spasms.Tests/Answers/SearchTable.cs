using System.Globalization;
using System.Text;

namespace Spasms.Tests.Answers;

/// <summary>The printed table of the measurement.</summary>
internal static class SearchTable
{
    /// <summary>One line a file and part: right, in part and false alarms, each with its 95 % interval.</summary>
    public static string Of(IReadOnlyCollection<Judged> judged)
    {
        var table = new StringBuilder();
        table.AppendLine("part  file          cases  right                 in part               abstain  triage  emergency             cited");
        foreach (var group in judged.GroupBy(j => (j.Case.Held, j.Case.File)).OrderBy(g => g.Key.Held).ThenBy(g => g.Key.File, StringComparer.Ordinal))
        {
            var all = group.Count();
            table.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(group.Key.Held ? "held" : "tune"),-5} {group.Key.File,-13} {all,5}  {Share(group.Count(j => j.Right), all)} {Share(group.Count(j => j.InPart), all)} {Percent(group, "abstain"),7:F1} {Percent(group, "triage"),7:F1} {Share(group.Count(j => j.Kinds.Contains("emergency")), all)} {Cited(group)}"));
        }

        return table.ToString();
    }

    // Of the cases that name passages, the share whose reply cites one of them.
    private static string Cited(IEnumerable<Judged> group)
    {
        var named = group.Where(j => j.Cites is not null).ToArray();
        return named.Length == 0 ? "" : Share(named.Count(j => j.Cites == true), named.Length) + string.Create(CultureInfo.InvariantCulture, $" of {named.Length}");
    }

    private static double Percent(IEnumerable<Judged> group, string kind) =>
        100.0 * group.Count(j => j.Kinds.Contains(kind)) / group.Count();

    /// <summary>A share in percent with its Wilson interval.</summary>
    public static string Share(int hits, int all)
    {
        var (low, high) = Wilson(hits, all);
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * hits / all,5:F1} ({100 * low,5:F1} to {100 * high,5:F1})");
    }

    /// <summary>The 95 % score interval of a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927).</summary>
    public static (double Low, double High) Wilson(int hits, int all)
    {
        const double Z = 1.959964;
        var share = (double)hits / all;
        var middle = share + (Z * Z / (2 * all));
        var spread = Z * Math.Sqrt((share * (1 - share) / all) + (Z * Z / (4.0 * all * all)));
        var scale = 1 + (Z * Z / all);
        return (Math.Max(0, (middle - spread) / scale), Math.Min(1, (middle + spread) / scale));
    }
}
