using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spasms.Bot.Tests.History;

/// <summary>The real program in a process of its own, on one port of this machine: to be killed, frozen and started again.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string[] _settings;
    private Process? _process;

    public HostProcess(params string[] settings)
    {
        Address = new Uri("http://127.0.0.1:" + FreePort().ToString(CultureInfo.InvariantCulture) + "/");
        _settings =
        [
            "--Urls=" + Address.GetLeftPart(UriPartial.Authority), "--RateLimits:PerUserPerMinute=0", "--RateLimits:PerAddressPerMinute=0",
            "--DirectLine:TokenLifetime=86400", "--Logging:LogLevel:Default=Critical", .. settings.Select(s => "--" + s),
        ];
    }

    public Uri Address { get; }

    public int Id => _process!.Id;

    /// <summary>What it last wrote on stderr.</summary>
    public string LastWords { get; private set; } = "";

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (_process is null or { HasExited: true })
            {
                Launch();
            }

            try
            {
                if ((await Http.GetAsync(new Uri(Address, "healthz"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                Assert.True(clock.Elapsed < Patience, "The host doesn't start: " + LastWords);
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, as an operator would.</summary>
    public async Task StopAsync()
    {
        Signal("TERM");
        await _process!.WaitForExitAsync();
    }

    /// <summary>Sends a signal by its name.</summary>
    public void Signal(string name) => Signal(name, Id);

    /// <summary>Sends a signal to any process.</summary>
    public static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", ["-" + name, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
    }

    private void Launch()
    {
        _process?.Dispose();
        var program = Path.Combine(AppContext.BaseDirectory, "Spasms.Bot.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. _settings]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => LastWords = line.Data ?? LastWords;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
