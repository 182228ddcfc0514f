using Spasms.Bot.Cli;

namespace Spasms.Bot.Tests.Cli;

public sealed class DiffTriageVerbTests
{
    private static readonly string Folder = Settings.Read([]).Settings!.KnowledgeFolder;

    [Fact]
    public void It_lists_what_moved_with_counts_examples_and_rules()
    {
        var old = Write(File.ReadAllText(Path.Combine(Folder, "triage.yaml")).Replace("  - id: heartbeat\n    level: urgent", "  - id: heartbeat\n    level: routine", StringComparison.Ordinal));

        var (read, output, _) = Diff(old, Folder);

        Assert.True(read);
        Assert.Contains("down: 0", output, StringComparison.Ordinal);
        Assert.Contains("  routine to urgent: ", output, StringComparison.Ordinal);
        Assert.Contains("    symptoms: heartbeat  (rules: heartbeat -> heartbeat)", output, StringComparison.Ordinal);
        File.Delete(old);
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_no_questionnaire_is_refused()
    {
        var (read, output, faults) = Diff(Folder, Path.Combine(Folder, "nothing.yaml"));
        Assert.False(read);
        Assert.Empty(output);
        Assert.NotEmpty(faults);

        var broken = Write("rules: [");
        Assert.False(Diff(broken, Folder).Read);
        File.Delete(broken);
    }

    private static string Write(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, text);
        return file;
    }

    private static (bool Read, string Output, string Faults) Diff(string old, string now)
    {
        using var output = new StringWriter();
        using var faults = new StringWriter();
        return (DiffTriageVerb.Print(old, now, output, faults), output.ToString(), faults.ToString());
    }
}
