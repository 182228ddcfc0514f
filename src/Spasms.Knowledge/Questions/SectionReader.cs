using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>
/// Which section a question asks for, learnt from asked questions and the articles' own lines (<see cref="SectionLearner"/>):
/// every mark of the question speaks for and against sections, and the sums become shares of 1 (softmax). Where likeness to single
/// questions compares whole questions, this knows which words decide.
/// </summary>
internal sealed class SectionReader
{
    /// <summary>What a step of a kept weight is worth.</summary>
    public const float Step = 1 / 16f;

    private readonly Flat<float> _start;
    private readonly Flat<float> _rarity;

    // What each mark says of sections; where it begins by mark.
    private readonly Flat<int> _starts;
    private readonly Flat<ushort> _sections;
    private readonly Flat<sbyte> _weights;

    public SectionReader(Flat<float> start, Flat<float> rarity, Flat<int> starts, Flat<ushort> sections, Flat<sbyte> weights)
    {
        _start = start;
        _rarity = rarity;
        _starts = starts;
        _sections = sections;
        _weights = weights;
    }

    /// <summary>Knows of no section but what is none of ours.</summary>
    public static SectionReader Empty { get; } = new(new float[1], new float[QuestionMarks.Count], new int[QuestionMarks.Count + 1], default, default);

    /// <summary>How many sections it tells apart, what is no section of ours included.</summary>
    public int Count => _start.Length;

    /// <summary>Its kept form.</summary>
    public static SectionReader In(Form form, SectionReader? reader) => new(
        form.Flat(reader?._start ?? default),
        form.Flat(reader?._rarity ?? default),
        form.Flat(reader?._starts ?? default),
        form.Flat(reader?._sections ?? default),
        form.Flat(reader?._weights ?? default));

    /// <summary>The marks with what each weighs: rare ones more, together of length 1.</summary>
    public static (int Mark, float Weight)[] Weighed(int[] marks, ReadOnlySpan<float> rarity)
    {
        var weighed = new (int Mark, float Weight)[marks.Length];
        var square = 0f;
        for (var i = 0; i < marks.Length; i++)
        {
            weighed[i] = (marks[i], rarity[marks[i]]);
            square += weighed[i].Weight * weighed[i].Weight;
        }

        var length = square > 0 ? MathF.Sqrt(square) : 1;
        for (var i = 0; i < weighed.Length; i++)
        {
            weighed[i].Weight /= length;
        }

        return weighed;
    }

    /// <summary>Gives each section its share.</summary>
    /// <param name="question">The question's words, normalised and folded (<see cref="Words.Singular"/>).</param>
    /// <param name="shares">Receives the shares, <see cref="Count"/> of them; they sum to 1.</param>
    public void Read(ReadOnlySpan<string> question, Span<float> shares)
    {
        _start.Span.CopyTo(shares);
        var sections = _sections.Span;
        var weights = _weights.Span;
        foreach (var (mark, weight) in Weighed(QuestionMarks.Of(question), _rarity.Span))
        {
            var worth = weight * Step;
            for (var at = _starts[mark]; at < _starts[mark + 1]; at++)
            {
                shares[sections[at]] += worth * weights[at];
            }
        }

        Softmax.Of(shares);
    }
}
