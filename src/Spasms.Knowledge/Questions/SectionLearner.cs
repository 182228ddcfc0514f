namespace Spasms.Knowledge.Questions;

/// <summary>
/// Learns a <see cref="SectionReader"/>: multinomial logistic regression by stochastic gradient descent with a step size of its own
/// for each weight (AdaGrad: Duchi, Hazan and Singer, 2011). The same examples give the same reader, to the bit.
/// </summary>
internal static class SectionLearner
{
    private const int Rounds = 10;
    private const float Rate = 0.2f;
    private const float Shrink = 0.0003f;

    // A section whose share is off by less is left alone: several times faster, and few weights.
    private const float Slight = 0.01f;
    private const float Unsure = 0.0001f;

    /// <summary>Learns from questions and the sections that answer each, numbered from 0.</summary>
    /// <param name="examples">The marks of each question (<see cref="QuestionMarks"/>) and its sections, at least one.</param>
    /// <param name="sections">How many sections there are.</param>
    public static SectionReader Learn(IReadOnlyList<(int[] Marks, int[] Sections)> examples, int sections)
    {
        var held = new int[QuestionMarks.Count];
        foreach (var mark in examples.SelectMany(e => e.Marks))
        {
            held[mark]++;
        }

        // Rounded, since the logarithms of platforms differ in the last bit.
        var rarity = Array.ConvertAll(held, h => (float)Math.Round(Math.Log(1 + ((double)examples.Count / Math.Max(1, h))), 4));
        var weighed = examples.Select(e => SectionReader.Weighed(e.Marks, rarity)).ToArray();
        var learning = new Learning(sections);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var dice = 1u;
        for (var round = 0; round < Rounds; round++)
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

        return learning.Reader(rarity);
    }

    private sealed class Learning(int sections)
    {
        private readonly float[] _start = new float[sections];
        private readonly float[] _startSquares = Filled(sections);
        private readonly float[]?[] _weights = new float[QuestionMarks.Count][];
        private readonly float[]?[] _squares = new float[QuestionMarks.Count][];
        private readonly float[] _off = new float[sections];
        private readonly int[] _wrong = new int[sections];

        public void Take((int Mark, float Weight)[] question, int[] right)
        {
            _start.CopyTo(_off, 0);
            foreach (var (mark, weight) in question)
            {
                Add(_weights[mark] ??= new float[sections], weight);
            }

            Softmax.Of(_off);
            foreach (var section in right)
            {
                _off[section] -= 1f / right.Length;
            }

            var count = 0;
            for (var section = 0; section < sections; section++)
            {
                if (MathF.Abs(_off[section]) > Slight)
                {
                    _wrong[count++] = section;
                    Correct(ref _start[section], ref _startSquares[section], _off[section]);
                }
            }

            foreach (var (mark, weight) in question)
            {
                var (weights, squares) = (_weights[mark]!, _squares[mark] ??= Filled(sections));
                foreach (var section in _wrong.AsSpan(0, count))
                {
                    Correct(ref weights[section], ref squares[section], (_off[section] * weight) + (Shrink * weights[section]));
                }
            }
        }

        public SectionReader Reader(float[] rarity)
        {
            var (starts, kept, steps) = (new int[QuestionMarks.Count + 1], new List<ushort>(), new List<sbyte>());
            for (var mark = 0; mark < QuestionMarks.Count; mark++)
            {
                for (var section = 0; section < sections && _weights[mark] is { } weights; section++)
                {
                    var step = (sbyte)Math.Clamp(MathF.Round(weights[section] / SectionReader.Step), sbyte.MinValue, sbyte.MaxValue);
                    if (step != 0)
                    {
                        kept.Add((ushort)section);
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
            for (; at + lanes <= sections; at += lanes)
            {
                (new System.Numerics.Vector<float>(_off, at) + (new System.Numerics.Vector<float>(weights, at) * weight)).CopyTo(_off, at);
            }

            for (; at < sections; at++)
            {
                _off[at] += weights[at] * weight;
            }
        }
    }
}
