using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Questions;

/// <summary>
/// Which section a question asks for, learnt from asked questions and the articles' own lines (<see cref="SectionLearner"/>):
/// every mark of the question speaks for and against traits of sections (<see cref="SectionTraits"/>), and the sums of each section's
/// traits become shares of 1 (softmax). Where likeness to single questions compares whole questions, this knows which words decide.
/// </summary>
internal sealed class SectionReader
{
    /// <summary>What a step of a kept weight is worth.</summary>
    public const float Step = 1 / 16f;

    // In a talk, what the question before says counts less than what is asked now.
    private const float Earlier = 0.6f;

    private readonly Flat<float> _start;
    private readonly Flat<float> _rarity;

    // What each mark says of traits; where it begins by mark.
    private readonly Flat<int> _starts;
    private readonly Flat<ushort> _traits;
    private readonly Flat<sbyte> _weights;

    public SectionReader(Flat<float> start, Flat<float> rarity, Flat<int> starts, Flat<ushort> traits, Flat<sbyte> weights)
    {
        _start = start;
        _rarity = rarity;
        _starts = starts;
        _traits = traits;
        _weights = weights;
    }

    /// <summary>Knows of one trait: what is none of ours.</summary>
    public static SectionReader Empty { get; } = new(new float[1], new float[QuestionMarks.Count], new int[QuestionMarks.Count + 1], default, default);

    /// <summary>How many traits it tells apart.</summary>
    public int Count => _start.Length;

    /// <summary>Its kept form.</summary>
    public static SectionReader In(Form form, SectionReader? reader) => new(
        form.Flat(reader?._start ?? default),
        form.Flat(reader?._rarity ?? default),
        form.Flat(reader?._starts ?? default),
        form.Flat(reader?._traits ?? default),
        form.Flat(reader?._weights ?? default));

    /// <summary>The marks with what each weighs: rare ones more, those of the question before less, together of length 1.</summary>
    public static (int Mark, float Weight)[] Weighed(int[] marks, int[] before, ReadOnlySpan<float> rarity)
    {
        var weighed = new (int Mark, float Weight)[marks.Length + before.Length];
        var (count, square) = (0, 0f);
        foreach (var mark in marks)
        {
            weighed[count++] = (mark, rarity[mark]);
        }

        foreach (var mark in before)
        {
            if (Array.BinarySearch(marks, mark) < 0)
            {
                weighed[count++] = (mark, Earlier * rarity[mark]);
            }
        }

        for (var i = 0; i < count; i++)
        {
            square += weighed[i].Weight * weighed[i].Weight;
        }

        var length = square > 0 ? MathF.Sqrt(square) : 1;
        for (var i = 0; i < count; i++)
        {
            weighed[i].Weight /= length;
        }

        return count == weighed.Length ? weighed : weighed[..count];
    }

    /// <summary>Adds up what the marks say of each trait.</summary>
    /// <param name="question">The question's words, normalised and folded (<see cref="Words.Singular"/>).</param>
    /// <param name="before">Those of the question before it in the talk; empty where it stands alone.</param>
    /// <param name="sums">Receives the sums, <see cref="Count"/> of them.</param>
    public void Read(ReadOnlySpan<string> question, ReadOnlySpan<string> before, Span<float> sums)
    {
        _start.Span.CopyTo(sums);
        var starts = _starts.Span;
        foreach (var (mark, weight) in Weighed(QuestionMarks.Of(question), QuestionMarks.Of(before), _rarity.Span))
        {
            var worth = weight * Step;
            var traits = _traits.Span[starts[mark]..starts[mark + 1]];
            var weights = _weights.Span[starts[mark]..starts[mark + 1]];
            for (var i = 0; i < traits.Length && i < weights.Length; i++)
            {
                sums[traits[i]] += worth * weights[i];
            }
        }
    }
}
