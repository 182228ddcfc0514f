using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Tests.Compiling;

/// <summary>Knowledge files for tests, as the host would read them.</summary>
internal static class KnowledgeFiles
{
    /// <summary>The real knowledge folder.</summary>
    public static ImmutableArray<SourceFile> Real { get; } = In(Repo.Knowledge);

    /// <summary>A small whole set that compiles without a word.</summary>
    public static ImmutableArray<SourceFile> Good { get; } = In(Repo.PathOf("tests/Spasms.Tests/Knowledge/samples/good"));

    /// <summary>The files with one of them replaced, added, or (null) taken away.</summary>
    public static ImmutableArray<SourceFile> With(this ImmutableArray<SourceFile> files, string path, string? text)
    {
        var others = files.RemoveAll(f => f.Path == path);
        return text is null ? others : others.Add(new SourceFile(path, text));
    }

    private static ImmutableArray<SourceFile> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetExtension(p) is ".md" or ".yaml" or ".txt" && !Path.GetFileName(p).StartsWith("README", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(p => new SourceFile(Path.GetRelativePath(folder, p).Replace('\\', '/'), File.ReadAllText(p))),
    ];
}
