using System.Runtime.InteropServices;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Forces a file's bytes to the disk without the time of its last change (<c>fdatasync</c>, POSIX): a log that is written over
/// then costs one write and not two. What is needed to read the bytes again, as the length of a file that grew, is forced too.
/// Only Linux; SQLite's own does the same where it was built for that.
/// </summary>
internal static unsafe class DataSync
{
    private const int ReadOnlyAndClosedOnExec = 0x80000;

    private static readonly delegate* unmanaged<byte*, int, int> OpenFile = (delegate* unmanaged<byte*, int, int>)Find("open");
    private static readonly delegate* unmanaged<int, int> SyncData = (delegate* unmanaged<int, int>)Find("fdatasync");
    private static readonly delegate* unmanaged<int, int> CloseFile = (delegate* unmanaged<int, int>)Find("close");

    /// <summary>A handle of its own on a file that nobody locks: closing one gives up every lock of the process on that file. Negative where there is none; never 0.</summary>
    public static int Open(byte* path) =>
        OpenFile is not null && SyncData is not null && CloseFile is not null && OpenFile(path, ReadOnlyAndClosedOnExec) is > 0 and var handle ? handle : -1;

    /// <summary>True when everything that was written to the file is on the disk.</summary>
    public static bool Try(int handle) => SyncData(handle) == 0;

    public static void Close(int handle)
    {
        if (handle > 0)
        {
            CloseFile(handle);
        }
    }

    // From the library that the program runs on, whatever that is named.
    private static nint Find(string name) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out var address) ? address : 0;
}
