using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Microsoft's own client, unmodified, in both of its modes.</summary>
public sealed class DirectLineJsTests
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    [Theory]
    [InlineData("ws")]
    [InlineData("poll")]
    public async Task The_published_client_talks_retries_reconnects_and_resumes(string mode)
    {
        var folder = await InstalledAsync();
        await using var host = await RunningHost.StartAsync();
        var (_, token) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/v3/directline/tokens/generate");
        var (code, output, error) = await RunAsync("node", ["drive.js", host.Address + "v3/directline", (string)token["token"]!, mode], folder);
        Assert.True(code == 0, error);

        var report = JsonNode.Parse(output)!;
        string[] said = ["Welcome.", "hello", "turn 1: hello", "away", "turn 2: away", "last", "turn 3: last"];
        Assert.Equal(said, Words(report["seen"]!));
        Assert.Equal(said[3..], Words(report["resumed"]!));
        var ids = ((JsonArray)report["ids"]!).Select(i => (string)i!).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(ids[1..], ((JsonArray)report["seen"]!).Where(a => (string)a!["from"]!["role"]! == "user").Select(a => (string)a!["id"]!));
        Assert.Empty((JsonArray)report["errors"]!);
        Assert.DoesNotContain("FailedToConnect", report["statuses"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(mode == "ws" ? 3 : 0, (int)report["sockets"]!);
    }

    private static IEnumerable<string> Words(JsonNode activities) => ((JsonArray)activities).Select(a => (string)a!["text"]!);

    private static async Task<string> InstalledAsync()
    {
        var folder = Path.Combine(Repository(), "tests/Spasms.Bot.Tests/Wire/directlinejs");
        await Installing.WaitAsync();
        try
        {
            var hasNode = await HasNodeAsync();
            Assert.SkipUnless(hasNode || Environment.GetEnvironmentVariable("CI") == "true", "Node.js is not installed here");
            if (!Directory.Exists(Path.Combine(folder, "node_modules/botframework-directlinejs")))
            {
                var (code, _, error) = await RunAsync("npm", ["ci", "--loglevel=error"], folder);
                Assert.True(code == 0, error);
            }
        }
        finally
        {
            Installing.Release();
        }

        return folder;
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

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] args, string folder)
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

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spasms.Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a clone.");
    }
}
