using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Tests.Triage;

public sealed class CertifierTests
{
    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("CI") == "true";

    // One of each level and form; every day the first alone, since each is a whole certificate.
    public static TheoryData<string> Changed => IsThorough ? ["chest-pain", "tetanus-wound", "calf-swelling", "statin", "eyelid-twitch"] : ["tetanus-wound"];

    public static TheoryData<string, string> Lowered =>
        IsThorough ? new() { { "chest-pain", "monotone" }, { "infant", "children" }, { "child", "children" } } : new() { { "infant", "children" } };

    [Fact]
    public void The_real_book_is_certified()
    {
        var certificate = Certifier.Certify(TriageWorld.Book);

        Assert.True(certificate.IsProved, string.Join('\n', certificate.Properties.Where(p => p.CounterExample is not null).Select(p => $"{p.Name}: {p.CounterExample}")));
        Assert.Equal(TriageWorld.Book.Hash, certificate.Book);
        Assert.True(certificate.Walks > 3000);
    }

    [Fact]
    public void A_change_of_any_rules_level_to_any_other_fails_the_certificate()
    {
        var book = TriageWorld.Book;
        foreach (var rule in book.Rules)
        {
            foreach (var other in Enum.GetValues<Urgency>().Where(l => l != rule.Level))
            {
                var mutated = book with { Rules = book.Rules.Replace(rule, rule with { Level = other }) };

                // What shows in the form of the rules is a part of every certificate.
                Assert.Contains(Certifier.ByForm(mutated), p => p.CounterExample?.StartsWith(rule.Id + " ", StringComparison.Ordinal) == true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_changed_level_fails_the_whole_certificate(string id)
    {
        var book = TriageWorld.Book;
        var rule = book.Rule(id)!;
        var other = rule.Level == Urgency.SelfCare ? Urgency.Routine : rule.Level - 1;

        var certificate = Certifier.Certify(book with { Rules = book.Rules.Replace(rule, rule with { Level = other }) });

        Assert.False(certificate.IsProved);
        Assert.Contains(certificate.Properties, p => p is { Name: "promises", CounterExample: not null });
    }

    [Theory]
    [MemberData(nameof(Lowered))]
    public void A_level_lowered_together_with_its_promise_is_still_found(string id, string property)
    {
        var book = TriageWorld.Book;
        var rule = book.Rule(id)!;
        var lowered = book with
        {
            Rules = book.Rules.Replace(rule, rule with { Level = Urgency.SelfCare }),
            Promises = [.. book.Promises.Where(p => p.Rule != id), new Promise(id, Urgency.SelfCare)],
        };

        Assert.Contains(Certifier.Certify(lowered).Properties, p => p.Name == property && p.CounterExample is not null);
    }

    [Theory]
    [InlineData("chest-pain", "no-flag-below")]
    public void Without_its_rule_a_flag_ends_too_low(string rule, string property)
    {
        var book = TriageWorld.Book;

        var certificate = Certifier.Certify(book with { Rules = book.Rules.Remove(book.Rule(rule)!) });

        Assert.False(certificate.IsProved, property);
    }
}
