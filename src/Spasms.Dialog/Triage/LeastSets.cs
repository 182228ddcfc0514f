using System.Collections.Immutable;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>The finite partition by which a book is checked and compared.</summary>
internal static class LeastSets
{
    /// <summary>Every least choice of findings that meets a condition: all of "all", one of each group, one of "unsure".</summary>
    public static IEnumerable<ImmutableArray<(int Finding, Truth Truth)>> Of(Condition when)
    {
        IEnumerable<ImmutableArray<(int, Truth)>> sets = [[.. when.All.Select(t => (t.Finding, t.Least))]];
        foreach (var group in when.Any)
        {
            sets = sets.SelectMany(s => group.Select(t => s.Add((t.Finding, t.Least))));
        }

        return when.Unsure.IsEmpty ? sets : sets.SelectMany(s => when.Unsure.Select(f => s.Add((f, Truth.Unknown))));
    }
}
