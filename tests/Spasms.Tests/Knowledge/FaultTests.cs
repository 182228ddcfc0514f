using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Knowledge;
using Spasms.Knowledge.Yaml;
using Spasms.Tests.House;

namespace Spasms.Tests.Compiling;

public sealed partial class FaultTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>One row of samples/faults.yaml.</summary>
    public sealed record Fault(string Code, string File, string? Replace, string? With, string At, IReadOnlyList<string> Also)
    {
        public override string ToString() => $"{Code} {File} {At}";
    }

    public static TheoryData<int, string> Rows => [.. Faults.Select((f, i) => (i, f.ToString()))];

    private static readonly ImmutableArray<Fault> Faults = ReadFaults();

    [Fact]
    public void The_good_samples_compile_without_a_word()
    {
        var compilation = KnowledgeCompiler.Compile(KnowledgeFiles.Good, Today);

        Assert.Equal("", string.Join('\n', compilation.Diagnostics));
        Assert.NotNull(compilation.Knowledge);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fault_is_reported_with_its_code_at_its_place(int row, string name)
    {
        var fault = Faults[row];
        var compilation = KnowledgeCompiler.Compile(Put(fault), Today);
        var found = string.Join('\n', compilation.Diagnostics);

        Assert.True(
            compilation.Diagnostics.Any(d => d.Code == fault.Code && d.File == fault.File && $"{d.Line}:{d.Column}" == fault.At),
            $"{name} is not among:\n{found}");
        Assert.True(compilation.Diagnostics.All(d => d.Code == fault.Code || fault.Also.Contains(d.Code)), $"{name} brings others along:\n{found}");
        Assert.All(compilation.Diagnostics, d => Assert.True(d.Message.Length > 20 && d.Message[^1] is '.' or '?', d.ToString()));
    }

    [Fact]
    public void Every_code_of_the_table_has_a_sample()
    {
        // Reading the disk is the host's business: its tests show these.
        string[] elsewhere = [Codes.NotText, Codes.Unreadable, Codes.UnknownCountry];

        Assert.Equal(
            Codes.All.Select(c => c.Code).Except(elsewhere),
            Faults.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_in_the_source_is_in_the_table()
    {
        var used = SourceTree.Code("src").SelectMany(f => Code().Matches(Repo.Read(f)).Select(m => m.Groups[1].Value));

        Assert.Equal(Codes.All.Select(c => c.Code), used.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_are_unique_and_in_order() =>
        Assert.Equal(Codes.All.Select(c => c.Code).Distinct().Order(StringComparer.Ordinal), Codes.All.Select(c => c.Code));

    [Fact]
    public void Several_faults_are_all_reported_at_once()
    {
        var article = KnowledgeFiles.Good.Single(f => f.Path == "articles/cramps.md").Text
            .Replace("2026-01-31", "soon", StringComparison.Ordinal)
            .Replace("#help", "#what", StringComparison.Ordinal)
            .Replace("can end a cramp.", "can *end* a cramp", StringComparison.Ordinal);
        var country = KnowledgeFiles.Good.Single(f => f.Path == "countries/US.yaml").Text
            .Replace("Call 911 now.", "Call now.", StringComparison.Ordinal);

        var compilation = KnowledgeCompiler.Compile(KnowledgeFiles.Good.With("articles/cramps.md", article).With("countries/US.yaml", country));

        Assert.Null(compilation.Knowledge);
        Assert.Equal(
            ["articles/cramps.md:9:11 K021", "articles/cramps.md:25:16 K028", "articles/cramps.md:27:1 K042", "articles/cramps.md:27:33 K041", "countries/US.yaml:6:42 K081"],
            compilation.Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Code}"));
    }

    private static ImmutableArray<SourceFile> Put(Fault fault)
    {
        if (fault.Replace is null)
        {
            return KnowledgeFiles.Good.With(fault.File, fault.With);
        }

        var text = KnowledgeFiles.Good.Single(f => f.Path == fault.File).Text;
        var at = text.IndexOf(fault.Replace, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{fault}: '{fault.Replace}' is not in the good file.");
        return KnowledgeFiles.Good.With(fault.File, text[..at] + fault.With + text[(at + fault.Replace.Length)..]);
    }

    private static ImmutableArray<Fault> ReadFaults()
    {
        const string Path = "tests/Spasms.Tests/Knowledge/samples/faults.yaml";
        var bag = new DiagnosticBag();
        var rows = ((Node.List)YamlText.Parse(Path, Repo.Read(Path), bag)!).Items.Select(n => new MapReader(n, bag));
        ImmutableArray<Fault> faults =
        [
            .. rows.Select(r => new Fault(r.Text("code"), r.Text("file"), r.OptionalText("replace"), r.OptionalText("with"), r.Text("at"), r.Texts("also"))),
        ];
        Assert.Empty(bag.ToSorted());
        return faults;
    }

    [GeneratedRegex("\"(K[0-9]{3})\"")]
    private static partial Regex Code();
}
