namespace Spasms.Tests;

/// <summary>The repository, found upwards from where the tests run.</summary>
internal static class Repo
{
    /// <summary>The folder that holds Spasms.Bot.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The real knowledge folder.</summary>
    public static string Knowledge { get; } = Path.Combine(Root, "knowledge");

    /// <summary>A path below the root, written with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine([Root, .. relative.Split('/')]);

    /// <summary>The text of a file below the root.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spasms.Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Spasms.Bot.sln is not above " + AppContext.BaseDirectory);
    }
}
