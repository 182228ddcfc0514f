using System.Text.RegularExpressions;
using Spasms.Knowledge;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.House;

/// <summary>
/// Every phrase the code names is in en.yaml, and every phrase there is named by the code. The convention: a phrase id
/// stands in the code as a string literal, whole or (ending in a hyphen or cut by an insertion) as a prefix, or in a
/// table of knowledge/ behind "phrase:".
/// </summary>
public sealed partial class PhraseUseTests
{
    private const string English = "knowledge/phrases/en.yaml";

    // Sections name these, not code.
    private static readonly string[] DirectWords = ["yes", "it-can", "no", "unclear", "may-help", "not-usually"];

    private static readonly HashSet<string> Ids = ReadIds();

    [Fact]
    public void Every_phrase_that_the_code_says_is_in_the_english_file()
    {
        var missing =
            from file in SourceTree.Code("src")
            from use in Use().Matches(Repo.Read(file))
            let id = use.Groups["id"].Value
            where use.Groups["more"].Success || id.EndsWith('-')
                ? !Ids.Any(known => known.StartsWith(id, StringComparison.Ordinal))
                : !Ids.Contains(id)
            select $"{file}: {id}";

        Check.None(missing);
    }

    [Fact]
    public void Every_phrase_of_the_english_file_is_said_somewhere()
    {
        var tables = SourceTree.Files("knowledge").Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) && !f.Contains("/phrases/", StringComparison.Ordinal));
        var literals = SourceTree.Code("src").SelectMany(f => Literal().Matches(Repo.Read(f)).Select(m => m.Groups[1].Value))
            .Concat(tables.SelectMany(f => Named().Matches(Repo.Read(f)).Select(m => m.Groups[1].Value)))
            .ToHashSet(StringComparer.Ordinal);
        var prefixes = literals.Select(l => l.Split('{')[0]).Where(l => l.EndsWith('-') && l.Length > 2).ToArray();

        Check.None(Ids
            .Except(DirectWords)
            .Except(Answers().Matches(Repo.Read("knowledge/small-talk.yaml")).Select(m => m.Groups[1].Value))
            .Where(id => !literals.Contains(id) && !prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal));
    }

    private static HashSet<string> ReadIds()
    {
        var bag = new DiagnosticBag();
        return [.. new MapReader(YamlText.Parse(English, Repo.Read(English), bag)!, bag).Keys];
    }

    [GeneratedRegex("""(?:\b(?:English|words|phrases|Words|Phrases)\[|\b(?:English|words|phrases|Words|Phrases)\.Format\(\s*)\$?"(?<id>[a-z][a-z0-9-]*)(?<more>\{|"\s*\+)?""")]
    private static partial Regex Use();

    [GeneratedRegex(@"\bphrase: ([a-z][a-z0-9-]*)")]
    private static partial Regex Named();

    // Small talk names its phrases in its own file.
    [GeneratedRegex(@"^ +phrase: ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Answers();

    [GeneratedRegex("""\$?"([a-z][a-z0-9-]*(?:\{[^"]*)?)""" + "\"")]
    private static partial Regex Literal();
}
