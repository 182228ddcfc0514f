using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Spasms.Tests;

/// <summary>
/// A private PostgreSQL server in a folder of its own, reached through a socket in that folder. It runs as a user without
/// rights where the tests run as root, since PostgreSQL refuses root.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("spasms-pg-").FullName;
    private readonly string[] _settings;
    private Process? _server;

    private PostgresServer(bool durable, string[] more) => _settings =
    [
        "listen_addresses=", "unix_socket_directories=" + _folder, "max_connections=120", "shared_buffers=64MB",
        "fsync=" + (durable ? "on" : "off"), "full_page_writes=" + (durable ? "on" : "off"), "max_wal_size=1GB", .. more,
    ];

    /// <summary>The folder of the newest server programs on this machine, or null.</summary>
    public static string? Programs { get; } = Find();

    /// <summary>Where its socket is.</summary>
    public string Folder => _folder;

    /// <summary>Makes and starts a server.</summary>
    /// <param name="durable">True where it matters that each commit is forced to the disk.</param>
    /// <param name="settings">More of the server's settings.</param>
    public static PostgresServer Start(bool durable = false, params string[] settings)
    {
        var server = new PostgresServer(durable, settings);
        if (!OperatingSystem.IsWindows())
        {
            // The server's user makes its data folder in here.
            File.SetUnixFileMode(server._folder, (UnixFileMode)Convert.ToInt32("777", 8));
        }

        using var init = server.Launch("initdb", "-D", server.Data, "-U", "spasms", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
        init.WaitForExit();
        if (init.ExitCode != 0)
        {
            throw new InvalidOperationException("initdb failed");
        }

        server.StartAgain();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>How to reach it; every schema is a database of its own to those who use it.</summary>
    public string ConnectionString(string schema) => $"Host={_folder};Username=spasms;Database=postgres;Search Path={schema}";

    /// <summary>A fresh schema.</summary>
    public string NewSchema()
    {
        var name = "s" + Guid.NewGuid().ToString("N");
        Run("CREATE SCHEMA " + name);
        return name;
    }

    /// <summary>Runs a statement of the test's own making.</summary>
    public object? Run(string text, string schema = "public")
    {
        using var connection = new NpgsqlConnection(ConnectionString(schema) + ";Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // Tests write their own statements.
        using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>Runs a client program that comes with the server, such as pg_dump, and waits for its end.</summary>
    public void Use(string program, params string[] arguments)
    {
        using var client = Launch(program, arguments);
        client.WaitForExit();
        if (client.ExitCode != 0)
        {
            throw new InvalidOperationException(program + " failed");
        }
    }

    /// <summary>Kills the server as a power cut would, and with it every backend.</summary>
    public void Kill()
    {
        _server!.Kill();
        _server.WaitForExit();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Starts it and waits until it takes connections.</summary>
    public void StartAgain()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // Backends of a killed server hold its memory for a moment, and the new one then refuses to start.
            if (_server is null or { HasExited: true })
            {
                _server?.Dispose();
                _server = Launch("postgres", ["-D", Data, .. _settings.SelectMany(s => new[] { "-c", s })]);
            }

            try
            {
                Run("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (clock.Elapsed < Patience)
            {
                Thread.Sleep(100);
            }
        }
    }

    public void Dispose()
    {
        if (_server is { HasExited: false } running)
        {
            // SIGINT: a fast, orderly end.
            using var stop = Process.Start("kill", ["-INT", running.Id.ToString(CultureInfo.InvariantCulture)]);
            if (!running.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                running.Kill();
                running.WaitForExit();
            }
        }

        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Launch(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] asNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
        string[] line = Environment.IsPrivilegedProcess ? [.. asNobody, path, .. arguments] : [path, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;

        // What it says is not read by anyone, but a full pipe would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string? Find()
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return OperatingSystem.IsWindows() ? null : packaged.Concat(inPath).FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres")) && File.Exists(Path.Combine(d, "initdb")));
    }
}
