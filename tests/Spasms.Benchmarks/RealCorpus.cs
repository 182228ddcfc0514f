using Spasms.Knowledge;

namespace Spasms.Benchmarks;

/// <summary>The knowledge folder of this repository, found upwards from the program.</summary>
internal static class RealCorpus
{
    /// <summary>The folder that holds Spasms.Bot.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Its knowledge folder, compiled.</summary>
    public static KnowledgeBase Load()
    {
        var root = Path.Combine(Root, "knowledge");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".md" or ".yaml" or ".txt" && !Path.GetFileName(f).StartsWith("README", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f)));
        return KnowledgeCompiler.Compile([.. files]).Knowledge
            ?? throw new InvalidOperationException("The knowledge folder doesn't compile: run the check verb.");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spasms.Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run the benchmarks inside a clone.");
    }
}
