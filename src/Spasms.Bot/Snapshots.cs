using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot;

/// <summary>Holds the content that is served. A reload swaps it whole; bad content leaves the last good one serving (I5).</summary>
internal sealed class Snapshots(Snapshot first)
{
    private Snapshot _current = first;
    private ImmutableDictionary<string, TriageBook> _books = ImmutableDictionary<string, TriageBook>.Empty.Add(first.Knowledge.Triage.Hash, first.Knowledge.Triage);

    /// <summary>The newest good content.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    /// <summary>The triage version that a questionnaire began with; the newest where this process never held it.</summary>
    /// <param name="hash">Hash of the book it is pinned to, or null.</param>
    public TriageBook Pinned(string? hash) =>
        hash is not null && Volatile.Read(ref _books).TryGetValue(hash, out var book) ? book : Current.Knowledge.Triage;

    /// <summary>Puts other content in its place; the triage books before it stay for questionnaires in flight.</summary>
    public void Swap(Snapshot next)
    {
        ImmutableInterlocked.TryAdd(ref _books, next.Knowledge.Triage.Hash, next.Knowledge.Triage);
        Volatile.Write(ref _current, next);
    }

    /// <summary>Loads the folder again. False: it had errors and the last good content goes on serving.</summary>
    public bool Reload(Settings settings, ILogger log)
    {
        var loaded = SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country);
        foreach (var diagnostic in loaded.Errors)
        {
            Log.Content(log, diagnostic.ToString());
        }

        if (loaded.Snapshot is not { } next)
        {
            Log.ContentRefused(log, loaded.Errors.Count());
            return false;
        }

        Swap(next);
        Log.ContentReloaded(log, next.Knowledge.Hash);
        return true;
    }

    /// <summary>A snapshot's files in a form that depends on nothing but their paths and texts: what its hash stands for.</summary>
    public static byte[] Canonical(IEnumerable<SourceFile> files) => JsonSerializer.SerializeToUtf8Bytes(
        files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new[] { f.Path, f.Text }).ToArray());
}
