using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Search;

namespace Spasms.Bot;

/// <summary>What came of loading: a snapshot unless something was refused, and every fault found.</summary>
internal sealed record LoadedSnapshot(Snapshot? Snapshot, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What was read and compiled, good or bad.</summary>
    public ImmutableArray<SourceFile> Files { get; init; } = [];

    /// <summary>The files as a store keeps them; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Canonical
    {
        get => field.IsEmpty && !Files.IsEmpty ? Snapshots.Canonical(Files) : field;
        init;
    }

    /// <summary>The errors alone.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == Severity.Error);
}

/// <summary>From a knowledge folder to a snapshot: read, compile, index, pick the country.</summary>
internal static class SnapshotLoader
{
    /// <summary>Loads a folder for a country (its id, whatever the case). Never throws for content.</summary>
    /// <param name="folder">The knowledge folder.</param>
    /// <param name="country">ISO code or <c>EU</c>.</param>
    /// <param name="today">For the overdue-review warnings; null leaves them out.</param>
    /// <param name="parts">Which index and recognizer; null: our own.</param>
    /// <param name="read">The prepared content, where somebody read it already.</param>
    /// <param name="earlier">What an earlier version was compiled to, so that the same is not learnt again.</param>
    public static LoadedSnapshot Load(string folder, string country, DateOnly? today = null, Parts? parts = null, PreparedContent? read = null, KnowledgeBase? earlier = null)
    {
        // What the program was published with need not be compiled; overdue reviews are for the compiler to tell.
        if (today is null && (read ?? PreparedContent.Read(tell: Console.Error.WriteLine)) is { } prepared && prepared.StandsFor(folder))
        {
            return Of(prepared.Snapshot.Knowledge, [], country, parts, prepared.Snapshot) with { Canonical = prepared.Canonical };
        }

        var (files, faults) = KnowledgeFolder.Read(folder);
        var loaded = FromFiles(files, country, today, parts, earlier);
        var all = faults.AddRange(loaded.Diagnostics);
        return new LoadedSnapshot(faults.Any(d => d.Severity == Severity.Error) ? null : loaded.Snapshot, all) { Files = files };
    }

    /// <summary>The same from files already in memory: how a stored older snapshot comes back.</summary>
    public static LoadedSnapshot FromFiles(IReadOnlyCollection<SourceFile> files, string country, DateOnly? today = null, Parts? parts = null, KnowledgeBase? earlier = null)
    {
        var (knowledge, faults) = KnowledgeCompiler.Compile(files, today, earlier);
        return knowledge is null ? new LoadedSnapshot(null, faults) : Of(knowledge, faults, country, parts);
    }

    private static LoadedSnapshot Of(KnowledgeBase knowledge, ImmutableArray<Diagnostic> faults, string country, Parts? parts, Snapshot? kept = null)
    {
        if (knowledge.Countries.FirstOrDefault(c => c.Id.Equals(country, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            // Index and tables side by side: the first answer needs both.
            parts ??= Parts.Own;
            var index = Task.Run(() => parts.Index(knowledge, kept?.Index as PassageIndex));
            var ready = (kept ?? new Snapshot(knowledge, PassageIndex.Empty, found)).Ready();
            return new LoadedSnapshot(ready with { Country = found, Index = index.GetAwaiter().GetResult(), Recognizer = parts.Recognizer }, faults);
        }

        var known = string.Join(", ", knowledge.Countries.Select(c => c.Id));
        var bag = new DiagnosticBag();
        bag.Error(Codes.UnknownCountry, Place.Start("countries"), $"The country '{country}' is not known here. Known: {known}.");
        return new LoadedSnapshot(null, faults.AddRange(bag.ToSorted()));
    }
}
