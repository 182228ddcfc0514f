using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spasms.Tests.House;

/// <summary>What a reviewer would otherwise have to say again and again. Patterns are spelt so that this file keeps them too.</summary>
public sealed partial class TidyTests
{
    private const int MostLines = 400;

    private static readonly string[] Texts = [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".yaml", ".yml", ".txt", ".chat", ".js", ".mjs", ".css", ".html", ".editorconfig", ".gitignore"];

    private static IEnumerable<string> TextFiles =>
        SourceTree.Files().Where(f => Texts.Contains(Path.GetExtension(f)) || f.StartsWith(".ci/", StringComparison.Ordinal));

    [Fact]
    public void No_code_file_is_longer_than_four_hundred_lines() =>
        Check.None(SourceTree.Code().Where(f => Repo.Read(f).Split('\n').Length > MostLines + 1));

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Exception"];

        Check.None(SourceTree.Lines(SourceTree.Code(), l => words.Any(w => Regex.IsMatch(l, $@"\b{w}\b"))));
    }

    [Fact]
    public void No_fault_is_swallowed() =>
        Check.None(SourceTree.Code().Where(f => EmptyCatch().IsMatch(Repo.Read(f))));

    [Fact]
    public void No_test_is_switched_off() =>
        Check.None(SourceTree.Lines(SourceTree.Code("tests"), l => SwitchedOff().IsMatch(l)));

    [Fact]
    public void The_tree_names_no_machine()
    {
        string[] places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "C:" + "\\"];

        Check.None(SourceTree.Lines(TextFiles, l => places.Any(p => Regex.IsMatch(l, @"(?<![\w/.:-])" + Regex.Escape(p)))));
    }

    [Fact]
    public void Packages_come_from_wherever_the_machine_gets_them()
    {
        var files = SourceTree.Files();

        Check.None(files.Where(f => Path.GetFileName(f).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)));
        Check.None(SourceTree.Lines(files.Where(f => Path.GetFileName(f) is ".npmrc" or ".yarnrc"), l => l.Contains("://", StringComparison.Ordinal)));
        Check.None(files.Where(f => f.EndsWith("package-lock.json", StringComparison.Ordinal)).SelectMany(ForeignRegistries));
    }

    [Fact]
    public void Classes_are_sealed() =>
        Check.None(SourceTree.Lines(SourceTree.Code("src"), l => Unsealed().IsMatch(l)));

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Check.None(SourceTree.Lines(SourceTree.Code("src"), l => EmptyName().IsMatch(l)));

    [Fact]
    public void The_house_and_the_code_have_their_readmes() =>
        Assert.All(["README.md", "src/README.md", "knowledge/README.md"], f => Assert.True(File.Exists(Repo.PathOf(f)), f));

    private static IEnumerable<string> ForeignRegistries(string file)
    {
        using var json = JsonDocument.Parse(Repo.Read(file));
        return Resolved().IsMatch(json.RootElement.GetRawText()) ? [file] : [];
    }

    [GeneratedRegex(@"\bcatch\s*(\([^()]*\))?\s*(when\s*\(.*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*\bSkip\s*=")]
    private static partial Regex SwitchedOff();

    [GeneratedRegex("\"resolved\":\\s*\"https?://")]
    private static partial Regex Resolved();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|partial|readonly)\s+)*(?:class|record(?!\s+struct))\s+\w+")]
    private static partial Regex Unsealed();

    [GeneratedRegex(@"\b(?:class|record|struct)\s+\w*(?:Manager|Helper|Service|(?<!Knowledge)Base|Util|Utils)\b")]
    private static partial Regex EmptyName();
}
