using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>
/// Questions that people asked, each with the sections that answer it (knowledge/asked.txt). A new question votes for sections in two
/// ways that must agree. It is compared with each asked one, which gives its likeness (cosine of their words, rare ones weighing
/// more) to the power of 2.5 to its sections; and it is read by what was learnt from all of them (<see cref="SectionReader"/>).
/// A vote is the geometric mean of the two shares. Question to question finds what question to answer misses: people describe,
/// articles name. Questions under <c>[-]</c> are of other subjects: no section answers them, and what is like them is hardly ours.
/// </summary>
public sealed class AskedQuestions
{
    /// <summary>Where the file stands below the knowledge folder; without it no section has votes.</summary>
    public const string Path = "asked.txt";

    private const string Elsewhere = "-";

    // What one of the two ways leaves out the other can still name, if it is very sure.
    private const float Least = 1e-6f;

    private readonly WordTable _words;

    // The asked questions that hold each word, with what the word weighs in them; where they begin by word.
    private readonly int[] _starts;
    private readonly int[] _holding;
    private readonly float[] _weights;

    // What a word of a new question weighs.
    private readonly float[] _rarity;
    private readonly float _unknown;

    // The sections of each asked question, by ordinal; where they begin by question.
    private readonly int[] _sectionStarts;
    private readonly int[] _sections;

    private readonly SectionReader _reader;

    private AskedQuestions(WordTable words, int[] starts, int[] holding, float[] weights, float[] rarity, float unknown, int[] sectionStarts, int[] sections, SectionReader reader)
    {
        _words = words;
        _starts = starts;
        _holding = holding;
        _weights = weights;
        _rarity = rarity;
        _unknown = unknown;
        _sectionStarts = sectionStarts;
        _sections = sections;
        _reader = reader;
    }

    /// <summary>None.</summary>
    public static AskedQuestions Empty { get; } = Of([], []);

    /// <summary>How many there are.</summary>
    public int Count => _sectionStarts.Length - 1;

    /// <summary>Reads the file: an id in brackets (<c>[article#section]</c>), and below it a question a line.</summary>
    public static AskedQuestions Compile(SourceFile file, ImmutableArray<Passage> passages, DiagnosticBag bag)
    {
        var ordinals = passages.ToDictionary(p => p.Id, p => p.Ordinal, StringComparer.Ordinal);
        var asked = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        int? section = null;
        var number = 0;
        foreach (var line in file.Text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                section = ordinals.TryGetValue(line[1..^1], out var ordinal) ? ordinal : -1;
                if (section < 0 && line[1..^1] != Elsewhere)
                {
                    bag.Error(Codes.UnknownSection, new Place(file.Path, number, 2), $"No article has a section '{line[1..^1]}' with sentences: write its article's id, # and its own id.");
                }
            }
            else if (section is null)
            {
                bag.Error(Codes.AskedOfNothing, new Place(file.Path, number, 1), "This question stands under no section: put [article#section] above it.");
            }
            else
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(asked, line, out _) ??= []).Add(section.Value);
            }
        }

        return Of([.. asked.Select(a => (Text: a.Key, Sections: a.Value.Where(s => s >= 0).Distinct().ToArray()))], passages);
    }

    /// <summary>Gives each section its votes.</summary>
    /// <param name="question">The new question's words, normalised and folded (<see cref="Words.Singular"/>).</param>
    /// <param name="votes">Receives the votes, by ordinal of the passage; with those of other subjects they sum to 1.</param>
    /// <returns>The share of our subject (0 to 1); 0 where no asked question holds any of the words.</returns>
    public float Vote(ReadOnlySpan<string> question, Span<float> votes)
    {
        votes.Clear();
        var elsewhere = Liken(question, votes);
        var all = elsewhere;
        foreach (var vote in votes)
        {
            all += vote;
        }

        if (all <= 0)
        {
            return 0;
        }

        var room = ArrayPool<float>.Shared.Rent(_reader.Count);
        var read = room.AsSpan(0, _reader.Count);
        _reader.Read(question, read);
        var ours = 0f;
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = Both(votes[i] / all, read[i]);
            ours += votes[i];
        }

        elsewhere = Both(elsewhere / all, read[^1]);
        ArrayPool<float>.Shared.Return(room);
        foreach (ref var vote in votes)
        {
            vote /= ours + elsewhere;
        }

        return ours / (ours + elsewhere);
    }

    /// <summary>Their kept form.</summary>
    internal static AskedQuestions In(Form form, AskedQuestions? asked) => new(
        WordTable.In(form, asked?._words),
        form.Array(asked?._starts),
        form.Array(asked?._holding),
        form.Array(asked?._weights),
        form.Array(asked?._rarity),
        (float)form.Real(asked?._unknown ?? 0),
        form.Array(asked?._sectionStarts),
        form.Array(asked?._sections),
        SectionReader.In(form, asked?._reader));

    private static float Both(float liken, float read) => MathF.Sqrt((liken + Least) * (read + Least));

    private static AskedQuestions Of(ImmutableArray<(string Text, int[] Sections)> asked, ImmutableArray<Passage> passages)
    {
        var folded = asked.Select(a => Folded(a.Text).Distinct(StringComparer.Ordinal).ToArray()).ToArray();
        var words = WordTable.Of(folded.SelectMany(f => f));
        var holding = Enumerable.Range(0, words.Count).Select(_ => new List<int>()).ToArray();
        for (var question = 0; question < folded.Length; question++)
        {
            foreach (var word in folded[question])
            {
                holding[words.Find(word)].Add(question);
            }
        }

        var rarity = holding.Select(h => (float)Math.Log(1 + ((double)asked.Length / h.Count))).ToArray();
        var lengths = folded.Select(f => MathF.Sqrt(f.Sum(w => rarity[words.Find(w)] * rarity[words.Find(w)]))).ToArray();
        return new AskedQuestions(
            words,
            Starts(holding.Select(h => h.Count)),
            [.. holding.SelectMany(h => h)],
            [.. holding.SelectMany((h, word) => h.Select(q => rarity[word] / lengths[q]))],
            rarity,
            (float)Math.Log(1 + asked.Length),
            Starts(asked.Select(a => a.Sections.Length)),
            [.. asked.SelectMany(a => a.Sections)],
            Learnt(asked, passages));
    }

    // The lines of a section are read as questions for it too: of some sections hardly anybody has asked yet.
    private static SectionReader Learnt(ImmutableArray<(string Text, int[] Sections)> asked, ImmutableArray<Passage> passages)
    {
        var lines = passages.SelectMany(p => p.Section.Sentences.Select(s => s.Text).Prepend(p.Section.Heading), (p, line) => (Text: line, Sections: (int[])[p.Ordinal]));
        return SectionLearner.Learn(
            [.. asked.Concat(lines).Select(e => (QuestionMarks.Of(Folded(e.Text)), e.Sections is [] ? [passages.Length] : e.Sections))],
            passages.Length + 1);
    }

    private static string[] Folded(string text) => [.. Words.Of(text).Select(w => Words.Singular(w.Value))];

    // What is like the question gives to its sections; what is of other subjects is returned.
    private float Liken(ReadOnlySpan<string> question, Span<float> votes)
    {
        var room = ArrayPool<float>.Shared.Rent(Count);
        var likeness = room.AsSpan(0, Count);
        likeness.Clear();
        var square = 0f;
        for (var i = 0; i < question.Length; i++)
        {
            if (question[..i].Contains(question[i]))
            {
                continue;
            }

            var word = _words.Find(question[i]);
            var weight = word < 0 ? _unknown : _rarity[word];
            square += weight * weight;
            for (var at = word < 0 ? 0 : _starts[word]; word >= 0 && at < _starts[word + 1]; at++)
            {
                likeness[_holding[at]] += weight * _weights[at];
            }
        }

        var length = MathF.Sqrt(square);
        var elsewhere = 0f;
        for (var i = 0; i < likeness.Length; i++)
        {
            if (likeness[i] > 0)
            {
                var alike = likeness[i] / length;
                var worth = alike * alike * MathF.Sqrt(alike);
                var sections = _sections.AsSpan(_sectionStarts[i], _sectionStarts[i + 1] - _sectionStarts[i]);
                elsewhere += sections.IsEmpty ? worth : 0;
                foreach (var section in sections)
                {
                    votes[section] += worth / sections.Length;
                }
            }
        }

        ArrayPool<float>.Shared.Return(room);
        return elsewhere;
    }

    private static int[] Starts(IEnumerable<int> counts)
    {
        var starts = new List<int> { 0 };
        foreach (var count in counts)
        {
            starts.Add(starts[^1] + count);
        }

        return [.. starts];
    }
}
