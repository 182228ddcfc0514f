using System.Runtime.InteropServices;

namespace Spasms.Storage.Sqlite;

/// <summary>What SQLite calls of an open file: <c>sqlite3_io_methods</c> up to its second version.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileCalls
{
    public int Version;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int> Close;
    public delegate* unmanaged[Cdecl]<JoinedFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<JoinedFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<JoinedFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<JoinedFile*, long*, int> Size;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int> Lock;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int> Unlock;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int*, int> IsReserved;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, void*, int> Control;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int> SectorSize;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int> Characteristics;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int, int, void**, int> MapShared;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int, int, int> LockShared;
    public delegate* unmanaged[Cdecl]<JoinedFile*, void> Barrier;
    public delegate* unmanaged[Cdecl]<JoinedFile*, int, int> UnmapShared;
}

/// <summary>What SQLite calls to get at files: <c>sqlite3_vfs</c> in its third version. Only what is named is looked into.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileSystem
{
    public int Version;
    public int FileSize;
    public int LongestPath;
    public FileSystem* Next;
    public byte* Name;
    public void* Data;
    public delegate* unmanaged[Cdecl]<FileSystem*, byte*, JoinedFile*, int, int*, int> Open;

    // Delete, Access, FullPathname, four about libraries, Randomness, Sleep, two clocks, LastError, three about system calls.
    private readonly Others _others;

    [System.Runtime.CompilerServices.InlineArray(15)]
    private struct Others
    {
        private nint _one;
    }
}
