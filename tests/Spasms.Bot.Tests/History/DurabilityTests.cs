using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.History;

/// <summary>SQLite with synchronous=FULL: an acknowledgement comes after its fsync returned, and not at all when that failed.</summary>
public sealed partial class DurabilityTests
{
    private const int Messages = 5;

    [Fact]
    public async Task No_message_is_acknowledged_before_its_fsync_returned()
    {
        Requires("strace");
        using var folder = new TempFolder();
        using var host = new HostProcess("Storage=sqlite", folder.ToString());
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        var client = await DirectLineClient.StartAsync(http);
        await client.SayAsync("warm up");
        var trace = Path.Combine(folder.Path, "trace.txt");
        var spans = new List<(double Sent, double Acknowledged)>();
        using (var strace = await AttachAsync(host, trace))
        {
            for (var i = 0; i < Messages; i++)
            {
                var sent = Now();
                await client.SayAsync("hello");
                spans.Add((sent, Now()));
            }

            await DetachAsync(strace);
        }

        var syncs = Syncs(await File.ReadAllLinesAsync(trace)).ToList();
        Assert.All(spans, span => Assert.Contains(syncs, sync => sync.Began >= span.Sent && sync.Returned <= span.Acknowledged));
    }

    [Fact]
    public async Task No_message_is_acknowledged_whose_fsync_failed_and_it_can_be_sent_again()
    {
        Requires("strace");
        using var folder = new TempFolder();
        using var host = new HostProcess("Storage=sqlite", folder.ToString());
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        var client = await DirectLineClient.StartAsync(http);
        await client.SayAsync("before", "1");
        using (var strace = await AttachAsync(host, "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO"))
        {
            var (status, _) = await client.PostAsync("""{"type":"message","text":"hello","channelData":{"clientActivityID":"2"}}""");
            Assert.Equal(503, status);
            await DetachAsync(strace);
        }

        await client.SayAsync("hello", "2");
        host.Kill();
        await host.StartAsync();
        var said = (await client.ReadAsync()).Where(a => (string?)a!["from"]!["role"] == "user").Select(a => (string)a!["text"]!);
        Assert.Equal(["before", "hello"], said);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_loses_nothing_and_passes()
    {
        Requires("prlimit");
        using var folder = new TempFolder();
        using var host = new HostProcess("Storage=sqlite", folder.ToString());
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        var client = await DirectLineClient.StartAsync(http);
        await client.SayAsync("before", "1");

        // No file may grow beyond its first page: to the host the disk is full.
        await RunAsync("prlimit", "--pid", Text(host.Id), "--fsize=4096:unlimited");
        var (status, error) = await client.PostAsync("""{"type":"message","text":"hello","channelData":{"clientActivityID":"2"}}""");
        Assert.Equal(503, status);
        Assert.DoesNotContain("hello", error.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(await client.ReadAsync(), a => (string?)a!["text"] == "before");
        Assert.Equal(503, (await client.PostAsync("""{"type":"message","text":"I have crushing chest pain and can't breathe"}""")).Status);
        Assert.Contains(await client.ReadAsync(), a => (string?)a!["channelData"]?["kind"] == "emergency");

        await RunAsync("prlimit", "--pid", Text(host.Id), "--fsize=unlimited:unlimited");
        await client.SayAsync("hello", "2");
        host.Kill();
        await host.StartAsync();
        var said = (await client.ReadAsync()).Where(a => (string?)a!["from"]!["role"] == "user").Select(a => (string)a!["text"]!);
        Assert.Equal(["before", "hello"], said);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    private static void Requires(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, program)));
        Assert.False(!found && Environment.GetEnvironmentVariable("CI") == "true", program + " is not installed here");
        Assert.SkipUnless(found, program + " is not installed here");
    }

    private static async Task<Process> AttachAsync(HostProcess host, string trace, params string[] more)
    {
        var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-ttt", "-T", "-e", "trace=fsync,fdatasync", .. more, "-o", trace, "-p", Text(host.Id)]) { RedirectStandardError = true })!;

        // It says "attached" once it holds every thread.
        Assert.Contains("attached", await strace.StandardError.ReadLineAsync() ?? "", StringComparison.Ordinal);
        _ = strace.StandardError.ReadToEndAsync();
        return strace;
    }

    private static async Task DetachAsync(Process strace)
    {
        HostProcess.Signal("INT", strace.Id);
        await strace.WaitForExitAsync();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    // "7 1700000000.5 fsync(4) = 0 <0.01>", or begun in one line and ended in another.
    private static IEnumerable<(double Began, double Returned)> Syncs(string[] lines)
    {
        var begun = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Line().Match(line) is not { Success: true } sync)
            {
                continue;
            }

            var (thread, at) = (sync.Groups["thread"].Value, Number(sync.Groups["at"]));
            if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = at;
            }
            else if (line.Contains(" = 0 <", StringComparison.Ordinal))
            {
                var took = Number(sync.Groups["took"]);
                yield return line.Contains("resumed>", StringComparison.Ordinal) ? (begun[thread], begun[thread] + took) : (at, at + took);
            }
        }
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<at>[\d.]+) .*sync.*?(<(?<took>[\d.]+)>)?$")]
    private static partial Regex Line();
}
