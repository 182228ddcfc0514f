using System.Runtime.InteropServices;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// A file of SQLite's whose neighbouring writes go to the system as one: SQLite writes a log page by page, each with a head of
/// its own, and a call of the system costs more than what it writes. What is held back is written before anything else is asked
/// of the file, and so before its fsync: with <c>synchronous=FULL</c> SQLite forces each commit to the disk before any reader
/// looks for it, and with less this file must not be used. What can't be written fails the fsync, and with it the commit.
/// Memory of the unmanaged kind throughout: SQLite lays it out.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct JoinedFile
{
    // SQLite's own file takes the length of a write modulo 128 KiB: what is as long as that would not be written at all.
    private const int Room = 120 << 10;

    /// <summary>What SQLite calls; the first field of every open file.</summary>
    public FileCalls* Calls;

    // Where it lies, if it is forced by its data alone; SQLite keeps the name as long as the file is open.
    private byte* _path;

    // The held back bytes, where they belong, and how many they are.
    private byte* _held;
    private long _from;
    private int _count;

    // By which the data alone are forced to the disk, once SQLite's own sync has forced a new file's name; 0: not yet, negative: never.
    private int _sync;

    /// <summary>The system's own file, which stands right behind this head.</summary>
    public static JoinedFile* Inner(JoinedFile* file) => file + 1;

    /// <summary>A file that is about to be opened.</summary>
    /// <param name="log">The path of a write-ahead log, which nobody locks; null for any other file.</param>
    public static JoinedFile Begin(byte* log) => new() { _path = log };

    public static int Write(JoinedFile* file, byte* bytes, int count, long at)
    {
        if (file->_count > 0 && (at != file->_from + file->_count || count > Room - file->_count))
        {
            var came = Flush(file);
            if (came != 0)
            {
                return came;
            }
        }

        if (count > Room)
        {
            return Inner(file)->Calls->Write(Inner(file), bytes, count, at);
        }

        if (file->_held is null)
        {
            file->_held = (byte*)NativeMemory.Alloc(Room);
        }

        if (file->_count == 0)
        {
            file->_from = at;
        }

        new ReadOnlySpan<byte>(bytes, count).CopyTo(new Span<byte>(file->_held + file->_count, count));
        file->_count += count;
        return 0;
    }

    /// <summary>Writes what is held back; SQLite's code for what came of it. What fails is not kept for another try: its commit has failed.</summary>
    public static int Flush(JoinedFile* file)
    {
        var count = file->_count;
        file->_count = 0;
        return count == 0 ? 0 : Inner(file)->Calls->Write(Inner(file), file->_held, count, file->_from);
    }

    /// <summary>Forces to the disk what was written; SQLite's code for what came of it.</summary>
    public static int Sync(JoinedFile* file, int flags)
    {
        const int SyncFailed = 0x40A;
        var came = Flush(file);
        if (came != 0 || file->_sync > 0)
        {
            return came != 0 || DataSync.Try(file->_sync) ? came : SyncFailed;
        }

        came = Inner(file)->Calls->Sync(Inner(file), flags);
        if (came == 0 && file->_sync == 0)
        {
            file->_sync = file->_path is null ? -1 : DataSync.Open(file->_path);
        }

        return came;
    }

    public static int Close(JoinedFile* file)
    {
        var came = Flush(file);
        DataSync.Close(file->_sync);
        var closed = Inner(file)->Calls->Close(Inner(file));
        NativeMemory.Free(file->_held);
        file->_held = null;
        return came == 0 ? closed : came;
    }
}
