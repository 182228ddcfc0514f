using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Makes <see cref="JoinedFile"/> known to SQLite as a virtual file system named <see cref="Name"/> (sqlite.org/vfs.html): the
/// system's own one, but for the database and its write-ahead log.
/// </summary>
internal static unsafe class JoinedFiles
{
    /// <summary>For <c>Vfs</c> in a connection string.</summary>
    public const string Name = "spasms-joined";

    private const int MainDatabase = 0x100;
    private const int WriteAheadLog = 0x80000;

    private static readonly FileSystem* System = Find(null);
    private static readonly FileCalls* Calls = MakeCalls();
    private static readonly int Registered = Register(MakeSystem(), 0);

    /// <summary>Registers it, once a process.</summary>
    public static void Init() => _ = Registered == 0 ? 0 : throw new InvalidOperationException("SQLite takes no file system.");

    private static FileSystem* MakeSystem()
    {
        var own = (FileSystem*)NativeMemory.Alloc((nuint)sizeof(FileSystem));
        *own = *System;
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        own->FileSize += sizeof(JoinedFile);
        own->Open = &Open;
        return own;
    }

    // The third version has memory maps, which nobody asked for; without them the second is enough.
    private static FileCalls* MakeCalls()
    {
        var calls = (FileCalls*)NativeMemory.Alloc((nuint)sizeof(FileCalls));
        *calls = new FileCalls
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            Size = &Size,
            Lock = &Lock,
            Unlock = &Unlock,
            IsReserved = &IsReserved,
            Control = &Control,
            SectorSize = &SectorSize,
            Characteristics = &Characteristics,
            MapShared = &MapShared,
            LockShared = &LockShared,
            Barrier = &Barrier,
            UnmapShared = &UnmapShared,
        };
        return calls;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(FileSystem* system, byte* name, JoinedFile* file, int flags, int* given)
    {
        if ((flags & (MainDatabase | WriteAheadLog)) == 0)
        {
            return System->Open(System, name, file, flags, given);
        }

        *file = JoinedFile.Begin((flags & WriteAheadLog) != 0 ? name : null);
        JoinedFile.Inner(file)->Calls = null;
        var came = System->Open(System, name, JoinedFile.Inner(file), flags, given);

        // Whoever has calls is closed, even one that could not be opened.
        file->Calls = JoinedFile.Inner(file)->Calls is null ? null : Calls;
        return came;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(JoinedFile* file) => JoinedFile.Close(file);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(JoinedFile* file, byte* bytes, int count, long at) => JoinedFile.Write(file, bytes, count, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(JoinedFile* file, byte* into, int count, long at) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Read(JoinedFile.Inner(file), into, count, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(JoinedFile* file, long size) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Truncate(JoinedFile.Inner(file), size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(JoinedFile* file, int flags) => JoinedFile.Sync(file, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(JoinedFile* file, long* size) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Size(JoinedFile.Inner(file), size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(JoinedFile* file, int level) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Lock(JoinedFile.Inner(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(JoinedFile* file, int level) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Unlock(JoinedFile.Inner(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsReserved(JoinedFile* file, int* isIt) => Inner(file)->IsReserved(JoinedFile.Inner(file), isIt);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(JoinedFile* file, int what, void* with) =>
        JoinedFile.Flush(file) is var came and not 0 ? came : Inner(file)->Control(JoinedFile.Inner(file), what, with);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(JoinedFile* file) => Inner(file)->SectorSize(JoinedFile.Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(JoinedFile* file) => Inner(file)->Characteristics(JoinedFile.Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int MapShared(JoinedFile* file, int page, int size, int extend, void** at) =>
        Inner(file)->MapShared(JoinedFile.Inner(file), page, size, extend, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LockShared(JoinedFile* file, int offset, int count, int flags) =>
        Inner(file)->LockShared(JoinedFile.Inner(file), offset, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Barrier(JoinedFile* file) => Inner(file)->Barrier(JoinedFile.Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int UnmapShared(JoinedFile* file, int delete) => Inner(file)->UnmapShared(JoinedFile.Inner(file), delete);

    private static FileCalls* Inner(JoinedFile* file) => JoinedFile.Inner(file)->Calls;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern FileSystem* Find(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int Register(FileSystem* system, int asDefault);
}
