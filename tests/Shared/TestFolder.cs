namespace Spasms.Tests;

/// <summary>Where tests keep databases: in memory where the machine offers that, since thousands of forced writes take minutes on a busy disk.</summary>
internal static class TestFolder
{
    /// <summary>A fresh folder; whoever makes it removes it.</summary>
    public static string Create() =>
        Directory.Exists("/dev/shm")
            ? Directory.CreateDirectory(Path.Combine("/dev/shm", "spasms-" + Guid.NewGuid().ToString("N"))).FullName
            : Directory.CreateTempSubdirectory("spasms-").FullName;
}
