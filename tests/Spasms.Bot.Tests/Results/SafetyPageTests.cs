using System.Net;
using Spasms.Bot.Safety;
using Spasms.Bot.Tests.Verify;
using Spasms.Bot.Tests.Wire;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Tests.Results;

/// <summary>Intended use, hazard log and scorecard: what the host says about itself.</summary>
public sealed class SafetyPageTests
{
    private static readonly KnowledgeBase Knowledge = Verified.Real.Knowledge;

    private static readonly Lazy<Certificate> Certificate = new(() => Certifier.Certify(Knowledge.Triage));

    [Theory]
    [InlineData("/safety/intended-use", "About this bot")]
    [InlineData("/safety/hazards", "Hazard log")]
    [InlineData("/safety/scorecard", "Scorecard")]
    public async Task Each_page_says_which_content_it_is_of_and_has_no_script_but_the_text_sizes(string address, string title)
    {
        await using var host = await RunningHost.StartRealAsync();

        using var answer = await host.Http.GetAsync(address, TestContext.Current.CancellationToken);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", html, StringComparison.Ordinal);
        Assert.Contains(Knowledge.Hash, html, StringComparison.Ordinal);
        Assert.Equal(["""<script src="/look.js"></script>"""], html.Split('\n').Where(l => l.Contains("<script", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_hazard_log_names_each_hazard_with_its_risks_controls_tests_rules_and_families()
    {
        var log = HazardLog.Write(Knowledge);

        foreach (var hazard in Knowledge.Safety.Hazards)
        {
            Assert.Contains("## " + MarkdownPage.Escape(hazard.Name), log, StringComparison.Ordinal);
            Assert.All(hazard.Controls.SelectMany(c => c.Tests).Concat(hazard.Rules).Concat(hazard.Families), name => Assert.Contains($"`{name}`", log, StringComparison.Ordinal));
        }

        Assert.Contains("has signed it yet", log, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_is_summed_up_with_what_it_takes_for_granted()
    {
        var page = IntendedUse.Write(Knowledge, Certificate.Value);

        Assert.Contains($"{Certificate.Value.Properties.Length} of {Certificate.Value.Properties.Length} properties are proved", page, StringComparison.Ordinal);
        Assert.Contains("when answers are rightly read", page, StringComparison.Ordinal);
        Assert.Contains("being worked out", IntendedUse.Write(Knowledge, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_fails_is_shown_with_its_counter_example()
    {
        var broken = Certificate.Value with { Properties = Certificate.Value.Properties.SetItem(0, Certificate.Value.Properties[0] with { CounterExample = "chest-pain is Urgent" }) };

        Assert.Contains("chest-pain is Urgent", Scorecard.Write(Knowledge, broken), StringComparison.Ordinal);
    }

    [Fact]
    public void Reviewed_changed_since_and_never_reviewed_are_told_apart()
    {
        var hash = Knowledge.Triage.RulesHash;

        Assert.Contains("not yet reviewed", Page(null), StringComparison.Ordinal);
        Assert.Contains("A. Doctor", Page(new Approval("A. Doctor", "GP", "2026-11-27", hash)), StringComparison.Ordinal);
        Assert.Contains("have changed since", Page(new Approval("A. Doctor", "GP", "2026-11-27", "0")), StringComparison.Ordinal);

        static string Page(Approval? approval) => IntendedUse.Write(Knowledge with { Triage = Knowledge.Triage with { Approval = approval } }, null);
    }
}
