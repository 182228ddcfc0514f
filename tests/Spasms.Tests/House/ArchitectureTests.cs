using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spasms.Tests.House;

public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Spasms.Knowledge"] = [],
        ["Spasms.Search"] = ["Spasms.Knowledge"],
        ["Spasms.Dialog"] = ["Spasms.Search"],
        ["Spasms.Protocol"] = [],
        ["Spasms.Storage"] = ["Spasms.Protocol"],
        ["Spasms.Bot"] = ["Spasms.Dialog", "Spasms.Storage"],
        ["Spasms.Search.Lucene"] = ["Spasms.Search"],
        ["Spasms.Dialog.RecognizersText"] = ["Spasms.Dialog"],
        ["Spasms.Bot.BotBuilder"] = ["Spasms.Bot"],
        ["Spasms.Bot.Packages"] = ["Spasms.Bot", "Spasms.Bot.BotBuilder", "Spasms.Dialog.RecognizersText", "Spasms.Search.Lucene"],
    };

    // They stand on packages that not every feed has.
    private static readonly string[] Adapters = ["Spasms.Search.Lucene", "Spasms.Dialog.RecognizersText", "Spasms.Bot.BotBuilder", "Spasms.Bot.Packages"];

    private static readonly string[] PureProjects = ["Spasms.Knowledge", "Spasms.Search", "Spasms.Dialog", "Spasms.Protocol"];

    private static readonly string[] Ports = ["IConversationStore", "IPassageIndex", "IRecognizer"];

    public static TheoryData<string> Projects => [.. SourceTree.Files("src").Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_points_only_where_the_design_allows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);

        Assert.True(Arrows.TryGetValue(name, out var allowed), $"{name} is not in the house: give it its arrows here.");
        Assert.Equal(allowed, Project(path).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_the_house_exists() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Projects.Select(p => Path.GetFileNameWithoutExtension(p.Data)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_pure_projects_are_held_to_it_and_the_others_are_not(string path) =>
        Assert.Equal(
            PureProjects.Contains(Path.GetFileNameWithoutExtension(path)),
            Project(path).Descendants("Pure").Any(p => p.Value == "true"));

    [Fact]
    public void The_default_solution_needs_no_package_that_a_feed_may_lack() =>
        Check.None(Adapters.Append("Spasms.Packages.Tests").Where(Repo.Read("Spasms.Bot.sln").Contains));

    [Fact]
    public void The_ports_are_the_only_interfaces()
    {
        var found = SourceTree.Code("src").SelectMany(f => Interface().Matches(Repo.Read(f)).Select(m => m.Groups[1].Value));

        Check.None(found.Except(Ports));
    }

    [Fact]
    public void The_wire_knows_nothing_of_spasms()
    {
        var code = SourceTree.Code("src/Spasms.Protocol").Concat(SourceTree.Code("src/Spasms.Storage"));

        Check.None(SourceTree.Lines(code, l => Reference().IsMatch(l)));
    }

    private static XDocument Project(string path) => XDocument.Parse(Repo.Read(path));

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|partial)\s+)*interface\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Interface();

    [GeneratedRegex(@"Spasms\.(Knowledge|Search|Dialog|Bot)\b(?!\.Tests)")]
    private static partial Regex Reference();
}
