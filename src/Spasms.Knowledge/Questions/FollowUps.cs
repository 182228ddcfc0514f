using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>
/// Questions that people asked on in a talk, each with the one before it and the section that answers it (knowledge/follow-ups.txt):
/// from them, and from those that stand alone (<see cref="AskedQuestions"/>), is learnt which section a follow-up asks for. What is
/// learnt are traits of sections, their aspect, their topics, their article and the section itself: that "how do they put it right"
/// asks for a treatment holds whatever was talked about, and what was talked about mostly tells the topic. Under <c>[-]</c> stands what is of another
/// subject, under <c>[said]</c> what asks nothing and only takes note, under <c>[told]</c> what tells of somebody's own trouble.
/// </summary>
public sealed class FollowUps
{
    /// <summary>Where the file stands below the knowledge folder; without it no section has votes.</summary>
    public const string Path = "follow-ups.txt";

    private const char Bar = '|';
    private const string Said = "said";
    private const string Told = "told";
    private const int Rounds = 4;

    // Weights of fewer steps are many and say little.
    private const int Least = 3;

    // Each so manieth question that stands alone is learnt with another talk before it as well: a new subject ends an old one.
    private const int Turning = 3;

    // In the order of their numbers after the passages.
    private static readonly string[] s_others = [AskedLines.Elsewhere, Said, Told];

    // Of each passage, and then of the others.
    private readonly SectionTraits _traits;
    private readonly SectionReader _reader;
    private readonly string _source;

    private FollowUps(SectionTraits traits, SectionReader reader, string source)
    {
        _source = source;
        _traits = traits;
        _reader = reader;
    }

    /// <summary>None.</summary>
    public static FollowUps Empty { get; } = new(SectionTraits.Empty, SectionReader.Empty, "");

    /// <summary>True when none were learnt.</summary>
    public bool IsEmpty => _traits.Sections == 0;

    /// <summary>Reads the file: an id in brackets (<c>[article#section]</c>), and below it a line for each: the question before, a bar, the follow-up; what begins a talk has nothing before the bar.</summary>
    /// <param name="file">The file.</param>
    /// <param name="asked">The file of questions that stand alone, or null.</param>
    /// <param name="passages">The sections.</param>
    /// <param name="bag">Receives the faults.</param>
    /// <param name="earlier">What was learnt before: it stands where it was learnt from the same.</param>
    public static FollowUps Compile(SourceFile file, SourceFile? asked, ImmutableArray<Passage> passages, DiagnosticBag bag, FollowUps? earlier = null)
    {
        var names = Names(passages);
        var traced = new SourceFile("traits", string.Join('\n', names.Select(n => string.Join('\t', n))));
        var source = ContentHash.Of(asked is null ? [file, traced] : [file, asked, traced]);
        if (earlier?._source == source)
        {
            return earlier;
        }

        var examples = new List<AskedExample>();
        var talks = new List<int[]>();
        foreach (var line in AskedLines.Read(file, passages, s_others, bag))
        {
            if (line.Text.Split(Bar) is not [{ } before, { } now] || string.IsNullOrWhiteSpace(now))
            {
                bag.Error(Codes.FollowsNothing, new Place(file.Path, line.Number, 1), "Write the question before, a bar and the follow-up: what is a cramp | how long does it last. What begins a talk has nothing before the bar.");
                continue;
            }

            var told = Marks(before);
            examples.Add(new AskedExample(Marks(now), told, line.Sections));
            if (told.Length > 0)
            {
                talks.Add(told);
            }
        }

        // What is wrong with the other file is told when it is read itself.
        foreach (var (line, number) in (asked is null ? [] : AskedLines.Read(asked, passages, [AskedLines.Elsewhere], new DiagnosticBag())).Select((l, n) => (l, n)))
        {
            examples.Add(new AskedExample(Marks(line.Text), [], line.Sections));
            if (number % Turning == 0 && talks.Count > 0)
            {
                examples.Add(examples[^1] with { Before = talks[number % talks.Count] });
            }
        }

        var traits = SectionTraits.Of(names);
        return examples.Count == 0 ? Empty : new FollowUps(traits, SectionLearner.Learn(examples, traits, Rounds, Least), source);
    }

    /// <summary>Gives each section its votes.</summary>
    /// <param name="question">The follow-up's words, normalised and folded (<see cref="Words.Singular"/>).</param>
    /// <param name="before">Those of the question before it.</param>
    /// <param name="votes">Receives the votes, by ordinal of the passage, as many as there are; with those of other subjects they sum to 1.</param>
    /// <returns>What else it may be.</returns>
    public FollowUpShares Vote(ReadOnlySpan<string> question, ReadOnlySpan<string> before, Span<float> votes)
    {
        votes.Clear();
        if (IsEmpty)
        {
            return default;
        }

        // Of whole numbers the framework has a pool compiled ahead, of real ones it hasn't.
        var room = ArrayPool<int>.Shared.Rent(_reader.Count + _traits.Sections);
        var all = MemoryMarshal.Cast<int, float>(room.AsSpan());
        var sums = all[.._reader.Count];
        var shares = all.Slice(_reader.Count, _traits.Sections);
        _reader.Read(question, before, sums);
        _traits.Share(sums, shares);
        var (asked, elsewhere, said, told) = (0f, shares[votes.Length], shares[votes.Length + 1], shares[votes.Length + 2]);
        for (var i = 0; i < votes.Length; i++)
        {
            asked += shares[i];
        }

        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = shares[i] / (asked + elsewhere);
        }

        ArrayPool<int>.Shared.Return(room);
        return new FollowUpShares(asked / (asked + elsewhere), said, told);
    }

    /// <summary>Their kept form.</summary>
    internal static FollowUps In(Form form, FollowUps? followUps) =>
        new(SectionTraits.In(form, followUps?._traits), SectionReader.In(form, followUps?._reader), form.Text(followUps?._source));

    private static int[] Marks(string text) => QuestionMarks.Of(AskedLines.Folded(text));

    // What each section has in common with others, and what stands for no section.
    private static ImmutableArray<ImmutableArray<string>> Names(ImmutableArray<Passage> passages) =>
    [
        .. passages.Select(p => (ImmutableArray<string>)[.. p.Section.Topics.Select(t => "topic " + t), "aspect " + p.Section.Aspect, "article " + p.Article.Id, "section " + p.Id]),
        .. s_others.Select(o => (ImmutableArray<string>)["other " + o]),
    ];
}
