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

    private readonly float[] _start;
    private readonly float[] _rarity;

    // What each mark says of sections; where it begins by mark.
    private readonly int[] _starts;
    private readonly ushort[] _sections;
    private readonly sbyte[] _weights;

    public SectionReader(float[] start, float[] rarity, int[] starts, ushort[] sections, sbyte[] weights)
    {
        _start = start;
        _rarity = rarity;
        _starts = starts;
        _sections = sections;
        _weights = weights;
    }

    /// <summary>Knows of no section but what is none of ours.</summary>
    public static SectionReader Empty { get; } = new([0], new float[QuestionMarks.Count], new int[QuestionMarks.Count + 1], [], []);

    /// <summary>How many sections it tells apart, what is no section of ours included.</summary>
    public int Count => _start.Length;

    /// <summary>Its kept form.</summary>
    public static SectionReader In(Form form, SectionReader? reader) => new(
        form.Array(reader?._start),
        form.Array(reader?._rarity),
        form.Array(reader?._starts),
        form.Array(reader?._sections),
        form.Array(reader?._weights));

    /// <summary>The marks with what each weighs: rare ones more, together of length 1.</summary>
    public static (int Mark, float Weight)[] Weighed(int[] marks, float[] rarity)
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
        _start.CopyTo(shares);
        foreach (var (mark, weight) in Weighed(QuestionMarks.Of(question), _rarity))
        {
            var worth = weight * Step;
            for (var at = _starts[mark]; at < _starts[mark + 1]; at++)
            {
                shares[_sections[at]] += worth * _weights[at];
            }
        }

        Softmax.Of(shares);
    }
}
