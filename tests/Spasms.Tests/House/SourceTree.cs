namespace Spasms.Tests.House;

/// <summary>The files that people wrote: no build output, no packages, no data.</summary>
internal static class SourceTree
{
    private static readonly string[] Skipped = [".git", ".vs", ".idea", "bin", "obj", "node_modules", "data", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>Every file below a folder of the repository, as its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder = "") =>
        [.. Walk(folder.Length == 0 ? Repo.Root : Repo.PathOf(folder)).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>The C# files below a folder.</summary>
    public static IEnumerable<string> Code(string folder = "") => Files(folder).Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The lines that a rule objects to, as <c>path:line: text</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> files, Func<string, bool> objects) =>
        from file in files
        from line in Repo.Read(file).Split('\n').Select((text, i) => (text, number: i + 1))
        where objects(line.text)
        select $"{file}:{line.number}: {line.text.Trim()}";

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (var below in Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))))
        {
            foreach (var file in Walk(below))
            {
                yield return file;
            }
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Repo.Root, path).Replace('\\', '/');
}
