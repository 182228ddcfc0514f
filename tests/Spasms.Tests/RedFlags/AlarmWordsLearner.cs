using System.Globalization;
using System.Text;
using Spasms.Dialog.RedFlags;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>
/// Learns knowledge/red-flag-words.txt: two logistic regressions over the words, pairs, parts and signs of the examples, each
/// counting by its rarity and each message by the same length, trained by gradient steps with a step size for each word
/// (AdaGrad), the mean of the later rounds taken. What signs count beside the words, and where the sum is an alarm, is
/// learnt by cross-validation (<see cref="AlarmScaleLearner"/>): each message is weighed by what was learnt without it and its
/// neighbours. The same examples in the same order give the same file.
/// </summary>
internal static class AlarmWordsLearner
{
    private const int Rounds = 16;
    private const int FirstKept = 8;
    private const int Rare = 3;
    private const int RareBeginnings = 5;
    private const double Step = 0.3;
    private const double Shrink = 3e-3;
    private const int Folds = 5;

    // What was written without sight of the bot is what people will write: six times as much.
    private const double Fresh = 6;
    private const double OwnTrouble = 3;

    // What a sign of the tests must reach beyond what is needed, how often it may be learnt again, and how much more it then counts.
    private const int Firm = 75;
    private const int FirmTimes = 7;
    private const double FirmCount = 3;

    // Messages that stand together in a file are often about one thing.
    private const int Neighbours = 6;

    public static string Learn(IReadOnlyList<AlarmExample> examples)
    {
        var scale = AlarmScaleLearner.Learn(examples, CrossValidated(examples));
        var known = Known(examples);
        var rarity = Rarity(examples, known);
        var rows = Rows(examples, known, rarity);
        var counts = Counts(examples);
        var (alarm, alarmStart) = FitFirm(rows, known, rarity, examples, counts, scale);
        var (crisis, crisisStart) = Fit(rows, rarity, [.. examples.Select(e => e.Crisis)], counts);
        var text = new StringBuilder()
            .Append("# How strongly a word, a pair of words or a part of a word speaks for an emergency, and for thoughts of self-harm, and how rare it is, in hundredths.\n")
            .Append("# D: denied, P: long over, S: only asked or supposed, F: a figure of speech, A: an animal or a thing; * any ending; ~ a part, < and > the word's ends;\n")
            .Append("# + beginnings of two words that stand near each other; ^ first words; # so many words at most; ? a lead of a family, ! its plain sign.\n")
            .Append("# :threshold alarm from here on; :against even words of self-harm are asked about below; :hushed other signs are not even that below; :sentence so much louder a sign's own sentence;\n")
            .Append("# :lead what the first and each further lead counts; :plain what a plain sign counts, and plain words of self-harm; :same-day what a same-day sign counts.\n")
            .Append("# Learnt from tests/red-flags, tests/search/tune-* and asked.txt: don't write here, add a message there and learn anew:\n")
            .Append("# WRITE_ALARM_WORDS=1 dotnet test tests/Spasms.Tests --filter AlarmWords\n")
            .Append(CultureInfo.InvariantCulture, $":threshold {scale.Threshold} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":against {scale.Against} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":hushed {scale.Hushed} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":sentence {scale.Sentence} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":lead {scale.FirstLead} {scale.AnotherLead} 0\n")
            .Append(CultureInfo.InvariantCulture, $":plain {scale.Plain} {scale.PlainCrisis} 0\n")
            .Append(CultureInfo.InvariantCulture, $":same-day {scale.SameDay} 0 0\n")
            .Append(CultureInfo.InvariantCulture, $":start {Hundredths(alarmStart)} {Hundredths(crisisStart)} 0\n");
        foreach (var (word, at) in known.OrderBy(k => k.Value))
        {
            text.Append(CultureInfo.InvariantCulture, $"{word} {Hundredths(alarm[at] * rarity[at])} {Hundredths(crisis[at] * rarity[at])} {Hundredths(rarity[at])}\n");
        }

        return text.ToString();
    }

    /// <summary>By message: what its words say, and those of each sentence of a sign, to a reader that has not seen it or its neighbours.</summary>
    public static CrossValidation[] CrossValidated(IReadOnlyList<AlarmExample> examples)
    {
        var scores = new CrossValidation[examples.Count];
        Parallel.For(0, Folds, fold =>
        {
            var seen = examples.Where((_, i) => i / Neighbours % Folds != fold).ToArray();
            var known = Known(seen);
            var rarity = Rarity(seen, known);
            var (weights, start) = Fit(Rows(seen, known, rarity), rarity, [.. seen.Select(e => e.Alarm)], Counts(seen));
            for (var i = 0; i < examples.Count; i++)
            {
                if (i / Neighbours % Folds == fold)
                {
                    scores[i] = new CrossValidation(Score(examples[i].Written), examples[i].Sentences.Select(Score).DefaultIfEmpty(double.MinValue).Max());
                }
            }

            double Score(IReadOnlyList<string> written)
            {
                var row = Row.Of(written, known, rarity);
                return start + row.Words.Sum(w => weights[w] * rarity[w] * row.Scale);
            }
        });
        return scores;
    }

    private static double[] Counts(IReadOnlyList<AlarmExample> examples) =>
        [.. examples.Select(e => e.Voice == Voice.OwnTrouble ? OwnTrouble : e.IsFresh ? Fresh : 1)];

    // A sign that somebody wrote a test for must hold whatever stands before and behind it: those that don't stand firm count more and more.
    private static (double[] Weights, double Start) FitFirm(Row[] rows, Dictionary<string, int> known, double[] rarity, IReadOnlyList<AlarmExample> examples, double[] counts, AlarmScale scale)
    {
        var wanted = examples.Select(e => e.Alarm).ToArray();
        var firmer = (double[])counts.Clone();
        for (var time = 0; ; time++)
        {
            var (weights, start) = Fit(rows, rarity, wanted, firmer);
            var weak = Enumerable.Range(0, examples.Count).Where(i => examples[i] is { Voice: Voice.Sign, Alarm: true } example && !IsFirm(example)).ToArray();
            if (weak.Length == 0 || time == FirmTimes)
            {
                return (weights, start);
            }

            foreach (var at in weak)
            {
                firmer[at] *= FirmCount;
            }

            bool IsFirm(AlarmExample example)
            {
                var needed = (example.Signs.Crisis ? scale.Against : scale.Threshold + (example.Signs.Plain ? 0 : scale.Sentence)) + Firm - scale.Of(example.Signs);
                return example.Sentences.DefaultIfEmpty(example.Written).Any(s => 100 * Score(s.Where(w => w[0] != AlarmWords.OpeningMark)) >= needed);
            }

            double Score(IEnumerable<string> written)
            {
                var row = Row.Of(written, known, rarity);
                return start + row.Words.Sum(w => weights[w] * rarity[w] * row.Scale);
            }
        }
    }

    private static int Hundredths(double weight) => (int)Math.Round(weight * 100);

    // What only questions hold can speak for nothing, and would be half of the file.
    private static Dictionary<string, int> Known(IReadOnlyList<AlarmExample> examples)
    {
        var told = examples.Where(e => e.Voice != Voice.Question).SelectMany(e => e.Written).ToHashSet(StringComparer.Ordinal);
        return examples.SelectMany(e => e.Written.Distinct(StringComparer.Ordinal)).Where(told.Contains)
            .GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() >= (g.Key.Contains(AlarmWords.BeginningsMark) ? RareBeginnings : Rare)).Select(g => g.Key).Order(StringComparer.Ordinal)
            .Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i, StringComparer.Ordinal);
    }

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
        [.. examples.Select(e => Row.Of(e.Written, known, rarity))];

    private static (double[] Weights, double Start) Fit(Row[] rows, double[] rarity, bool[] wanted, double[] counts)
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

                var error = counts[at] * ((1 / (1 + Math.Exp(-Math.Clamp(sum, -30, 30)))) - (wanted[at] ? 1 : 0));
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

    private readonly record struct Row(int[] Words, double Scale)
    {
        public static Row Of(IEnumerable<string> written, Dictionary<string, int> known, double[] rarity)
        {
            int[] words = [.. written.Distinct(StringComparer.Ordinal).Where(known.ContainsKey).Select(w => known[w])];
            return new Row(words, 1 / Math.Sqrt(words.Sum(w => rarity[w] * rarity[w]) + SecondReader.ShortMessage));
        }
    }
}
