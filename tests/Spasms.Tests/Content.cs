using System.Collections.Concurrent;
using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Search;
using Spasms.Tests.Compiling;

namespace Spasms.Tests;

/// <summary>The real content, compiled once for all tests.</summary>
internal static class Content
{
    private static readonly ConcurrentDictionary<string, Snapshot> ByCountry = new(StringComparer.Ordinal);

    /// <summary>The real knowledge.</summary>
    public static KnowledgeBase Knowledge => Parsed.Real;

    /// <summary>The real snapshot as a host in this country has it.</summary>
    public static Snapshot In(string country) => ByCountry.GetOrAdd(country, id => new Snapshot(
        Knowledge,
        PassageIndex.Build(Knowledge.Passages, Knowledge.Vocabulary),
        Knowledge.Countries.Single(c => c.Id == id)));
}
