using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.Triage;

/// <summary>Simulated people of tests/triage/cases.yaml, driven through the engine.</summary>
public sealed class CaseTests
{
    private const int MostQuestions = 20;

    private static readonly ImmutableArray<Case> Cases = Read();

    /// <summary>All of them.</summary>
    internal static ImmutableArray<Case> All => Cases;

    /// <summary>One of them.</summary>
    internal static Case Find(string id) => Cases.First(c => c.Id == id);

    public static TheoryData<string> Ids => [.. Cases.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_simulated_person_ends_at_an_acceptable_level(string id)
    {
        var one = Cases.First(c => c.Id == id);

        var talk = one.Walk();

        Assert.NotNull(talk.Result);
        Assert.True(one.Accept.Contains(talk.Result.Urgency!.Value), $"{talk.Result.Urgency} by {string.Join(", ", talk.Result.Rules)}");
        Assert.True(talk.Asked.Count <= one.Most, string.Join(", ", talk.Asked));
    }

    [Fact]
    public void There_are_at_least_sixty() => Assert.True(Cases.Length >= 60);

    [Fact]
    public void The_median_person_is_asked_at_most_twelve_questions_and_eight_in_an_emergency()
    {
        var counts = Cases.Select(c => c.Walk()).ToLookup(t => t.Result!.Urgency == Urgency.Emergency, t => t.Asked.Count);

        Assert.True(Median(counts.SelectMany(g => g)) <= 12);
        Assert.True(Median(counts[true]) <= 8);
    }

    private static int Median(IEnumerable<int> numbers) => numbers.Order().ToList() is var all ? all[all.Count / 2] : 0;

    private static ImmutableArray<Case> Read()
    {
        var bag = new DiagnosticBag();
        var root = YamlText.Parse("cases.yaml", Repo.Read("tests/triage/cases.yaml"), bag) as Node.List;
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var item in root?.Items ?? [])
        {
            var map = new MapReader(item, bag);
            var says = map.OptionalMap("says");
            cases.Add(new Case(
                map.Text("id"),
                map.OptionalText("story") ?? "",
                says?.Keys.ToImmutableDictionary(k => k, k => says.Text(k)) ?? ImmutableDictionary<string, string>.Empty,
                [.. map.Texts("accept").Select(l => Levels.Parse(l)!.Value)],
                map.OptionalNumber("most") ?? MostQuestions));
            map.Done();
        }

        Assert.Empty(bag.ToSorted());
        return cases.ToImmutable();
    }

    /// <summary>A person with a fact sheet.</summary>
    internal sealed record Case(string Id, string Story, ImmutableDictionary<string, string> Says, ImmutableArray<Urgency> Accept, int Most)
    {
        public Talk Walk() => WalkTests.Walk(Talk.Start(Story), [.. Says.Select(s => (s.Key, s.Value)), .. Defaults.Where(d => !Says.ContainsKey(d.Question))]);

        private static readonly (string Question, string Answer)[] Defaults =
            [("who", "me"), ("kind", "not sure"), ("onset", "not sure"), ("often", "now and then"), ("long", "not sure"), ("bad", "not sure"), ("course", "not sure"), ("where", "not sure")];
    }
}
