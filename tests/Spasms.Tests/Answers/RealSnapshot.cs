using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Search;

namespace Spasms.Tests.Answers;

/// <summary>The snapshot of the real knowledge folder, made once for all tests.</summary>
internal static class RealSnapshot
{
    private static readonly Lazy<Snapshot> Made = new(Make);

    /// <summary>The snapshot, for the United States.</summary>
    public static Snapshot Value => Made.Value;

    private static Snapshot Make()
    {
        var files = Directory.EnumerateFiles(Repo.Knowledge, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".md" or ".yaml" or ".txt" && !Path.GetFileName(f).StartsWith("README", StringComparison.OrdinalIgnoreCase))
            .Select(f => new SourceFile(Path.GetRelativePath(Repo.Knowledge, f).Replace('\\', '/'), File.ReadAllText(f)))
            .ToArray();
        var compiled = KnowledgeCompiler.Compile(files);
        var knowledge = compiled.Knowledge
            ?? throw new InvalidOperationException(string.Join('\n', compiled.Diagnostics.Where(d => d.Severity == Severity.Error)));
        return new Snapshot(knowledge, PassageIndex.Build(knowledge.Passages, knowledge.Vocabulary), knowledge.Countries.First(c => c.Id == "US"));
    }
}
