using Spasms.Dialog;
using Spasms.Tests;

namespace Spasms.Bot.Tests;

/// <summary>The real content, compiled once for all tests: it is immutable, and compiling it for each host took most of their time.</summary>
internal static class RealContent
{
    private static readonly Lazy<Snapshot> Compiled = new(() =>
        SnapshotLoader.Load(Repo.Knowledge, "US") is { Snapshot: { } snapshot } ? snapshot : throw new InvalidOperationException("The knowledge doesn't compile."));

    /// <summary>As a host in a country has it.</summary>
    public static Snapshot In(string country) =>
        Compiled.Value with { Country = Compiled.Value.Knowledge.Countries.First(c => c.Id.Equals(country, StringComparison.OrdinalIgnoreCase)) };
}
