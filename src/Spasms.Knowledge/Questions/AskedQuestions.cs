using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    private const int Rounds = 10;

    // What one of the two ways leaves out the other can still name, if it is very sure.
    private const float Least = 1e-6f;

    private readonly WordTable _words;

    // The asked questions that hold each word; where they begin by word.
    private readonly Flat<int> _starts;
    private readonly Flat<int> _holding;

    // What a word weighs.
    private readonly Flat<float> _rarity;
    private readonly float _unknown;

    // One divided by the length of each asked question.
    private readonly Flat<float> _shortness;

    // Questions stand by their section, then those of other subjects, then those of several sections: where each section's begin,
    // then where the two others do, and the sections of the last.
    private readonly Flat<int> _bySection;
    private readonly Flat<int> _severalStarts;
    private readonly Flat<int> _several;

    private readonly SectionReader _reader;
    private readonly string _source;

    private AskedQuestions(WordTable words, Flat<int> starts, Flat<int> holding, Flat<float> rarity, float unknown, Flat<float> shortness, Flat<int> bySection, Flat<int> severalStarts, Flat<int> several, SectionReader reader, string source)
    {
        _source = source;
        _words = words;
        _starts = starts;
        _holding = holding;
        _rarity = rarity;
        _unknown = unknown;
        _shortness = shortness;
        _bySection = bySection;
        _severalStarts = severalStarts;
        _several = several;
        _reader = reader;
    }

    /// <summary>None.</summary>
    public static AskedQuestions Empty { get; } = new(WordTable.Empty, new int[1], default, default, 0, default, new int[2], new int[1], default, SectionReader.Empty, "");

    /// <summary>How many there are.</summary>
    public int Count => _shortness.Length;

    /// <summary>Reads the file: an id in brackets (<c>[article#section]</c>), and below it a question a line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passages">The sections.</param>
    /// <param name="bag">Receives the faults.</param>
    /// <param name="earlier">What was learnt before: it stands where it was learnt from the same.</param>
    public static AskedQuestions Compile(SourceFile file, ImmutableArray<Passage> passages, DiagnosticBag bag, AskedQuestions? earlier = null)
    {
        var source = ContentHash.Of([file, new SourceFile("lines", string.Join('\n', passages.SelectMany(p => p.Section.Sentences.Select(s => s.Text).Prepend(p.Section.Heading).Prepend(p.Id))))]);
        return earlier?._source == source ? earlier : Of([.. AskedLines.Read(file, passages, [AskedLines.Elsewhere], bag).Select(l => (l.Text, l.Sections.Where(s => s < passages.Length).ToArray()))], passages, source);
    }

    /// <summary>Gives each section its votes.</summary>
    /// <param name="question">The new question's words, normalised and folded (<see cref="Words.Singular"/>).</param>
    /// <param name="votes">Receives the votes, by ordinal of the passage; with those of other subjects they sum to 1.</param>
    /// <returns>The share of our subject (0 to 1); 0 where no asked question holds any of the words.</returns>
    public float Vote(ReadOnlySpan<string> question, Span<float> votes)
    {
        votes.Clear();
        if (Count == 0)
        {
            return 0;
        }

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

        var room = ArrayPool<int>.Shared.Rent(_reader.Count);
        var read = Reals(room)[.._reader.Count];
        _reader.Read(question, [], read);
        Softmax.Of(read);
        var ours = 0f;
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = Both(votes[i] / all, read[i]);
            ours += votes[i];
        }

        elsewhere = Both(elsewhere / all, read[^1]);
        ArrayPool<int>.Shared.Return(room);
        foreach (ref var vote in votes)
        {
            vote /= ours + elsewhere;
        }

        return ours / (ours + elsewhere);
    }

    /// <summary>Their kept form.</summary>
    internal static AskedQuestions In(Form form, AskedQuestions? asked) => new(
        WordTable.In(form, asked?._words),
        form.Flat(asked?._starts ?? default),
        form.Flat(asked?._holding ?? default),
        form.Flat(asked?._rarity ?? default),
        (float)form.Real(asked?._unknown ?? 0),
        form.Flat(asked?._shortness ?? default),
        form.Flat(asked?._bySection ?? default),
        form.Flat(asked?._severalStarts ?? default),
        form.Flat(asked?._several ?? default),
        SectionReader.In(form, asked?._reader),
        form.Text(asked?._source));

    // Of whole numbers the framework has a pool compiled ahead, of real ones it hasn't.
    private static Span<float> Reals(int[] room) => MemoryMarshal.Cast<int, float>(room.AsSpan());

    private static float Both(float liken, float read) => MathF.Sqrt((liken + Least) * (read + Least));

    private static AskedQuestions Of(ImmutableArray<(string Text, int[] Sections)> asked, ImmutableArray<Passage> passages, string source)
    {
        var reader = Learnt(asked, passages);
        var counts = new int[passages.Length + 2];
        foreach (var (_, sections) in asked)
        {
            counts[Shelf(sections, passages.Length)]++;
        }

        asked = [.. asked.OrderBy(a => Shelf(a.Sections, passages.Length))];
        var folded = asked.Select(a => AskedLines.Folded(a.Text).Distinct(StringComparer.Ordinal).ToArray()).ToArray();
        var words = WordTable.Of(folded.SelectMany(f => f));
        var holding = Enumerable.Range(0, words.Count).Select(_ => new List<int>()).ToArray();
        for (var question = 0; question < folded.Length; question++)
        {
            foreach (var word in folded[question])
            {
                holding[words.Find(word)].Add(question);
            }
        }

        // Rounded, since the logarithms of platforms differ in the last bit.
        var rarity = holding.Select(h => (float)Math.Round(Math.Log(1 + ((double)asked.Length / h.Count)), 4)).ToArray();
        var several = asked.Where(a => a.Sections.Length > 1).ToArray();
        return new AskedQuestions(
            words,
            Starts(holding.Select(h => h.Count)),
            holding.SelectMany(h => h).ToArray(),
            rarity,
            (float)Math.Round(Math.Log(1 + asked.Length), 4),
            folded.Select(f => 1 / MathF.Sqrt(f.Sum(w => rarity[words.Find(w)] * rarity[words.Find(w)]))).ToArray(),
            Starts(counts[..^1]),
            Starts(several.Select(a => a.Sections.Length)),
            several.SelectMany(a => a.Sections).ToArray(),
            reader,
            source);
    }

    // Where a question stands: with its section, with those of none, or with those of several.
    private static int Shelf(int[] sections, int count) => sections switch { [] => count, [var only] => only, _ => count + 1 };

    // The lines of a section are read as questions for it too: of some sections hardly anybody has asked yet.
    private static SectionReader Learnt(ImmutableArray<(string Text, int[] Sections)> asked, ImmutableArray<Passage> passages)
    {
        var lines = passages.SelectMany(p => p.Section.Sentences.Select(s => s.Text).Prepend(p.Section.Heading), (p, line) => (Text: line, Sections: (int[])[p.Ordinal]));
        return SectionLearner.Learn(
            [.. asked.Concat(lines).Select(e => new AskedExample(QuestionMarks.Of(AskedLines.Folded(e.Text)), [], e.Sections is [] ? [passages.Length] : e.Sections))],
            SectionTraits.Own(passages.Length + 1),
            Rounds,
            least: 1);
    }

    // What is like the question gives to its sections; what is of other subjects is returned.
    private float Liken(ReadOnlySpan<string> question, Span<float> votes)
    {
        var room = ArrayPool<int>.Shared.Rent(Count);
        var alike = Reals(room)[..Count];
        alike.Clear();
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
            foreach (var holding in word < 0 ? [] : _holding.Span[_starts[word].._starts[word + 1]])
            {
                alike[holding] += weight * weight;
            }
        }

        Worth(alike, square > 0 ? 1 / MathF.Sqrt(square) : 0);
        var bySection = _bySection.Span;
        for (var section = 0; section < votes.Length; section++)
        {
            votes[section] = Sum(alike[bySection[section]..bySection[section + 1]]);
        }

        var others = bySection[^1];
        for (var i = others; i < alike.Length; i++)
        {
            var sections = _several.Span[_severalStarts[i - others].._severalStarts[i - others + 1]];
            foreach (var section in sections)
            {
                votes[section] += alike[i] / sections.Length;
            }
        }

        var elsewhere = Sum(alike[bySection[^2]..others]);
        ArrayPool<int>.Shared.Return(room);
        return elsewhere;
    }

    // Cosines to the power of 2.5. Four at a time on every machine: wider ones could not be compiled ahead.
    private void Worth(Span<float> alike, float shortness)
    {
        var lanes = Vector128<float>.Count;
        var each = _shortness.Span;
        var at = 0;
        for (; at + lanes <= alike.Length; at += lanes)
        {
            var cosine = Vector128.Create(alike[at..]) * Vector128.Create(each[at..]) * shortness;
            (cosine * cosine * Vector128.Sqrt(cosine)).CopyTo(alike[at..]);
        }

        for (; at < alike.Length; at++)
        {
            var cosine = alike[at] * each[at] * shortness;
            alike[at] = cosine * cosine * MathF.Sqrt(cosine);
        }
    }

    // Four sums at a time, on every machine.
    private static float Sum(ReadOnlySpan<float> worths)
    {
        var sums = Vector128<float>.Zero;
        for (; worths.Length >= Vector128<float>.Count; worths = worths[Vector128<float>.Count..])
        {
            sums += Vector128.Create(worths);
        }

        var sum = sums[0] + sums[1] + sums[2] + sums[3];
        foreach (var worth in worths)
        {
            sum += worth;
        }

        return sum;
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
