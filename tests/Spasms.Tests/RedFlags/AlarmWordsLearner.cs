using System.Globalization;
using System.Text;

namespace Spasms.Tests.RedFlags;

/// <summary>A message's words and pairs with what it is.</summary>
internal sealed record AlarmExample(IReadOnlyList<string> Written, bool Alarm, bool Crisis);

/// <summary>
/// Learns knowledge/red-flag-words.txt: two logistic regressions over the words and pairs of the examples, trained by
/// gradient steps with a step size for each word (AdaGrad), the mean of the later rounds taken. The same examples in the
/// same order give the same file.
/// </summary>
internal static class AlarmWordsLearner
{
    private const int Rounds = 14;
    private const int FirstKept = 7;
    private const int Rare = 2;
    private const int Least = 8;
    private const double Step = 0.3;

    public static string Learn(IReadOnlyList<AlarmExample> examples, int threshold)
    {
        var known = examples.SelectMany(e => e.Written.Distinct(StringComparer.Ordinal))
            .GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() >= Rare).Select(g => g.Key).Order(StringComparer.Ordinal).ToArray();
        var numbers = known.Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i, StringComparer.Ordinal);
        var rows = examples.Select(e => e.Written.Distinct(StringComparer.Ordinal).Where(numbers.ContainsKey).Select(w => numbers[w]).ToArray()).ToArray();
        var (alarm, alarmStart) = Fit(rows, examples.Select(e => e.Alarm).ToArray(), known.Length);
        var (crisis, crisisStart) = Fit(rows, examples.Select(e => e.Crisis).ToArray(), known.Length);
        var text = new StringBuilder()
            .Append("# How strongly a word or a pair of words speaks for an emergency, and for thoughts of self-harm, in hundredths.\n")
            .Append("# D: denied, P: long over, S: only asked or supposed, F: a figure of speech, A: an animal or a thing; * any ending.\n")
            .Append("# Learnt from tests/red-flags and tests/search/tune-*: don't write here, add a message there and learn anew:\n")
            .Append("# WRITE_ALARM_WORDS=1 dotnet test tests/Spasms.Tests --filter AlarmWords\n")
            .Append(CultureInfo.InvariantCulture, $":threshold {threshold} 0\n")
            .Append(CultureInfo.InvariantCulture, $":start {Hundredths(alarmStart)} {Hundredths(crisisStart)}\n");
        for (var i = 0; i < known.Length; i++)
        {
            var (a, c) = (Hundredths(alarm[i]), Hundredths(crisis[i]));
            if (Math.Abs(a) >= Least || Math.Abs(c) >= Least)
            {
                text.Append(CultureInfo.InvariantCulture, $"{known[i]} {a} {c}\n");
            }
        }

        return text.ToString();
    }

    private static int Hundredths(double weight) => (int)Math.Round(weight * 100);

    private static (double[] Weights, double Start) Fit(int[][] rows, bool[] wanted, int words)
    {
        var weights = new double[words];
        var slopes = new double[words];
        var kept = new double[words];
        var start = 0.0;
        var keptStart = 0.0;
        var dice = new Random(20261127);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            dice.Shuffle(order);
            foreach (var at in order)
            {
                var scale = Math.Sqrt(rows[at].Length + 1);
                var sum = rows[at].Sum(w => weights[w]);
                var error = (1 / (1 + Math.Exp(-Math.Clamp(start + (sum / scale), -30, 30)))) - (wanted[at] ? 1 : 0);
                start -= 0.05 * error;
                foreach (var word in rows[at])
                {
                    var slope = (error / scale) + (1e-5 * weights[word]);
                    slopes[word] += slope * slope;
                    weights[word] -= Step * slope / Math.Sqrt(slopes[word] + 1e-8);
                }
            }

            if (round >= FirstKept)
            {
                keptStart += start / (Rounds - FirstKept);
                for (var word = 0; word < words; word++)
                {
                    kept[word] += weights[word] / (Rounds - FirstKept);
                }
            }
        }

        return (kept, keptStart);
    }
}
