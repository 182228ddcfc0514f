namespace Spasms.Bot;

/// <summary>
/// Loads the knowledge folder again when a file in it changes, once it has been quiet for a moment. Bad content leaves
/// the last good content serving (I5), or stops the host with <c>Strict=true</c>.
/// </summary>
internal sealed class KnowledgeWatch : IDisposable
{
    // An editor writes a file in several steps, and a deployment many files.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _timer;
    private readonly Lock _loading = new();

    private KnowledgeWatch(Settings settings, Snapshots snapshots, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger log)
    {
        _timer = clock.CreateTimer(_ => Load(settings, snapshots, lifetime, log), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(settings.KnowledgeFolder) { IncludeSubdirectories = true };
        _watcher.Changed += (_, _) => Soon();
        _watcher.Created += (_, _) => Soon();
        _watcher.Deleted += (_, _) => Soon();
        _watcher.Renamed += (_, _) => Soon();
        // Changes were lost: whatever they were, the folder is read whole.
        _watcher.Error += (_, _) => Soon();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Begins to watch; null where the machine has no watches left, which is logged.</summary>
    public static KnowledgeWatch? Start(Settings settings, Snapshots snapshots, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger log)
    {
        try
        {
            return new KnowledgeWatch(settings, snapshots, lifetime, clock, log);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            Log.NotWatching(log, fault);
            return null;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Soon() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    // The timer's thread may wait: nothing else runs on it, and nobody waits for it.
    private void Load(Settings settings, Snapshots snapshots, IHostApplicationLifetime lifetime, ILogger log)
    {
        // One load at a time, or an older one that ends late would win.
        if (!_loading.TryEnter())
        {
            Soon();
            return;
        }

        try
        {
            if (!snapshots.ReloadAsync().GetAwaiter().GetResult() && settings.Strict)
            {
                Environment.ExitCode = 1;
                lifetime.StopApplication();
            }
        }
        catch (Exception fault)
        {
            Log.ReloadFailed(log, fault);
        }
        finally
        {
            _loading.Exit();
        }
    }
}
