namespace Spasms.Knowledge.Questions;

/// <summary>
/// Learns a <see cref="SectionReader"/>: multinomial logistic regression by stochastic gradient descent with a step size of its own
/// for each weight (AdaGrad: Duchi, Hazan and Singer, 2011). What is learnt are weights of traits, and a section has those of all its
/// traits: where each is its own only trait, nothing is shared. The same examples give the same reader, to the bit.
/// </summary>
internal static class SectionLearner
{
    private const float Rate = 0.2f;
    private const float Shrink = 0.0003f;

    // A trait whose share is off by less is left alone: several times faster, and few weights.
    private const float Slight = 0.01f;
    private const float Unsure = 0.0001f;

    /// <summary>Learns from questions and the sections that answer each, numbered from 0.</summary>
    /// <param name="examples">The questions, each with at least one section.</param>
    /// <param name="traits">The traits of each section, numbered from 0.</param>
    /// <param name="rounds">How often all examples are gone through.</param>
    /// <param name="least">Weights of fewer steps (<see cref="SectionReader.Step"/>) are not kept.</param>
    public static SectionReader Learn(IReadOnlyList<AskedExample> examples, SectionTraits traits, int rounds, int least)
    {
        var held = new int[QuestionMarks.Count];
        foreach (var mark in examples.SelectMany(e => e.Marks.Union(e.Before)))
        {
            held[mark]++;
        }

        // Rounded, since the logarithms of platforms differ in the last bit.
        var rarity = Array.ConvertAll(held, h => (float)Math.Round(Math.Log(1 + ((double)examples.Count / Math.Max(1, h))), 4));
        var weighed = examples.Select(e => SectionReader.Weighed(e.Marks, e.Before, rarity)).ToArray();
        var learning = new Learning(traits);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var dice = 1u;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                dice = (dice * 1664525) + 1013904223;
                var other = (int)(((ulong)dice * (ulong)(i + 1)) >> 32);
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (var at in order)
            {
                learning.Take(weighed[at], examples[at].Sections);
            }
        }

        return learning.Reader(rarity, least);
    }

    private sealed class Learning
    {
        private readonly SectionTraits _traits;
        private readonly int _count;
        private readonly float[] _start;
        private readonly float[] _startSquares;
        private readonly float[]?[] _weights = new float[QuestionMarks.Count][];
        private readonly float[]?[] _squares = new float[QuestionMarks.Count][];

        // Sums by trait, then how far each is off; of sections between.
        private readonly float[] _off;
        private readonly float[] _shares;
        private readonly int[] _wrong;

        public Learning(SectionTraits traits)
        {
            _traits = traits;
            _count = Enumerable.Range(0, traits.Sections).Max(s => traits.Of(s).ToArray().Max()) + 1;
            (_start, _startSquares) = (new float[_count], Filled(_count));
            (_off, _shares, _wrong) = (new float[_count], new float[traits.Sections], new int[_count]);
        }

        public void Take((int Mark, float Weight)[] question, int[] right)
        {
            _start.CopyTo(_off, 0);
            foreach (var (mark, weight) in question)
            {
                Add(_weights[mark] ??= new float[_count], weight);
            }

            _traits.Share(_off, _shares);
            foreach (var section in right)
            {
                _shares[section] -= 1f / right.Length;
            }

            Array.Clear(_off);
            for (var section = 0; section < _shares.Length; section++)
            {
                foreach (var trait in _traits.Of(section))
                {
                    _off[trait] += _shares[section];
                }
            }

            var count = 0;
            for (var trait = 0; trait < _count; trait++)
            {
                if (MathF.Abs(_off[trait]) > Slight)
                {
                    _wrong[count++] = trait;
                    Correct(ref _start[trait], ref _startSquares[trait], _off[trait]);
                }
            }

            foreach (var (mark, weight) in question)
            {
                var (weights, squares) = (_weights[mark]!, _squares[mark] ??= Filled(_count));
                foreach (var trait in _wrong.AsSpan(0, count))
                {
                    Correct(ref weights[trait], ref squares[trait], (_off[trait] * weight) + (Shrink * weights[trait]));
                }
            }
        }

        public SectionReader Reader(float[] rarity, int least)
        {
            var (starts, kept, steps) = (new int[QuestionMarks.Count + 1], new List<ushort>(), new List<sbyte>());
            for (var mark = 0; mark < QuestionMarks.Count; mark++)
            {
                for (var trait = 0; trait < _count && _weights[mark] is { } weights; trait++)
                {
                    var step = (sbyte)Math.Clamp(MathF.Round(weights[trait] / SectionReader.Step), sbyte.MinValue, sbyte.MaxValue);
                    if (Math.Abs((int)step) >= least)
                    {
                        kept.Add((ushort)trait);
                        steps.Add(step);
                    }
                }

                starts[mark + 1] = kept.Count;
            }

            return new SectionReader(_start, rarity, starts, kept.ToArray(), steps.ToArray());
        }

        private static float[] Filled(int count)
        {
            var filled = new float[count];
            Array.Fill(filled, Unsure);
            return filled;
        }

        private static void Correct(ref float weight, ref float squares, float slope)
        {
            squares += slope * slope;
            weight -= Rate * slope / MathF.Sqrt(squares);
        }

        // Lane by lane, so that the width of the machine's vectors changes no bit.
        private void Add(float[] weights, float weight)
        {
            var (lanes, at) = (System.Numerics.Vector<float>.Count, 0);
            for (; at + lanes <= _count; at += lanes)
            {
                (new System.Numerics.Vector<float>(_off, at) + (new System.Numerics.Vector<float>(weights, at) * weight)).CopyTo(_off, at);
            }

            for (; at < _count; at++)
            {
                _off[at] += weights[at] * weight;
            }
        }
    }
}
