using System.Text.Json;
using System.Text.RegularExpressions;
using Spasms.Knowledge;

namespace Spasms.Benchmarks;

/// <summary>The knowledge and the questions of this repository, found upwards from the program.</summary>
internal static partial class RealCorpus
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

    /// <summary>What people say in files of tests/search.</summary>
    /// <param name="pattern">Which files.</param>
    /// <param name="except">A word in the names of those to leave out.</param>
    public static IEnumerable<string> Texts(string pattern, string? except = null) =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests", "search"), pattern)
            .Where(f => except is null || !Path.GetFileName(f).Contains(except, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(f => Text().Matches(File.ReadAllText(f)))
            .Select(m => JsonSerializer.Deserialize<string>(m.Groups[1].Value)!);

    [GeneratedRegex("""\btext: ("(?:[^"\\]|\\.)*")""", RegexOptions.CultureInvariant)]
    private static partial Regex Text();

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
