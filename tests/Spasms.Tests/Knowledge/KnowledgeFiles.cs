using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Tests.Compiling;

/// <summary>Knowledge files for tests: the real ones, read once, and a small whole set that compiles without a fault.</summary>
internal static class KnowledgeFiles
{
    /// <summary>The real knowledge folder, as the host reads it.</summary>
    public static ImmutableArray<SourceFile> Real { get; } =
    [
        .. Directory.EnumerateFiles(Repo.Knowledge, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetExtension(p) is ".md" or ".yaml" or ".txt" && !Path.GetFileName(p).StartsWith("README", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(p => new SourceFile(Path.GetRelativePath(Repo.Knowledge, p).Replace('\\', '/'), File.ReadAllText(p))),
    ];
}
