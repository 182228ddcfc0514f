using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Prepared;

namespace Spasms.Bot;

/// <summary>
/// The content that the program was published with, compiled beforehand: a file beside the program with the bytes of each
/// knowledge file and what they compile to. It stands for a folder only when that holds the same files byte for byte, and for
/// this build only; otherwise the folder is compiled.
/// </summary>
internal sealed record PreparedContent(ImmutableArray<SourceFile> Files, KnowledgeBase Knowledge)
{
    /// <summary>Its name beside the program.</summary>
    public const string FileName = "knowledge.prepared";

    /// <summary>The content of a folder, or null where it has to be compiled. Never throws for what the disk holds.</summary>
    /// <param name="folder">The knowledge folder.</param>
    /// <param name="file">The prepared file; null: the one beside the program.</param>
    public static PreparedContent? Find(string folder, string? file = null)
    {
        file ??= Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using var reader = new BinaryReader(bytes);
            return Read(reader, KnowledgeFolder.RawFiles(folder));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Prepares a folder that compiles.</summary>
    public static void Write(string folder, KnowledgeBase knowledge, string file)
    {
        using var writer = new BinaryWriter(File.Create(file));
        var files = KnowledgeFolder.RawFiles(folder);
        writer.Write(files.Count);
        foreach (var (name, path) in files)
        {
            var bytes = File.ReadAllBytes(path);
            writer.Write(name);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        writer.Write(PreparedKnowledge.Write(knowledge));
    }

    private static PreparedContent? Read(BinaryReader reader, IReadOnlyList<(string Name, string Path)> files)
    {
        if (reader.ReadInt32() != files.Count)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<SourceFile>(files.Count);
        foreach (var (name, path) in files)
        {
            if (reader.ReadString() != name || reader.ReadBytes(reader.ReadInt32()) is var bytes && !bytes.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
            {
                return null;
            }

            texts.Add(new SourceFile(name, KnowledgeFolder.Text(bytes)));
        }

        return new PreparedContent(texts.ToImmutable(), PreparedKnowledge.Read(reader.BaseStream));
    }
}
