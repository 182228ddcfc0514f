using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Knowledge.Prepared;
using Spasms.Search;

namespace Spasms.Bot;

/// <summary>
/// The content that the program was published with, compiled beforehand: a file beside the program with the bytes of each
/// knowledge file, the same in the form that a store keeps, and what they compile to. It stands for a folder only when that holds
/// the same files byte for byte, and for this build only; otherwise the folder is compiled.
/// </summary>
/// <param name="Snapshot">What the files compile to, with the index over it and the tables of answering, of whatever country.</param>
/// <param name="Canonical">The files as a store keeps them (<see cref="Snapshots.Canonical"/>).</param>
internal sealed record PreparedContent(Snapshot Snapshot, ReadOnlyMemory<byte> Canonical)
{
    /// <summary>Its name beside the program.</summary>
    public const string FileName = "knowledge.prepared";

    // No more than a buffer of each of two files is in memory at once.
    private const int Room = 1 << 16;

    // Parts begin at a multiple of this, so that their numbers can be used where they lie.
    private const int Alignment = 8;

    // Goes up with each other order of the parts below; what one build wrote another may find.
    private const int Layout = 5;

    private ImmutableArray<(string Name, int Length)> _files = [];
    private long _from;
    private string _path = "";
    private MappedFile? _mapped;

    /// <summary>What a file holds, whatever the folder does; null where it is none of this build. Never throws for what the disk holds.</summary>
    /// <param name="file">Null: the one beside the program.</param>
    /// <param name="tell">Is told why a file that is there can't be used.</param>
    public static PreparedContent? Read(string? file = null, Action<string>? tell = null)
    {
        file ??= Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            return File.Exists(file) ? ReadHalves(file) : null;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            tell?.Invoke($"{file} can't be used, and the knowledge folder is compiled instead: {fault.Message}");
            return null;
        }
    }

    /// <summary>The content of a folder, or null where it has to be compiled. Never throws for what the disk holds.</summary>
    /// <param name="folder">The knowledge folder.</param>
    /// <param name="file">The prepared file; null: the one beside the program.</param>
    public static PreparedContent? Find(string folder, string? file = null) =>
        Read(file) is { } read && read.StandsFor(folder) ? read : null;

    /// <summary>Lets go of the pages that reading it brought into memory: most are looked at no more.</summary>
    public void LetGo() => _mapped?.LetGo();

    /// <summary>True when a folder holds the very files that this was made from. Never throws for what the disk holds.</summary>
    public bool StandsFor(string folder)
    {
        var (ours, theirs) = (ArrayPool<byte>.Shared.Rent(Room), ArrayPool<byte>.Shared.Rent(Room));
        try
        {
            var files = KnowledgeFolder.RawFiles(folder);
            if (files.Count != _files.Length)
            {
                return false;
            }

            using var kept = File.OpenHandle(_path);
            var from = _from;
            for (var i = 0; i < files.Count; i++)
            {
                using var one = File.OpenHandle(files[i].Path);
                if (_files[i].Name != files[i].Name || RandomAccess.GetLength(one) != _files[i].Length)
                {
                    return false;
                }

                for (var at = 0; at < _files[i].Length; at += Room)
                {
                    var count = Math.Min(Room, _files[i].Length - at);
                    if (!Holds(kept, from + at, ours.AsSpan(0, count)) || !Holds(one, at, theirs.AsSpan(0, count)) || !ours.AsSpan(0, count).SequenceEqual(theirs.AsSpan(0, count)))
                    {
                        return false;
                    }
                }

                from += _files[i].Length;
            }

            return true;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ours);
            ArrayPool<byte>.Shared.Return(theirs);
        }
    }

    /// <summary>Prepares a folder that compiles.</summary>
    public static void Write(string folder, KnowledgeBase knowledge, string file)
    {
        var files = KnowledgeFolder.RawFiles(folder).Select(f => (f.Name, Bytes: File.ReadAllBytes(f.Path))).ToArray();
        var canonical = Snapshots.Canonical([.. files.Select(f => new SourceFile(f.Name, KnowledgeFolder.Text(f.Bytes)))]);
        var (first, second) = PreparedKnowledge.Write(knowledge);
        var (index, tables) = (PassageIndex.Keep(knowledge), Snapshot.KeepTables(knowledge));

        // A host that runs has mapped the old file, which must not change below it: the new one takes its place.
        var beside = file + ".new";
        using (var writer = new BinaryWriter(File.Create(beside)))
        {
            writer.Write(Layout);
            writer.Write(files.Length);
            foreach (var (name, bytes) in files)
            {
                writer.Write(name);
                writer.Write(bytes.Length);
            }

            writer.Write(canonical.Length);
            writer.Write(PreparedKnowledge.SumOf(canonical));
            writer.Write(first.Length);
            writer.Write(second.Length);
            writer.Write(index.Length);
            writer.Write(tables.Length);
            writer.Write(canonical);
            Array.ForEach(files, f => writer.Write(f.Bytes));
            WritePart(writer, first);
            WritePart(writer, second);
            WritePart(writer, index);
            WritePart(writer, tables);
        }

        File.Move(beside, file, overwrite: true);
    }

    private static void WritePart(BinaryWriter writer, byte[] part)
    {
        writer.Write(new byte[Aligned(writer.BaseStream.Position) - writer.BaseStream.Position]);
        writer.Write(part);
    }

    private static long Aligned(long at) => (at + Alignment - 1) / Alignment * Alignment;

    // The second half is read beside the first: a start waits for both.
    private static PreparedContent ReadHalves(string file)
    {
        var mapped = MappedFile.Open(file);
        using var head = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var reader = new BinaryReader(head);
        if (reader.ReadInt32() != Layout)
        {
            throw new InvalidDataException("Another build of the program made it.");
        }

        var files = ImmutableArray.CreateBuilder<(string Name, int Length)>();
        var raw = 0L;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            files.Add((reader.ReadString(), reader.ReadInt32()));
            raw += files[^1].Length;
        }

        var (kept, sum) = (reader.ReadInt32(), reader.ReadUInt64());
        var (first, second, index, tables) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var canonical = head.Position;
        var said = Aligned(canonical + kept + raw);
        var rest = Aligned(said + first);
        var asked = Task.Run(() => PreparedKnowledge.ReadSecond(mapped.Part(rest, second)));
        try
        {
            var text = mapped.Memory.Slice((int)canonical, kept);
            if (PreparedKnowledge.SumOf(text.Span) != sum)
            {
                throw new InvalidDataException("The bytes were altered.");
            }

            var knowledge = PreparedKnowledge.ReadFirst(mapped.Part(said, first));
            knowledge = PreparedKnowledge.Join(knowledge, asked.GetAwaiter().GetResult());
            var found = Aligned(rest + second);
            var snapshot = new Snapshot(knowledge, PassageIndex.Kept(mapped.Part(found, index), knowledge), knowledge.Countries[0]).WithTables(mapped.Part(Aligned(found + index), tables));
            return new PreparedContent(snapshot, text) { _files = files.ToImmutable(), _from = canonical + kept, _path = file, _mapped = mapped };
        }
        finally
        {
            // What went wrong in it is told by who asks for it; nobody may be left reading.
            ((IAsyncResult)asked).AsyncWaitHandle.WaitOne();
        }
    }

    private static bool IsDamage(Exception fault) => fault is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException;

    private static bool Holds(SafeFileHandle file, long at, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, at);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            at += read;
        }

        return true;
    }
}
