using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Dialog.RedFlags;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.RedFlags;

/// <summary>The messages of tests/red-flags and of the families themselves: data that anyone may add to.</summary>
internal static class RedFlagCases
{
    /// <summary>The files of tests/red-flags.</summary>
    public static ImmutableArray<string> Files { get; } = ["emergency", "emergency-nerves", "emergency-voices", "crisis", "urgent", "look-alike", "look-alike-nerves", "look-alike-voices", "look-alike-questions", "look-alike-known", "harmless", "languages", "languages-harmless"];

    /// <summary>The real content in the United States.</summary>
    public static Snapshot Now => Content.In("US");

    /// <summary>A file's messages with the heading they stand under.</summary>
    public static ImmutableArray<(string Heading, string Text)> Of(string file)
    {
        var path = $"tests/red-flags/{file}.yaml";
        var bag = new DiagnosticBag();
        var map = new MapReader(YamlText.Parse(path, Repo.Read(path), bag)!, bag);
        ImmutableArray<(string, string)> cases = [.. map.Keys.ToList().SelectMany(k => map.Texts(k).Select(t => (k, t)))];
        Assert.Empty(bag.ToSorted());
        return cases;
    }

    /// <summary>What the families say of themselves.</summary>
    public static IEnumerable<(string Family, string Text)> Caught =>
        Now.Knowledge.RedFlags.Families.SelectMany(f => f.Caught.Select(t => (f.Id, t)));

    /// <summary>The level that a message is given.</summary>
    public static RedFlagLevel Level(string text) => RedFlagScan.Scan(Now, text).Level;

    /// <summary>A line for a list of what went wrong.</summary>
    public static string Show(string text)
    {
        var found = RedFlagScan.Scan(Now, text);
        return $"{found.Level} [{string.Join(' ', found.Hits.Select(h => h.Family))}] {text}";
    }
}
