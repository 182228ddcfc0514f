using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Prepared;

namespace Spasms.Bot;

/// <summary>
/// A file as a piece of memory, to be read only. Only what is looked at comes from the disk, and nothing is copied. It stays mapped
/// until the process ends, since anything may hold a part of it; whoever renews the file puts another in its place.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    // MADV_DONTNEED of madvise(2).
    private const int DontNeed = 4;

    private readonly byte* _bytes;
    private readonly int _length;

    private MappedFile(MemoryMappedViewAccessor view, int length)
    {
        _length = length;

        // Taken and never given back: the view outlives its handle.
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
        _bytes += view.PointerOffset;
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static MappedFile Open(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new MappedFile(file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), checked((int)new FileInfo(path).Length));
    }

    /// <summary>Some of the bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public Flat<byte> Part(long from, int count) =>
        from >= 0 && count >= 0 && from <= _length - count ? new((nint)(_bytes + from), count) : throw new InvalidDataException("The file was cut off.");

    /// <summary>Lets go of what lies in memory: it comes back, page by page, when it is looked at again. Only Linux can.</summary>
    public void LetGo()
    {
        if (OperatingSystem.IsLinux())
        {
            // Whether it could is no matter: it costs nothing but memory.
            _ = Advise((nint)_bytes, (nuint)_length, DontNeed);
        }
    }

    public override Span<byte> GetSpan() => new(_bytes, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_bytes + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint from, nuint length, int advice);
}
