using System.Text.RegularExpressions;
using Spasms.Knowledge;
using Spasms.Knowledge.Yaml;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Wire;

/// <summary>The table that ties items of OWASP's ASVS 5.0 to the tests that show them: each named test must be there.</summary>
public sealed partial class AsvsTests
{
    private const string Table = "tests/security/asvs.yaml";

    [Fact]
    public void Every_item_names_a_test_that_exists()
    {
        var tests = Directory.EnumerateFiles(Repo.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(f => Fact().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileNameWithoutExtension(f)}.{m.Groups[1].Value}"))
            .Concat(Directory.EnumerateFiles(Repo.PathOf("tests/protocol"), "*.json").Select(f => "protocol/" + Path.GetFileNameWithoutExtension(f)))
            .ToHashSet(StringComparer.Ordinal);
        var items = Item().Matches(Repo.Read(Table));
        Assert.True(items.Count >= 30, $"{items.Count} items");
        Assert.Equal(items.Count, items.Select(m => m.Groups["id"].Value).Distinct().Count());
        Assert.All(items, m => Assert.All(m.Groups["tests"].Value.Split(", "), t => Assert.Contains(t, tests)));
    }

    [Fact]
    public void The_table_is_whole()
    {
        var bag = new DiagnosticBag();
        YamlText.Parse(Table, Repo.Read(Table), bag);
        Assert.Empty(bag.ToSorted());
        Assert.Equal(Repo.Read(Table).Split('\n').Count(l => l.StartsWith("- id:", StringComparison.Ordinal)), Item().Count(Repo.Read(Table)));
    }

    [GeneratedRegex(@"public (?:async Task|void|Task) (\w+)\(")]
    private static partial Regex Fact();

    [GeneratedRegex(@"^- id: (?<id>V\d+\.\d+\.\d+)\n  says: [^\n]+\n  tests: (?<tests>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Item();
}
