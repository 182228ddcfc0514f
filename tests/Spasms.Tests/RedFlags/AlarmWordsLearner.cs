using System.Globalization;
using System.Text;
using Spasms.Dialog.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>A message's words and pairs with what it is.</summary>
/// <param name="Written">Words and pairs.</param>
/// <param name="Alarm">True for an emergency.</param>
/// <param name="Crisis">True for thoughts of self-harm.</param>
/// <param name="Leads">How many leads were found, where nothing speaks for itself.</param>
internal sealed record AlarmExample(IReadOnlyList<string> Written, bool Alarm, bool Crisis, int Leads);

/// <summary>
/// Learns knowledge/red-flag-words.txt: two logistic regressions over the words and pairs of the examples, trained by
/// gradient steps with a step size for each word (AdaGrad), the mean of the later rounds taken. Where the file speaks up is
/// found by cross-validation: each message is weighed by what was learnt without it and its neighbours. The same examples in
/// the same order give the same file.
/// </summary>
internal static class AlarmWordsLearner
{
    private const int Rounds = 14;
    private const int FirstKept = 7;
    private const int Rare = 2;
    private const int Least = 8;
    private const double Step = 0.3;
    private const double Shrink = 5e-4;
    private const int Folds = 8;

    // Messages that stand together in a file are often about one thing.
    private const int Neighbours = 6;

    // Of the harmless messages so many may be taken for an emergency by their words alone; of the emergencies that only leads
    // were found in, so many may end in a question.
    private const double FalseAlarms = 0.004;
    private const double Doubted = 0.007;

    public static string Learn(IReadOnlyList<AlarmExample> examples)
    {
        var (threshold, agreement) = Calibrate(examples);
        var known = Known(examples);
        var rows = Rows(examples, known);
        var (alarm, alarmStart) = Fit(rows, [.. examples.Select(e => e.Alarm)], known.Count);
        var (crisis, crisisStart) = Fit(rows, [.. examples.Select(e => e.Crisis)], known.Count);
        var text = new StringBuilder()
            .Append("# How strongly a word or a pair of words speaks for an emergency, and for thoughts of self-harm, in hundredths.\n")
            .Append("# D: denied, P: long over, S: only asked or supposed, F: a figure of speech, A: an animal or a thing; * any ending.\n")
            .Append("# Learnt from tests/red-flags and tests/search/tune-*: don't write here, add a message there and learn anew:\n")
            .Append("# WRITE_ALARM_WORDS=1 dotnet test tests/Spasms.Tests --filter AlarmWords\n")
            .Append(CultureInfo.InvariantCulture, $":threshold {threshold} 0\n")
            .Append(CultureInfo.InvariantCulture, $":agreement {agreement} 0\n")
            .Append(CultureInfo.InvariantCulture, $":start {Hundredths(alarmStart)} {Hundredths(crisisStart)}\n");
        foreach (var (word, at) in known.OrderBy(k => k.Value))
        {
            var (a, c) = (Hundredths(alarm[at]), Hundredths(crisis[at]));
            if (Math.Abs(a) >= Least || Math.Abs(c) >= Least)
            {
                text.Append(CultureInfo.InvariantCulture, $"{word} {a} {c}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>By message, in hundredths: what the words say to a reader that has not seen it or its neighbours.</summary>
    public static double[] CrossValidated(IReadOnlyList<AlarmExample> examples)
    {
        var scores = new double[examples.Count];
        Parallel.For(0, Folds, fold =>
        {
            var seen = examples.Where((_, i) => i / Neighbours % Folds != fold).ToArray();
            var known = Known(seen);
            var (weights, start) = Fit(Rows(seen, known), [.. seen.Select(e => e.Alarm)], known.Count);
            for (var i = 0; i < examples.Count; i++)
            {
                if (i / Neighbours % Folds == fold)
                {
                    var row = Rows([examples[i]], known)[0];
                    scores[i] = 100 * (start + (row.Sum(w => weights[w]) / Math.Sqrt(row.Length + 1)));
                }
            }
        });
        return scores;
    }

    private static (int Threshold, int Agreement) Calibrate(IReadOnlyList<AlarmExample> examples)
    {
        var scores = CrossValidated(examples);
        var harmless = scores.Where((_, i) => !examples[i].Alarm).OrderDescending().ToArray();
        var alarms = scores.Select((s, i) => s + (SecondReader.AnotherLead * (examples[i].Leads - 1)))
            .Where((_, i) => examples[i].Alarm && examples[i].Leads > 0).Order().ToArray();
        return (Tens(harmless[(int)(harmless.Length * FalseAlarms)]), Tens(alarms[(int)(alarms.Length * Doubted)]));
    }

    private static int Tens(double score) => 10 * (int)Math.Ceiling(score / 10);

    private static int Hundredths(double weight) => (int)Math.Round(weight * 100);

    private static Dictionary<string, int> Known(IReadOnlyList<AlarmExample> examples) =>
        examples.SelectMany(e => e.Written.Distinct(StringComparer.Ordinal))
            .GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() >= Rare).Select(g => g.Key).Order(StringComparer.Ordinal)
            .Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i, StringComparer.Ordinal);

    private static int[][] Rows(IReadOnlyList<AlarmExample> examples, Dictionary<string, int> known) =>
        [.. examples.Select(e => e.Written.Distinct(StringComparer.Ordinal).Where(known.ContainsKey).Select(w => known[w]).ToArray())];

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
                var sum = 0.0;
                foreach (var word in rows[at])
                {
                    sum += weights[word];
                }

                var error = (1 / (1 + Math.Exp(-Math.Clamp(start + (sum / scale), -30, 30)))) - (wanted[at] ? 1 : 0);
                start -= 0.05 * error;
                foreach (var word in rows[at])
                {
                    var slope = (error / scale) + (Shrink * weights[word]);
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
