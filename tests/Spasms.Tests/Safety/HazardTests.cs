using System.Text.RegularExpressions;
using Spasms.Knowledge;
using Spasms.Knowledge.Safety;
using Spasms.Tests.House;

namespace Spasms.Tests.Safety;

/// <summary>The hazard log holds against rules, red flags and tests.</summary>
public sealed partial class HazardTests
{
    private static readonly KnowledgeBase Knowledge = Content.In("US").Knowledge;

    [Fact]
    public void Every_red_flag_family_stands_against_a_hazard()
    {
        var named = Knowledge.Safety.Hazards.SelectMany(h => h.Families).ToHashSet();

        Check.None(Knowledge.RedFlags.Families.Select(f => f.Id).Where(f => !named.Contains(f)).Select(f => $"{f}: add it to a hazard of knowledge/safety.yaml"));
    }

    [Fact]
    public void Every_rule_above_routine_stands_against_a_hazard()
    {
        var named = Knowledge.Safety.Hazards.SelectMany(h => h.Rules).ToHashSet();

        Check.None(Knowledge.Triage.Rules.Where(r => r.Level > Urgency.Routine && !named.Contains(r.Id)).Select(r => $"{r.Id}: add it to a hazard of knowledge/safety.yaml"));
    }

    [Fact]
    public void Every_test_that_a_control_names_is_there()
    {
        var tests = SourceTree.Code("tests").SelectMany(f => Method().Matches(Repo.Read(f)).Select(m => m.Groups[1].Value)).ToHashSet();

        Check.None(Controls.SelectMany(c => c.Tests).Distinct().Where(t => !tests.Contains(t)).Select(t => $"{t}: knowledge/safety.yaml names a test that is not there"));
    }

    [Fact]
    public void Controls_never_make_a_risk_greater_and_no_risk_that_is_left_is_unacceptable()
    {
        Assert.All(Knowledge.Safety.Hazards, h => Assert.True(h.After.Rating <= h.Before.Rating && h.After.Severity <= h.Before.Severity && h.After.Likelihood <= h.Before.Likelihood, h.Id));
        Assert.All(Knowledge.Safety.Hazards, h => Assert.True(h.After.Rating <= 3 && h.Why.Length > 0, h.Id));
    }

    [Fact]
    public void A_worse_harm_or_a_likelier_one_is_never_a_smaller_risk()
    {
        foreach (var severity in Enum.GetValues<HarmSeverity>())
        {
            foreach (var likelihood in Enum.GetValues<HarmLikelihood>())
            {
                var rating = new Risk(severity, likelihood).Rating;

                Assert.True(severity == HarmSeverity.Catastrophic || rating <= new Risk(severity + 1, likelihood).Rating);
                Assert.True(likelihood == HarmLikelihood.VeryHigh || rating <= new Risk(severity, likelihood + 1).Rating);
            }
        }

        Assert.Equal((1, 5), (new Risk(HarmSeverity.Minor, HarmLikelihood.VeryLow).Rating, new Risk(HarmSeverity.Catastrophic, HarmLikelihood.VeryHigh).Rating));
    }

    [Fact]
    public void The_intended_use_says_for_whom_for_whom_not_and_that_it_is_not_for_emergencies()
    {
        var parts = Knowledge.Safety.IntendedUse.Select(s => s.Id).ToList();

        Assert.Superset(new HashSet<string> { "purpose", "for-whom", "not-for", "emergencies", "limits", "device" }, parts.ToHashSet());
        Assert.All(Knowledge.Safety.IntendedUse, s => Assert.NotEmpty(s.Lines));
    }

    private static IEnumerable<Control> Controls => Knowledge.Safety.Hazards.SelectMany(h => h.Controls);

    [GeneratedRegex(@"public (?:async )?(?:static )?(?:void|Task)(?:<[^>]*>)? (\w+)\(")]
    private static partial Regex Method();
}
