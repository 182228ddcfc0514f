using System.Globalization;
using Spasms.Dialog;
using Spasms.Knowledge.Questions;

namespace Spasms.Tests.Answers;

/// <summary>
/// Works out the shares of knowledge/calibration.yaml from the tune questions: in-domain ones that should be answered and
/// off-domain ones that should be refused. What counts is the share of right answers plus the share of refusals.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    // A stored value may be so much worse than the best one found, in hundredths of a share, before the file is stale.
    private const double Slack = 0.01;

    private static readonly bool Thorough = Environment.GetEnvironmentVariable("CI") == "true";

    [Fact]
    public void The_stored_shares_are_about_as_good_as_any()
    {
        var stored = RealSnapshot.Value.Knowledge.Questions.Calibration;
        var cases = SearchCase.All().Where(c => !c.Held && c.File is "answerable" or "offtopic").ToArray();
        var best = (Value: Worth(cases, stored), At: stored);
        var atStored = best.Value;
        var step = Thorough ? 3 : 9;
        foreach (var next in Near(stored, step))
        {
            var worth = Worth(cases, next);
            best = worth > best.Value ? (worth, next) : best;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored {stored}: {atStored:F4}; best found {best.At}: {best.Value:F4}"));
        Assert.True(best.Value - atStored <= Slack, $"calibration.yaml is stale: {best.At} gives {best.Value:F4}, the stored {stored} gives {atStored:F4}.");
    }

    // One share at a time, up and down: they act on different questions.
    private static IEnumerable<Calibration> Near(Calibration stored, int step)
    {
        for (var by = -18; by <= 18; by += step)
        {
            yield return stored with { Ours = stored.Ours + by };
            yield return stored with { Everyday = stored.Everyday + by };
            yield return stored with { Words = stored.Words + by };
        }
    }

    private static double Worth(SearchCase[] cases, Calibration calibration)
    {
        var real = RealSnapshot.Value;
        var now = new Snapshot(real.Knowledge with { Questions = real.Knowledge.Questions with { Calibration = calibration } }, real.Index, real.Country);
        var judged = cases.Select(c => Judged.Run(now, c)).ToLookup(j => j.Case.File, j => j.Right);
        return judged.Sum(file => file.Count(right => right) / (double)file.Count());
    }
}
