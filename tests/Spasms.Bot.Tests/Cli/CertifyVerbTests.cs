using System.Text.Json.Nodes;
using Spasms.Bot.Cli;
using Spasms.Dialog;
using Spasms.Knowledge;

namespace Spasms.Bot.Tests.Cli;

public sealed class CertifyVerbTests
{
    private static readonly Snapshot Real = RealContent.In("US");

    [Fact]
    public void The_certificate_names_what_it_is_of_what_was_proved_and_what_was_not()
    {
        var (proved, json) = Certify(Real);

        Assert.True(proved);
        Assert.Equal(Real.Knowledge.Hash, (string?)json["content"]);
        Assert.Equal(Real.Knowledge.Triage.RulesHash, (string?)json["rules"]);
        Assert.True((int?)json["states"] > 10_000);
        Assert.Contains("findings rightly read", (string?)json["scope"], StringComparison.Ordinal);
        Assert.All((JsonArray)json["properties"]!, p => Assert.True((bool?)p!["proved"]));
    }

    [Fact]
    public void A_changed_level_gives_a_counter_example()
    {
        var book = Real.Knowledge.Triage;
        var rule = book.Rule("chest-pain")!;
        var changed = book with { Rules = book.Rules.Replace(rule, rule with { Level = Urgency.Urgent }) };

        var (proved, json) = Certify(Real with { Knowledge = Real.Knowledge with { Triage = changed } });

        Assert.False(proved);
        Assert.Contains((JsonArray)json["properties"]!, p => p!["counterExample"] is not null);
    }

    [Fact]
    public void It_is_written_to_a_file_too_and_says_where_it_can_not()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var output = new StringWriter();
        using var faults = new StringWriter();

        Assert.True(CertifyVerb.Run(Real, file, output, faults));
        Assert.Equal(output.ToString(), File.ReadAllText(file));
        Assert.True((int?)JsonNode.Parse(output.ToString())!["questions"]!["median"] <= 12);
        Assert.True((int?)JsonNode.Parse(output.ToString())!["emergencyQuestions"]!["median"] <= 8);
        File.Delete(file);

        Assert.False(CertifyVerb.Run(Real, Path.Combine(file, "no", "folder"), TextWriter.Null, faults));
        Assert.NotEmpty(faults.ToString());
    }

    private static (bool Proved, JsonNode Json) Certify(Snapshot snapshot)
    {
        using var output = new StringWriter();
        var proved = CertifyVerb.Print(snapshot, output);
        return (proved, JsonNode.Parse(output.ToString())!);
    }
}
