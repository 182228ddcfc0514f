namespace Spasms.Bot;

/// <summary>Where default folders are: beside the program, or at the top of the clone when it runs from one.</summary>
internal static class Home
{
    /// <summary>The folder that defaults count from.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    // A build's output lies in some bin folder below the solution; a published program stands for itself, even inside a clone.
    private static string Find(string program)
    {
        var belowBin = false;
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (belowBin && File.Exists(Path.Combine(folder.FullName, "Spasms.Bot.sln")))
            {
                return folder.FullName;
            }

            belowBin |= folder.Name == "bin";
        }

        return program;
    }
}
