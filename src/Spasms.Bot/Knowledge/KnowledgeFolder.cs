using System.Collections.Immutable;
using System.Text;
using Spasms.Knowledge;

namespace Spasms.Bot;

/// <summary>Reads a knowledge folder into memory; what it says is the compiler's business.</summary>
internal static class KnowledgeFolder
{
    /// <summary>A greater file is refused: no article comes near it, and what is learnt from messages and asked questions stays below.</summary>
    public const int MaxBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// All .md, .yaml and .txt files by path, READMEs aside. Never throws for what the disk holds: a file that is
    /// no UTF-8 or too big is K002, one that can't be read (or a folder that isn't there) K003.
    /// </summary>
    public static (ImmutableArray<SourceFile> Files, ImmutableArray<Diagnostic> Diagnostics) Read(string folder)
    {
        var files = ImmutableArray.CreateBuilder<SourceFile>();
        var bag = new DiagnosticBag();
        foreach (var path in PathsIn(folder, bag))
        {
            var name = NameOf(folder, path);
            try
            {
                if (Text(path, name, bag) is { } text)
                {
                    files.Add(new SourceFile(name, text));
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                bag.Error(Codes.Unreadable, Place.Start(name), "The file can't be read: " + fault.Message);
            }
        }

        return (files.ToImmutable(), bag.ToSorted());
    }

    /// <summary>The same files, by the name that each has below the folder and its path, unread.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static IReadOnlyList<(string Name, string Path)> RawFiles(string folder) =>
        Array.ConvertAll(Paths(folder), path => (NameOf(folder, path), path));

    /// <summary>The text of a file's bytes, which are known to be good.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Strict.GetString(Bare(bytes));

    private static string NameOf(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static string[] Paths(string folder)
    {
        var paths = Array.FindAll(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), IsKnowledge);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    private static string[] PathsIn(string folder, DiagnosticBag bag)
    {
        try
        {
            return Paths(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            bag.Error(Codes.Unreadable, Place.Start(folder), "The knowledge folder can't be read: " + fault.Message);
            return [];
        }
    }

    private static bool IsKnowledge(string path) =>
        Path.GetExtension(path) is ".md" or ".yaml" or ".txt"
        && !Path.GetFileName(path).StartsWith("README", StringComparison.OrdinalIgnoreCase);

    private static string? Text(string path, string name, DiagnosticBag bag)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            bag.Error(Codes.NotText, Place.Start(name), $"The file is bigger than {MaxBytes} bytes: split it.");
            return null;
        }

        var bytes = Bare(File.ReadAllBytes(path));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes[..Math.Clamp(fault.Index, 0, bytes.Length)].Count((byte)'\n');
            bag.Error(Codes.NotText, new Place(name, line, 1), "This line holds bytes that are not UTF-8: save the file as UTF-8.");
            return null;
        }
    }
}
