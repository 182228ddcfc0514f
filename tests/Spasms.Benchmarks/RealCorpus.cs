using Spasms.Knowledge;

namespace Spasms.Benchmarks;

/// <summary>The knowledge folder of this repository, found upwards from the program.</summary>
internal static class RealCorpus
{
    public static KnowledgeBase Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spasms.Bot.sln")))
        {
            folder = folder.Parent;
        }

        var root = Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside a clone."), "knowledge");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f)));
        return KnowledgeCompiler.Compile([.. files]).Knowledge
            ?? throw new InvalidOperationException("The knowledge folder doesn't compile: run the check verb.");
    }
}
