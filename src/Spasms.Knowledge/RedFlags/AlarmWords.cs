using System.Globalization;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Words, pairs and parts of words with how strongly they speak for an emergency, learnt from the messages of the tests: a
/// second reader beside the patterns, for what nobody wrote a pattern for. Weights are hundredths; greater is graver.
/// </summary>
public sealed class AlarmWords
{
    /// <summary>Where the file stands below the knowledge folder; without it there is no second reader.</summary>
    public const string Path = "red-flag-words.txt";

    /// <summary>A word is paired with so many that follow it.</summary>
    public const int PairReach = 3;

    /// <summary>Words longer than this also count by their first letters.</summary>
    public const int StemLength = 5;

    /// <summary>Letters of a part of a word, its ends counted as letters.</summary>
    public const int PartLength = 4;

    /// <summary>A word's beginning is paired with those of so many that follow it.</summary>
    public const int BeginningReach = 6;

    /// <summary>Letters of a beginning in such a pair.</summary>
    public const int BeginningLength = 4;

    /// <summary>Shorter words stand in no such pair.</summary>
    public const int ShortestBeginning = 3;

    /// <summary>Stands between the beginnings of a pair.</summary>
    public const char BeginningsMark = '+';

    /// <summary>Stands before the first words of a message.</summary>
    public const char OpeningMark = '^';

    /// <summary>Stands before a part.</summary>
    public const char PartMark = '~';

    private readonly WordTable _words;

    private AlarmWords(WordTable words, AlarmScale scale, AlarmWeight start, Flat<AlarmWeight> weights)
    {
        _words = words;
        Scale = scale;
        Start = start;
        Weights = weights;
    }

    /// <summary>Knows no word and never speaks.</summary>
    public static AlarmWords Empty { get; } = new(WordTable.Empty, default, default, default);

    /// <summary>What the signs of the patterns count beside the words, and from where on the sum is an alarm.</summary>
    public AlarmScale Scale { get; }

    /// <summary>What a message without a known word has.</summary>
    public AlarmWeight Start { get; }

    /// <summary>By number of the word.</summary>
    public Flat<AlarmWeight> Weights { get; }

    /// <summary>The number of a word or pair, or -1.</summary>
    public int Find(ReadOnlySpan<char> words) => _words.Find(words);

    /// <summary>Reads the file: a line for a word, pair or part with its three numbers, <c>:start</c>, and the lines of <see cref="AlarmScale"/>.</summary>
    public static AlarmWords Compile(SourceFile file, DiagnosticBag bag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var weights = new List<AlarmWeight>();
        var scale = AlarmScale.None;
        var start = default(AlarmWeight);
        var number = 0;
        foreach (var line in file.Text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var read = Read(line);
            switch (read?.Word)
            {
                case { } name when scale.With(name, read.Value.Weight) is { } more:
                    scale = more;
                    break;
                case ":start":
                    start = read.Value.Weight;
                    break;
                case { } word when seen.Add(word):
                    weights.Add(read.Value.Weight);
                    break;
                default:
                    bag.Error("K213", new Place(file.Path, number, 1), $"'{line}' is no line of the form: word, weight for the alarm, weight for self-harm, rarity.");
                    break;
            }
        }

        return new AlarmWords(WordTable.Of(seen), scale, start, weights.ToArray());
    }

    /// <summary>Its kept form.</summary>
    internal static AlarmWords In(Form form, AlarmWords? words) => new(
        WordTable.In(form, words?._words),
        AlarmScale.In(form, words?.Scale ?? AlarmScale.None),
        new AlarmWeight(form.Number(words?.Start.Alarm ?? 0), form.Number(words?.Start.Crisis ?? 0), 0),
        form.Flat(words?.Weights ?? default));

    private static (string Word, AlarmWeight Weight)? Read(string line)
    {
        var third = line.LastIndexOf(' ');
        var second = third > 0 ? line.LastIndexOf(' ', third - 1) : -1;
        var first = second > 0 ? line.LastIndexOf(' ', second - 1) : -1;
        return first > 0 && Number(line.AsSpan((first + 1)..second), out var alarm) && Number(line.AsSpan((second + 1)..third), out var crisis) && Number(line.AsSpan((third + 1)..), out var rarity)
            ? (line[..first], new AlarmWeight(alarm, crisis, rarity))
            : null;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

/// <summary>How strongly a word speaks, in hundredths.</summary>
/// <param name="Alarm">For the alarm.</param>
/// <param name="Crisis">For thoughts of self-harm.</param>
/// <param name="Rarity">How rare it is; a message's weights count by the length of its rarities.</param>
public readonly record struct AlarmWeight(int Alarm, int Crisis, int Rarity);
