using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Words and pairs of words with how strongly they speak for an emergency, learnt from the messages of the tests: a second
/// reader beside the patterns, for what nobody wrote a pattern for. Weights are hundredths; greater is graver.
/// </summary>
public sealed class AlarmWords
{
    /// <summary>Where the file stands below the knowledge folder; without it there is no second reader.</summary>
    public const string Path = "red-flag-words.txt";

    /// <summary>A word is paired with so many that follow it.</summary>
    public const int PairReach = 3;

    /// <summary>Words longer than this also count by their first letters.</summary>
    public const int StemLength = 5;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private AlarmWords() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Knows no word and never speaks.</summary>
    public static AlarmWords Empty { get; } = new();

    /// <summary>From here on a message is taken for an emergency, in hundredths.</summary>
    public int Threshold { get; private set; } = int.MaxValue;

    /// <summary>What a message without a known word has: for the alarm and for thoughts of self-harm.</summary>
    public (int Alarm, int Crisis) Start { get; private set; }

    /// <summary>By number of the word: for the alarm and for thoughts of self-harm.</summary>
    public ImmutableArray<(int Alarm, int Crisis)> Weights { get; private set; } = [];

    /// <summary>The number of a word or pair, or -1.</summary>
    public int Find(ReadOnlySpan<char> words) => _lookup.TryGetValue(words, out var number) ? number : -1;

    /// <summary>Reads the file: a line for a word or pair with its two weights, and the lines <c>:threshold</c> and <c>:start</c>.</summary>
    public static AlarmWords Compile(SourceFile file, DiagnosticBag bag)
    {
        var words = new AlarmWords();
        var weights = ImmutableArray.CreateBuilder<(int, int)>();
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            if (line.Length > 0 && line[0] != '#' && !words.Read(line.TrimEnd('\r'), weights))
            {
                bag.Error("K213", new Place(file.Path, number, 1), $"'{line.TrimEnd('\r')}' is no line of the form: word, weight for the alarm, weight for self-harm.");
            }
        }

        words.Weights = weights.ToImmutable();
        return words;
    }

    private bool Read(string line, ImmutableArray<(int, int)>.Builder weights)
    {
        var second = line.LastIndexOf(' ');
        var first = second > 0 ? line.LastIndexOf(' ', second - 1) : -1;
        if (first <= 0 || !Number(line[(first + 1)..second], out var alarm) || !Number(line[(second + 1)..], out var crisis))
        {
            return false;
        }

        switch (line[..first])
        {
            case ":threshold":
                Threshold = alarm;
                return true;
            case ":start":
                Start = (alarm, crisis);
                return true;
            default:
                if (!_numbers.TryAdd(line[..first], weights.Count))
                {
                    return false;
                }

                weights.Add((alarm, crisis));
                return true;
        }
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
