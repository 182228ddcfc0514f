using System.ComponentModel;
using System.Diagnostics;
using Spasms.Tests;

namespace Spasms.Bot.Tests;

/// <summary>A program of a folder of these tests, run by Node.js with the packages that the folder's lock file names.</summary>
internal static class NodeProgram
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>The folder with its packages in it. Without Node.js the test is skipped, except where CI=true.</summary>
    /// <param name="folder">From the top of the repository.</param>
    /// <param name="package">One of its packages: where it is, all are.</param>
    public static async Task<string> InstalledAsync(string folder, string package)
    {
        var path = Repo.PathOf(folder);
        await Installing.WaitAsync();
        try
        {
            var hasNode = await HasNodeAsync();
            Assert.SkipUnless(hasNode || Environment.GetEnvironmentVariable("CI") == "true", "Node.js is not installed here");
            if (!Directory.Exists(Path.Combine(path, "node_modules", package)))
            {
                var (code, _, error) = await RunAsync("npm", ["ci", "--loglevel=error"], path);
                Assert.True(code == 0, error);
            }
        }
        finally
        {
            Installing.Release();
        }

        return path;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] args, string folder, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    private static async Task<bool> HasNodeAsync()
    {
        try
        {
            return (await RunAsync("node", ["--version"], AppContext.BaseDirectory)).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
