using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>
/// Learns what signs count beside the words, and from where on the sum is an alarm, from what cross-validation says of messages
/// that no pattern was written after: one more logistic regression, of seven numbers, and three limits. The limits are the
/// project's bars: of 70 look-alikes 2 may raise a false alarm by whatever rule, and of 300 questions 1; what is heard beyond
/// that is as much as it can be.
/// </summary>
internal static class AlarmScaleLearner
{
    private const double LookAlikes = 2.0 / 70;
    private const double Questions = 1.0 / 300;

    // Of the messages with plain words of self-harm, so many may be asked about first.
    private const double Doubted = 0.01;

    // Of the emergencies with another sign, so many may go without being asked about.
    private const double Unasked = 0.002;

    // Sentences of a lead may raise so many more false alarms than whole messages do.
    private const double MoreBySentences = 0.002;

    private const double QuestionsCount = 0.3;
    private const int Steps = 25;

    public static AlarmScale Learn(IReadOnlyList<AlarmExample> examples, IReadOnlyList<CrossValidation> said)
    {
        var used = Enumerable.Range(0, examples.Count).Where(i => examples[i].Voice is not (Voice.Known or Voice.Sign)).ToArray();
        var weights = Fit(
            [.. used.Select(i => Signs(examples[i], said[i]))],
            [.. used.Select(i => examples[i].Alarm)],
            [.. used.Select(i => examples[i].IsFresh ? 1 : QuestionsCount)]);
        int Of(int sign) => (int)Math.Round(100 * weights[sign] / weights[1]);
        var scale = new AlarmScale(0, 0, 0, 0, Of(2), Of(3), Of(4), Of(5), Of(6));
        var sums = examples.Select((e, i) => (100 * said[i].Whole) + scale.Of(e.Signs)).ToArray();
        var sentences = examples.Select((e, i) => (100 * said[i].Sentence) + scale.Of(e.Signs)).ToArray();
        double Limit(Func<int, double> loudest, double lookAlike) =>
            Math.Max(At(OfVoice(examples, Voice.LookAlike, loudest), lookAlike), At(OfVoice(examples, Voice.Question, loudest), Questions));

        var first = Limit(i => sums[i], LookAlikes);
        var louder = OfVoice(examples, Voice.LookAlike, i => sums[i] < first ? sentences[i] - first : double.MinValue);
        var sentence = (int)Math.Max(0, Math.Ceiling(At(louder, MoreBySentences)));
        var threshold = (int)Math.Ceiling(Limit(i => Loudest(examples[i].Signs, sums[i], sentences[i], sentence), LookAlikes));
        double[] Rising(Func<Signs, bool> signs) =>
            [.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Alarm && signs(examples[i].Signs)).Select(i => Math.Max(sums[i], sentences[i])).Order()];
        var crises = Rising(s => s.Crisis);
        var others = Rising(s => !s.Crisis && (s.Plain || s.Leads > 0));
        return scale with
        {
            Sentence = sentence,
            Threshold = threshold,
            Against = Math.Min(threshold, (int)Math.Floor(crises[(int)(crises.Length * Doubted)])),
            Hushed = Math.Min(threshold, (int)Math.Floor(others[(int)(others.Length * Unasked)])),
        };
    }

    // What the rules make of a message: the sentence of a plain sign counts as it is, that of a lead must be louder.
    private static double Loudest(Signs signs, double whole, double sentence, int louder) =>
        signs.Plain || signs.Crisis ? Math.Max(whole, sentence) : signs.Leads > 0 ? Math.Max(whole, sentence - louder) : whole;

    private static double[] OfVoice(IReadOnlyList<AlarmExample> examples, Voice voice, Func<int, double> number) =>
        [.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Voice == voice).Select(number).OrderDescending()];

    private static double At(double[] falling, double share) => falling[(int)(falling.Length * share)];

    private static double[] Signs(AlarmExample example, CrossValidation said) =>
    [
        1,
        said.Whole,
        example.Signs.Leads > 0 ? 1 : 0,
        Math.Max(0, Math.Min(example.Signs.Leads, AlarmScale.MostLeads) - 1),
        example.Signs.Plain ? 1 : 0,
        example.Signs.Crisis ? 1 : 0,
        example.Signs.SameDay ? 1 : 0,
    ];

    // Newton's steps on a ridge logistic regression.
    private static double[] Fit(double[][] rows, bool[] wanted, double[] counts)
    {
        var size = rows[0].Length;
        var weights = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var slope = (double[])weights.Clone();
            var bend = new double[size, size];
            for (var i = 0; i < size; i++)
            {
                bend[i, i] = 1;
            }

            for (var at = 0; at < rows.Length; at++)
            {
                var sum = rows[at].Zip(weights, (x, w) => x * w).Sum();
                var chance = 1 / (1 + Math.Exp(-sum));
                for (var i = 0; i < size; i++)
                {
                    slope[i] += counts[at] * (chance - (wanted[at] ? 1 : 0)) * rows[at][i];
                    for (var j = 0; j < size; j++)
                    {
                        bend[i, j] += counts[at] * chance * (1 - chance) * rows[at][i] * rows[at][j];
                    }
                }
            }

            LinearSystem.Solve(bend, slope);
            for (var i = 0; i < size; i++)
            {
                weights[i] -= slope[i];
            }
        }

        return weights;
    }
}
