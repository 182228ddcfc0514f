using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.Answers;

/// <summary>A measurement question, or a dialogue of several; tests/search/README.md tells the form.</summary>
/// <param name="Id">Its id.</param>
/// <param name="File">answerable, offtopic, ...</param>
/// <param name="Held">True for the part that nobody tunes on.</param>
/// <param name="Turns">The messages, one for a single question.</param>
/// <param name="Tags">What it is counted by.</param>
internal sealed record SearchCase(string Id, string File, bool Held, ImmutableArray<SearchTurn> Turns, ImmutableArray<string> Tags)
{
    /// <summary>The tag of what the bot itself suggests.</summary>
    public const string Suggestion = "suggestion";

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["answerable"] = ["answer", "partial"],
        ["offtopic"] = ["abstain"],
        ["emergencies"] = ["emergency"],
        ["same-day"] = ["triage", "answer"],
        ["own-trouble"] = ["triage"],
        ["smalltalk"] = ["smalltalk"],
        ["languages"] = ["abstain"],
    };

    private static readonly char[] s_digits = [.. "0123456789"];

    /// <summary>The number behind the file's name.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>All cases of all files.</summary>
    public static ImmutableArray<SearchCase> All() =>
        [.. Directory.EnumerateFiles(Repo.PathOf("tests/search"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Of)];

    private static IEnumerable<SearchCase> Of(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        // tune-answerable2 goes on where tune-answerable ends.
        var file = name[(name.IndexOf('-') + 1)..].TrimEnd(s_digits);
        var batch = name[(name.IndexOf('-') + 1 + file.Length)..];
        return OfFile(path, file, name[..name.IndexOf('-')]).Select(c => c with { Batch = batch.Length == 0 ? 1 : int.Parse(batch, CultureInfo.InvariantCulture) });
    }

    /// <summary>The questions of tune-asked.txt, in the form of knowledge/asked.txt: those to answer and, under <c>[-]</c>, those to refuse.</summary>
    public static IEnumerable<SearchCase> Asked()
    {
        var (file, number) = ("", 0);
        foreach (var line in System.IO.File.ReadLines(Repo.PathOf("tests/search/tune-asked.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                file = line == "[-]" ? "offtopic" : "answerable";
                continue;
            }

            yield return new SearchCase($"asked-{++number}", file, false, [new SearchTurn(line, [.. Kinds[file]], [], null)], []);
        }
    }

    /// <summary>The follow-ups of tune-follow-ups.txt or held-follow-ups.txt, in the form of knowledge/follow-ups.txt, each with the question before it.</summary>
    public static IEnumerable<SearchCase> FollowUps(string part)
    {
        var (section, number) = ("", 0);
        foreach (var line in System.IO.File.ReadLines(Repo.PathOf($"tests/search/{part}-follow-ups.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line[1..^1];
                continue;
            }

            var (before, now) = line.Split(" | ") is [{ } first, { } second] ? (first, second) : throw new FormatException(line);
            yield return new SearchCase($"follow-{++number}", "follow-ups", part == "held", [new SearchTurn(before, [], [], null), new SearchTurn(now, [.. Kinds[section switch { "-" => "offtopic", "said" => "smalltalk", "told" => "own-trouble", _ => "answerable" }]], [], null) { Passages = section.Contains('#') ? [section] : [] }], []);
        }
    }

    /// <summary>Whatever the bot itself may suggest about a topic: it must be answered.</summary>
    public static IEnumerable<SearchCase> Suggested(Snapshot now)
    {
        var question = QuestionReader.Read(now.Tables, now.Index, "what are spasms").Questions[0];
        return Enumerable.Range(0, now.Knowledge.Vocabulary.Topics.Length)
            .SelectMany(t => Suggesting.About(now, [t]).Concat(Enum.GetValues<Ask>().SelectMany(a => Suggesting.After(now, new Goal(a, false, [t], question, false)))))
            .Distinct()
            .Select((s, at) => new SearchCase($"suggested-{at + 1}", "answerable", false, [new SearchTurn(s, [.. Kinds["answerable"]], [], null)], [Suggestion]));
    }

    /// <summary>The cases of one file.</summary>
    public static IEnumerable<SearchCase> OfFile(string path, string file, string part = "tune")
    {
        var name = Path.GetFileName(path);
        var bag = new DiagnosticBag();
        var root = (Node.List)YamlText.Parse(name, System.IO.File.ReadAllText(path), bag)!;
        foreach (var item in root.Items)
        {
            var map = new MapReader(item, bag);
            ImmutableArray<SearchTurn> turns = map.Find("turns") is null
                ? [Turn(map, file)]
                : [.. map.Maps("turns").Select(m => Turn(m, file))];
            yield return new SearchCase(map.Text("id"), file, part == "held", turns, map.Texts("tags"));
        }

        Assert.False(bag.HasErrors, string.Join('\n', bag.ToSorted()));
    }

    private static SearchTurn Turn(MapReader map, string file)
    {
        var kinds = map.Texts("kind");
        return new SearchTurn(
            map.Text("text"),
            !kinds.IsEmpty ? kinds : [.. Kinds.GetValueOrDefault(file) ?? []],
            [.. map.Items("facts").Select(f => f is Node.List list ? list.Items.OfType<Node.Scalar>().Select(s => s.Value).ToImmutableArray() : [((Node.Scalar)f).Value])],
            map.OptionalText("urgency"))
        {
            Passages = map.Texts("passages"),
        };
    }
}

/// <summary>A message with what a right reply is.</summary>
internal sealed record SearchTurn(string Text, ImmutableArray<string> Kinds, ImmutableArray<ImmutableArray<string>> Facts, string? Urgency)
{
    /// <summary>Sections (article#anchor), one of which a right reply cites; none when nothing is expected.</summary>
    public ImmutableArray<string> Passages { get; init; } = [];
}
