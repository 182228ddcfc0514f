using System.Collections.Immutable;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Cli;

/// <summary><c>diff-triage</c> lists which answers have another level in another version of the questionnaire.</summary>
internal static class DiffTriageVerb
{
    private const string FileName = "triage.yaml";
    private const int MostExamples = 5;

    /// <summary>Compares two versions and prints what moved, up first; false when one of them can't be read.</summary>
    /// <param name="old">The old triage.yaml, or a folder that holds it.</param>
    /// <param name="now">The new one.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="faults">Where faults of the files go.</param>
    public static bool Print(string old, string now, TextWriter output, TextWriter faults)
    {
        if (Read(old, faults) is not { } before || Read(now, faults) is not { } after)
        {
            return false;
        }

        var difference = TriageDiff.Between(before, after);
        output.WriteLine($"old {before.Hash}");
        output.WriteLine($"new {after.Hash}{(after.RulesHash == before.RulesHash ? ", the same rules" : "")}{(after.IsApproved ? "" : ", not approved")}");
        output.WriteLine($"{difference.Compared} sets of answers compared, {difference.Moves.Length} moved: every single finding, pair of findings and least set of a rule, of both versions.");
        Print("up", [.. difference.Moves.Where(m => m.Becomes > m.Was)], output);
        Print("down", [.. difference.Moves.Where(m => m.Becomes < m.Was)], output);
        return true;
    }

    private static void Print(string way, ImmutableArray<TriageMove> moves, TextWriter output)
    {
        output.WriteLine($"{way}: {moves.Length}");
        foreach (var group in moves.GroupBy(m => (m.Was, m.Becomes)).OrderByDescending(g => g.Key))
        {
            output.WriteLine($"  {Levels.Name(group.Key.Was)} to {Levels.Name(group.Key.Becomes)}: {group.Count()}");
            foreach (var move in group.Take(MostExamples))
            {
                output.WriteLine($"    {move.Answers}  (rules: {string.Join(", ", move.OldRules)} -> {string.Join(", ", move.NewRules)})");
            }
        }
    }

    // An old version may break rules that the check has learned since; its levels can be compared all the same.
    private static bool IsAboutStyle(string code) => string.CompareOrdinal(code, "K309") >= 0 && code.StartsWith("K3", StringComparison.Ordinal);

    private static TriageBook? Read(string path, TextWriter faults)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        try
        {
            var bag = new DiagnosticBag();
            var book = TriageCompiler.Compile(new SourceFile(file, File.ReadAllText(file)), bag);
            foreach (var fault in bag.ToSorted())
            {
                faults.WriteLine(fault);
            }

            return bag.ToSorted().Any(f => f.Severity == Severity.Error && !IsAboutStyle(f.Code)) ? null : book;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.WriteLine(fault.Message);
            return null;
        }
    }
}
