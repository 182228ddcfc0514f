using System.Globalization;
using System.Text;
using Spasms.Dialog.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>A message's words, pairs and parts with what it is.</summary>
/// <param name="Written">Words, pairs and parts.</param>
/// <param name="Alarm">True for an emergency.</param>
/// <param name="Crisis">True for thoughts of self-harm.</param>
/// <param name="Leads">How many leads were found, where nothing speaks for itself.</param>
internal sealed record AlarmExample(IReadOnlyList<string> Written, bool Alarm, bool Crisis, int Leads);

/// <summary>
/// Learns knowledge/red-flag-words.txt: two logistic regressions over the words, pairs and parts of the examples, each
/// counting by its rarity and each message by the same length, trained by gradient steps with a step size for each word
/// (AdaGrad), the mean of the later rounds taken. Where the file speaks up is found by cross-validation: each message is
/// weighed by what was learnt without it and its neighbours. The same examples in the same order give the same file.
/// </summary>
internal static class AlarmWordsLearner
{
    private const int Rounds = 20;
    private const int FirstKept = 10;
    private const int Rare = 2;
    private const double Step = 0.3;
    private const double Shrink = 2e-3;
    private const int Folds = 8;

    // Messages that stand together in a file are often about one thing.
    private const int Neighbours = 6;

    // Of the harmless messages so many may be taken for an emergency by their words, or by leads and words together.
    private const double FalseAlarms = 0.01;

    public static string Learn(IReadOnlyList<AlarmExample> examples)
    {
        var threshold = Threshold(examples);
        var known = Known(examples);
        var rarity = Rarity(examples, known);
        var rows = Rows(examples, known, rarity);
        var (alarm, alarmStart) = Fit(rows, rarity, [.. examples.Select(e => e.Alarm)]);
        var (crisis, crisisStart) = Fit(rows, rarity, [.. examples.Select(e => e.Crisis)]);
        var text = new StringBuilder()
            .Append("# How strongly a word, a pair of words or a part of a word speaks for an emergency, and for thoughts of self-harm, and how rare it is, in hundredths.\n")
            .Append("# D: denied, P: long over, S: only asked or supposed, F: a figure of speech, A: an animal or a thing; * any ending; ~ a part, < and > the word's ends.\n")
            .Append("# Learnt from tests/red-flags, tests/search/tune-* and asked.txt: don't write here, add a message there and learn anew:\n")
            .Append("# WRITE_ALARM_WORDS=1 dotnet test tests/Spasms.Tests --filter AlarmWords\n")
            .Append(CultureInfo.InvariantCulture, $":threshold {threshold} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":agreement {threshold - SecondReader.FirstLead} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":start {Hundredths(alarmStart)} {Hundredths(crisisStart)} 0\n");
        foreach (var (word, at) in known.OrderBy(k => k.Value))
        {
            text.Append(CultureInfo.InvariantCulture, $"{word} {Hundredths(alarm[at] * rarity[at])} {Hundredths(crisis[at] * rarity[at])} {Hundredths(rarity[at])}\n");
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
            var rarity = Rarity(seen, known);
            var (weights, start) = Fit(Rows(seen, known, rarity), rarity, [.. seen.Select(e => e.Alarm)]);
            for (var i = 0; i < examples.Count; i++)
            {
                if (i / Neighbours % Folds == fold)
                {
                    var row = Rows([examples[i]], known, rarity)[0];
                    scores[i] = 100 * (start + row.Words.Sum(w => weights[w] * rarity[w] * row.Scale));
                }
            }
        });
        return scores;
    }

    private static int Threshold(IReadOnlyList<AlarmExample> examples)
    {
        var harmless = CrossValidated(examples).Select((s, i) => s + SecondReader.Leads(examples[i].Leads)).Where((_, i) => !examples[i].Alarm).OrderDescending().ToArray();
        return 10 * (int)Math.Ceiling(harmless[(int)(harmless.Length * FalseAlarms)] / 10);
    }

    private static int Hundredths(double weight) => (int)Math.Round(weight * 100);

    private static Dictionary<string, int> Known(IReadOnlyList<AlarmExample> examples) =>
        examples.SelectMany(e => e.Written.Distinct(StringComparer.Ordinal))
            .GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() >= Rare).Select(g => g.Key).Order(StringComparer.Ordinal)
            .Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i, StringComparer.Ordinal);

    private static double[] Rarity(IReadOnlyList<AlarmExample> examples, Dictionary<string, int> known)
    {
        var counts = new int[known.Count];
        foreach (var word in examples.SelectMany(e => e.Written.Distinct(StringComparer.Ordinal)).Where(known.ContainsKey))
        {
            counts[known[word]]++;
        }

        return [.. counts.Select(c => 1 + Math.Log((examples.Count + 1.0) / (c + 1)))];
    }

    private static Row[] Rows(IReadOnlyList<AlarmExample> examples, Dictionary<string, int> known, double[] rarity) =>
    [
        .. examples.Select(e => e.Written.Distinct(StringComparer.Ordinal).Where(known.ContainsKey).Select(w => known[w]).ToArray())
            .Select(words => new Row(words, 1 / Math.Sqrt(words.Sum(w => rarity[w] * rarity[w]) + SecondReader.ShortMessage))),
    ];

    private static (double[] Weights, double Start) Fit(Row[] rows, double[] rarity, bool[] wanted)
    {
        var weights = new double[rarity.Length];
        var slopes = new double[rarity.Length];
        var kept = new double[rarity.Length];
        var start = 0.0;
        var keptStart = 0.0;
        var dice = new Random(20261127);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            dice.Shuffle(order);
            foreach (var at in order)
            {
                var (words, scale) = rows[at];
                var sum = start;
                foreach (var word in words)
                {
                    sum += weights[word] * rarity[word] * scale;
                }

                var error = (1 / (1 + Math.Exp(-Math.Clamp(sum, -30, 30)))) - (wanted[at] ? 1 : 0);
                start -= 0.05 * error;
                foreach (var word in words)
                {
                    var slope = (error * rarity[word] * scale) + (Shrink * weights[word]);
                    slopes[word] += slope * slope;
                    weights[word] -= Step * slope / Math.Sqrt(slopes[word] + 1e-8);
                }
            }

            if (round >= FirstKept)
            {
                keptStart += start / (Rounds - FirstKept);
                for (var word = 0; word < weights.Length; word++)
                {
                    kept[word] += weights[word] / (Rounds - FirstKept);
                }
            }
        }

        return (kept, keptStart);
    }

    private readonly record struct Row(int[] Words, double Scale);
}
