using System.Diagnostics;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Programs of others that run on Node.js, as published; skipped where Node is missing, failing there with CI=true.</summary>
internal static class NodePeer
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>The folder with its packages installed.</summary>
    /// <param name="folder">Below tests/Spasms.Bot.Tests/Wire.</param>
    /// <param name="package">One of its packages: it shows whether they are installed.</param>
    public static async Task<string> InstalledAsync(string folder, string package)
    {
        var path = Repo.PathOf("tests/Spasms.Bot.Tests/Wire/" + folder);
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

    /// <summary>Runs a program to its end, three minutes at most.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] args, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
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
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
