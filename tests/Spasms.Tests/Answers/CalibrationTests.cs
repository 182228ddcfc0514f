using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spasms.Dialog.Answers;

namespace Spasms.Tests.Answers;

/// <summary>
/// The weights of knowledge/calibration.yaml against the tune questions that they were learnt from: those to answer and those
/// to refuse. With WRITE_CALIBRATION=1 they are learnt anew and written.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    // So much worse than freshly learnt ones may the stored weights be before the file is stale.
    private const double Slack = 0.01;

    // Known to be reached on questions that were left out in learning.
    private const double Unseen = 0.95;

    private static readonly Lazy<ImmutableArray<Sample>> Samples = new(() =>
        ConfidenceLearner.Samples(RealSnapshot.Value, SearchCase.All().Where(c => !c.Held && c.File is "answerable" or "offtopic" or "dialogues").Concat(SearchCase.Asked()).Concat(SearchCase.FollowUps("tune")).Concat(SearchCase.Suggested(RealSnapshot.Value))));

    [Fact]
    public void The_stored_weights_decide_about_as_well_as_freshly_learnt_ones()
    {
        var fresh = ConfidenceLearner.Learn(Samples.Value);
        if (Environment.GetEnvironmentVariable("WRITE_CALIBRATION") == "1")
        {
            Write(fresh);
            return;
        }

        var stored = RealSnapshot.Value.Tables.Deciding ?? [];
        var (at, best) = (ConfidenceLearner.Judge(stored, Samples.Value), ConfidenceLearner.Judge(fresh, Samples.Value));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored: answered {at.Answered:P1}, refused {at.Refused:P1}; freshly learnt: {best.Answered:P1}, {best.Refused:P1}"));
        Assert.True(best.Answered + best.Refused - at.Answered - at.Refused <= 2 * Slack, "calibration.yaml is stale: WRITE_CALIBRATION=1 learns it anew.");
    }

    [Fact]
    public void Questions_left_out_in_learning_are_decided_nearly_as_well()
    {
        const int Parts = 5;
        var judged = Enumerable.Range(0, Parts)
            .Select(part => ConfidenceLearner.Judge(
                ConfidenceLearner.Learn([.. Samples.Value.Where(s => s.Case % Parts != part)]),
                [.. Samples.Value.Where(s => s.Case % Parts == part)]))
            .ToArray();
        var (answered, refused) = (judged.Average(j => j.Answered), judged.Average(j => j.Refused));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unseen: answered {answered:P1}, refused {refused:P1}"));
        Assert.True(answered >= Unseen && refused >= Unseen, string.Create(CultureInfo.InvariantCulture, $"answered {answered:P1}, refused {refused:P1}"));
    }

    private static void Write(ImmutableArray<double> weights)
    {
        var path = Path.Combine(Repo.Knowledge, "calibration.yaml");
        var text = File.ReadAllText(path);
        var kept = new StringBuilder(text[..(text.IndexOf("decision:\n", StringComparison.Ordinal) + "decision:\n".Length)]);
        for (var i = 0; i < weights.Length; i++)
        {
            kept.Append(CultureInfo.InvariantCulture, $"  {Confidence.Names[i]}: {Math.Round(100 * weights[i])}\n");
        }

        File.WriteAllText(path, kept.ToString());
    }
}
