using System.Runtime.CompilerServices;
using Spasms.Knowledge;

namespace Spasms.Dialog.Privacy;

/// <summary>Emergency, advice, crisis and poison lines of all country packs: nobody's own numbers.</summary>
internal sealed class ServiceNumbers
{
    private static readonly ConditionalWeakTable<KnowledgeBase, ServiceNumbers> Known = [];

    private readonly HashSet<string> _numbers;

    private ServiceNumbers(KnowledgeBase knowledge)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in knowledge.Countries.SelectMany(c => c.Entries))
        {
            foreach (var run in NumberRuns.In(entry.Text).Concat(NumberRuns.In(entry.Number)))
            {
                var digits = string.Concat(run.Groups.Select(g => g.Digits));
                numbers.Add(digits);

                // Toll-free numbers are written with their 1 or without.
                if (digits is ['1', .. { Length: 10 } rest])
                {
                    numbers.Add(rest);
                }
            }
        }

        numbers.RemoveWhere(n => n.Length < 3);
        _numbers = numbers;
    }

    /// <summary>Those of a content.</summary>
    public static ServiceNumbers Of(KnowledgeBase knowledge) => Known.GetValue(knowledge, static k => new ServiceNumbers(k));

    /// <summary>True when the groups together are one of them, its country code in front or not.</summary>
    public bool IsOne(IEnumerable<DigitGroup> groups)
    {
        var digits = string.Concat(groups.Select(g => g.Digits));
        return _numbers.Contains(digits)
            || (digits.Length is >= 10 and <= 14 && _numbers.Any(n => n.Length >= 8 && digits.Length - n.Length <= 3 && digits.EndsWith(n.TrimStart('0'), StringComparison.Ordinal)));
    }

    /// <summary>How many groups from this one on are a long one of them, or 0.</summary>
    public int At(IReadOnlyList<DigitGroup> groups, int from)
    {
        var digits = "";
        for (var to = from; to < groups.Count && digits.Length < 12; to++)
        {
            digits += groups[to].Digits;
            if (digits.Length >= 7 && _numbers.Contains(digits))
            {
                return to - from + 1;
            }
        }

        return 0;
    }

    /// <summary>True when the groups are nothing but such numbers, one behind the other: "911 112 999".</summary>
    public bool Are(IReadOnlyList<DigitGroup> groups)
    {
        var ends = new bool[groups.Count + 1];
        ends[0] = true;
        for (var from = 0; from < groups.Count; from++)
        {
            var digits = "";
            for (var to = from; ends[from] && to < groups.Count && digits.Length < 12; to++)
            {
                digits += groups[to].Digits;
                ends[to + 1] |= _numbers.Contains(digits);
            }
        }

        return ends[^1];
    }
}
