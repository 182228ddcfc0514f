using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Spasms.Bot.Tests.Privacy;

/// <summary>Looks for words where none may be left.</summary>
internal static class Traces
{
    /// <summary>The files of a folder whose bytes hold the words.</summary>
    public static IEnumerable<string> InFiles(string folder, string words) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path =>
    {
        // Held by the host, and empty.
        if (Path.GetExtension(path) == ".lock")
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
    });
}

/// <summary>Keeps every line that is logged, with its exceptions.</summary>
internal sealed class LoggedLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
