using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;

namespace Spasms.Tests.Answers;

/// <summary>A question's signs and whether it should be answered.</summary>
/// <param name="Signs">What <see cref="Confidence.Signs"/> says of it.</param>
/// <param name="Answerable">It should be answered.</param>
/// <param name="Case">Which case it belongs to: cases are kept together when a part is left out.</param>
internal sealed record Sample(double[] Signs, bool Answerable, int Case)
{
    /// <summary>For how many samples it counts.</summary>
    public double Worth { get; init; } = 1;
}

/// <summary>
/// Learns the weights of calibration.yaml: logistic regression with a ridge, by Newton's steps. Questions to refuse count
/// for half as much together as those to answer: most of what people ask here is about spasms.
/// </summary>
internal static class ConfidenceLearner
{
    private const double Ridge = 1;
    private const double Care = 0.5;
    private const int Steps = 8;

    // Every fortieth question to refuse and every fourth to answer is also asked in the middle of a talk: dialogues hold few of them.
    private const int RefusedInTalk = 40;
    private const int AnsweredInTalk = 4;

    // What the bot itself suggests may not fail.
    private const double Suggested = 6;

    /// <summary>The samples of all tune questions and dialogues that expect an answer or a refusal.</summary>
    public static ImmutableArray<Sample> Samples(Snapshot now, IEnumerable<SearchCase> given)
    {
        var samples = ImmutableArray.CreateBuilder<Sample>();
        var number = 0;
        ImmutableArray<SearchCase> cases = [.. given];
        ImmutableArray<DialogState> talks = [.. cases.Where(c => c.Turns.Length > 1).Select(c => After(now, DialogState.New, c.Turns[0].Text)).Where(s => !s.Thread.Topics.IsEmpty)];
        foreach (var one in cases)
        {
            number++;
            var state = DialogState.New;
            foreach (var turn in one.Turns)
            {
                var answerable = turn.Kinds.Any(k => k is "answer" or "partial");
                if (answerable != turn.Kinds.Contains("abstain"))
                {
                    samples.AddRange(Of(now, state, turn.Text, answerable, number).Select(s => s with { Worth = one.Tags.Contains(SearchCase.Suggestion) ? Suggested : 1 }));
                }

                if (one.Turns.Length > 1)
                {
                    state = After(now, state, turn.Text);
                }
                else if (answerable != turn.Kinds.Contains("abstain") && number % (answerable ? AnsweredInTalk : RefusedInTalk) == 0)
                {
                    samples.AddRange(Of(now, talks[number % talks.Length], turn.Text, answerable, number));
                }
            }
        }

        return samples.ToImmutable();
    }

    /// <summary>Weights in the order of <see cref="Confidence.Names"/>.</summary>
    public static ImmutableArray<double> Learn(IReadOnlyCollection<Sample> samples)
    {
        var size = Confidence.Names.Length;
        var weights = new double[size];
        var share = Care * samples.Count(s => s.Answerable) / Math.Max(1, samples.Count(s => !s.Answerable));
        for (var step = 0; step < Steps; step++)
        {
            var slope = new double[size];
            var bend = new double[size, size];
            for (var i = 0; i < size; i++)
            {
                slope[i] = i == 0 ? 0 : Ridge * weights[i];
                bend[i, i] = i == 0 ? 1e-6 : Ridge;
            }

            foreach (var sample in samples)
            {
                Add(sample, weights, sample.Worth * (sample.Answerable ? 1 : share), slope, bend);
            }

            var change = LinearSystem.Solve(bend, slope);
            for (var i = 0; i < size; i++)
            {
                weights[i] -= change[i];
            }
        }

        return [.. weights.Select(w => Math.Round(w, 2))];
    }

    /// <summary>The shares rightly answered and rightly refused.</summary>
    public static (double Answered, double Refused) Judge(ImmutableArray<double> weights, IReadOnlyCollection<Sample> samples) => (
        samples.Where(s => s.Answerable).Average(s => Confidence.Sum(weights, s.Signs) >= 0 ? 1.0 : 0.0),
        samples.Where(s => !s.Answerable).Average(s => Confidence.Sum(weights, s.Signs) < 0 ? 1.0 : 0.0));

    private static DialogState After(Snapshot now, DialogState state, string text) =>
        DialogEngine.Take(now, now.Knowledge.Triage, state, new UserMessage(text, new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))).State;

    // Of several questions in an answerable message the likeliest must be answered; of one to refuse, each refused.
    private static IEnumerable<Sample> Of(Snapshot now, DialogState state, string text, bool answerable, int number)
    {
        var read = QuestionReader.Read(now.Tables, now.Index, text);
        var goals = Answering.Goals(now.Tables, read, state.Thread);
        return (answerable ? goals.OrderByDescending(g => g.Question.Coverage).Take(1) : goals)
            .Select(g => new Sample(Confidence.Signs(now, g, read, Evidence.For(now.Tables, g)), answerable, number));
    }

    private static void Add(Sample sample, double[] weights, double worth, double[] slope, double[,] bend)
    {
        var signs = sample.Signs;
        var sum = 0.0;
        for (var i = 0; i < signs.Length; i++)
        {
            sum += weights[i] * signs[i];
        }

        var chance = 1 / (1 + Math.Exp(-sum));
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] == 0)
            {
                continue;
            }

            slope[i] += worth * (chance - (sample.Answerable ? 1 : 0)) * signs[i];
            for (var j = 0; j < signs.Length; j++)
            {
                bend[i, j] += worth * chance * (1 - chance) * signs[i] * signs[j];
            }
        }
    }
}
