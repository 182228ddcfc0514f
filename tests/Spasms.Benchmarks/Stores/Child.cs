using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spasms.Benchmarks.Stores;

/// <summary>A server in a process of its own, for as long as it is measured.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    public int Id => _process.Id;

    /// <summary>Bytes of memory that it holds.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program on a free port and waits until it is ready.</summary>
    public static async Task<Child> StartAsync(string program, Func<string, string[]> arguments)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = "http://127.0.0.1:" + ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        probe.Stop();
        var process = Process.Start("dotnet", [program, .. arguments(url)]);
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                (await http.GetAsync(new Uri(url + "/healthz"))).EnsureSuccessStatusCode();
                return new Child(process, url);
            }
            catch (HttpRequestException) when (attempt < 600 && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>A published bot with these settings.</summary>
    public static Task<Child> HostAsync(string bot, params string[] settings) => StartAsync(bot, url =>
        ["--Urls=" + url, "--RateLimits:PerUserPerMinute=0", "--RateLimits:PerAddressPerMinute=0", "--Logging:LogLevel:Default=Critical", .. settings]);

    /// <summary>Ends it; the tracer of one waits for that.</summary>
    public void Stop()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }
}
