using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Spasms.Bot.Turns;
using Spasms.Dialog;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;
using Spasms.Protocol.Store;

namespace Spasms.Bot;

/// <summary>
/// Holds the content that is served. A reload swaps it whole; bad content leaves the last good one serving (I5).
/// Each snapshot's files are kept in the store, so that a questionnaire in flight finds the version it began with.
/// </summary>
internal sealed class Snapshots(Snapshot first, Settings settings, IConversationStore store, ILogger log)
{
    private static readonly TimeSpan PinLife = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, TriageBook> _books = new(StringComparer.Ordinal)
    {
        [first.Knowledge.Triage.Hash] = first.Knowledge.Triage,
    };

    private Snapshot _current = first;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>The newest good content.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    /// <summary>How long it has been served.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(Interlocked.Read(ref _since));

    /// <summary>Keeps the files of the content that is served, in the form of <see cref="Canonical"/>.</summary>
    public async Task KeepAsync(ReadOnlyMemory<byte> canonical)
    {
        var knowledge = Current.Knowledge;
        _books[knowledge.Triage.Hash] = knowledge.Triage;
        await store.SaveSnapshotAsync(knowledge.Hash, canonical, CancellationToken.None);
        await store.SaveSnapshotAsync(TriageKey(knowledge.Triage.Hash), Encoding.ASCII.GetBytes(knowledge.Hash), CancellationToken.None);
    }

    /// <summary>Loads the folder again. False: it had errors and the last good content goes on serving.</summary>
    public async Task<bool> ReloadAsync()
    {
        var loaded = SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country, parts: settings.Parts, earlier: Current.Knowledge);
        foreach (var diagnostic in loaded.Errors)
        {
            Log.Content(log, diagnostic.ToString());
        }

        if (loaded.Snapshot is not { } next)
        {
            Log.ContentRefused(log, loaded.Errors.Count());
            return false;
        }

        if (next.Knowledge.Hash != Current.Knowledge.Hash)
        {
            FirstTurn.Prepare(next);
            Volatile.Write(ref _current, next);
            Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
            Log.ContentReloaded(log, next.Knowledge.Hash);
            await TryKeepAsync(loaded.Canonical);
        }

        return true;
    }

    /// <summary>The triage version with this hash, from memory or compiled from the store; the newest where it is nowhere.</summary>
    /// <param name="now">The content of this turn: a reload in between must not mix two.</param>
    /// <param name="hash">Empty: no questionnaire is open.</param>
    /// <param name="age">How long ago the questionnaire began.</param>
    public async ValueTask<TriageBook> TriageAsync(Snapshot now, string hash, TimeSpan age = default)
    {
        // Given the newest, a questionnaire that began with another version starts over and says why.
        var newest = now.Knowledge.Triage;
        if (hash.Length == 0 || hash == newest.Hash || age > PinLife || settings.RecalledTriage.Contains(hash))
        {
            return newest;
        }

        if (_books.TryGetValue(hash, out var book))
        {
            return book;
        }

        if (await store.ReadSnapshotAsync(TriageKey(hash), CancellationToken.None) is not { } name
            || await store.ReadSnapshotAsync(Encoding.ASCII.GetString(name), CancellationToken.None) is not { } bytes
            || SnapshotLoader.FromFiles(Files(bytes), settings.Country).Snapshot is not { } old)
        {
            return newest;
        }

        return _books.GetOrAdd(hash, old.Knowledge.Triage);
    }

    // The newest rules must serve even where they can't be kept (I1); a restart then doesn't know this version.
    private async Task TryKeepAsync(ReadOnlyMemory<byte> canonical)
    {
        try
        {
            await KeepAsync(canonical);
        }
        catch (StoreUnavailableException fault)
        {
            Log.StoreDown(log, fault);
        }
    }

    /// <summary>Under which the store keeps the hash of the content that holds a triage version.</summary>
    public static string TriageKey(string hash) => "triage/" + hash;

    /// <summary>Files in a form that depends on nothing but their paths and texts: what the hash stands for.</summary>
    public static byte[] Canonical(ImmutableArray<SourceFile> files)
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 21);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var file in files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path)))
            {
                json.WriteStartArray();
                json.WriteStringValue(file.Path);
                json.WriteStringValue(file.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The files of a content as the store keeps it.</summary>
    public static SourceFile[] Files(byte[] canonical) =>
        [.. (JsonSerializer.Deserialize<string[][]>(canonical) ?? []).Select(pair => new SourceFile(pair[0], pair[1]))];
}
