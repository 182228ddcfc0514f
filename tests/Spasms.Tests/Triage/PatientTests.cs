using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage;

/// <summary>Simulated patients of tests/triage/patients.yaml talk to the whole engine; the bars of the project hold over them.</summary>
public sealed class PatientTests(ITestOutputHelper output)
{
    private const int MostTurns = 60;

    private static readonly ImmutableArray<string> Reserved = ["offer", "consent", "confirm", "summary", "alarm-check"];

    private static readonly Lazy<ImmutableArray<Seen>> All = new(() => [.. Patient.Read("tests/triage/patients.yaml").Select(p => Meet(p.Patient, p.Expected))]);

    [Fact]
    public void No_emergency_ends_below_emergency() =>
        Assert.Equal([], All.Value.Where(s => s.Expected.Accept is [Urgency.Emergency] && s.Level != Urgency.Emergency).Select(s => s.Patient.Id));

    [Fact]
    public void The_bars_hold_over_all_patients()
    {
        var all = All.Value;
        foreach (var seen in all.Where(s => s.Notes.Length > 0))
        {
            output.WriteLine($"{seen.Patient.Id}: {seen.Level} by {string.Join(", ", seen.Rules)}; asked {string.Join(" ", seen.Asked)}; {seen.Notes}");
        }

        var below = all.Count(s => s.Level < s.Expected.Accept.Min());
        var over = all.Count(s => s.Level > s.Expected.Accept.Max());
        var stated = all.Sum(s => s.Expected.States.Length);
        var again = all.Sum(s => s.AskedAgain.Length);
        var wanted = all.Sum(s => s.Expected.Mention.Length);
        var missing = all.Sum(s => s.Unmentioned.Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Length} patients: below {below}, over {over}, stated facts asked again {again}/{stated}, phrases missing {missing}/{wanted}, median {Median(all.Select(s => s.Asked.Length))} questions, in emergencies {Median(all.Where(s => s.Level == Urgency.Emergency).Select(s => s.Asked.Length))}, unclear {all.Sum(s => s.Unclear)}"));

        Assert.True(below * 50 <= all.Length);
        Assert.True((below + over) * 100 <= all.Length * 12);
        Assert.True(over * 100 <= all.Length * 8);
        Assert.True(again * 100 <= stated * 15);
        Assert.True(missing * 100 <= wanted * 15);
        Assert.True(Median(all.Select(s => s.Asked.Length)) <= 12);
        Assert.True(Median(all.Where(s => s.Level == Urgency.Emergency).Select(s => s.Asked.Length)) <= 8);
    }

    private static int Median(IEnumerable<int> numbers) => numbers.Order().ToList() is var all ? all[all.Count / 2] : 0;

    private static Seen Meet(Patient patient, Patient.Expected expected)
    {
        var talk = new EngineTalk().Say(patient.Story);
        if (talk.Pending is null && talk.Levels.All(l => l.Urgency != Urgency.Emergency))
        {
            talk.Say("check my symptoms");
        }

        var asked = new List<string>();
        var unclear = 0;
        var prefilled = ImmutableArray<string>.Empty;
        for (var i = 0; i < MostTurns && talk.Pending is { } question; i++)
        {
            if (question.Id == "confirm")
            {
                prefilled = [.. talk.State.Questionnaire!.Responses.Select(r => $"{r.Question}={string.Join('+', r.Options)}{r.Value}")];
            }

            if (!Reserved.Contains(question.Id))
            {
                unclear += asked.LastOrDefault() == question.Id ? 1 : 0;
                asked.Add(question.Id);
            }

            talk.Say(question.Id == "alarm-check" ? (expected.Accept.Contains(Urgency.Emergency) ? "yes" : "no") : patient.Answer(question, PlainText.Render(talk.Last[^1])));
        }

        var words = string.Join('\n', talk.Levels.Select(PlainText.Render));
        var last = talk.Levels.LastOrDefault();
        return new Seen(patient, expected, last?.Urgency ?? Urgency.SelfCare, last?.Rules ?? [], [.. asked.Distinct()], unclear, prefilled)
        {
            Unmentioned = [.. expected.Mention.Where(m => !m.Split('|').Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase)))],
            IsEnded = last is not null,
        };
    }

    private sealed record Seen(Patient Patient, Patient.Expected Expected, Urgency Level, ImmutableArray<string> Rules, ImmutableArray<string> Asked, int Unclear, ImmutableArray<string> Prefilled)
    {
        public ImmutableArray<string> Unmentioned { get; init; } = [];

        public bool IsEnded { get; init; }

        public ImmutableArray<string> AskedAgain => [.. Expected.States.Where(Asked.Contains)];

        public string Notes => string.Join("; ", ((string[])
        [
            IsEnded ? "" : "NO RESULT",
            Level < Expected.Accept.Min() ? "BELOW" : Level > Expected.Accept.Max() ? "OVER" : Expected.Accept.Contains(Level) ? "" : "BETWEEN",
            AskedAgain.IsEmpty ? "" : $"asked again {string.Join(' ', AskedAgain)} (read: {string.Join(' ', Prefilled)})",
            Unmentioned.IsEmpty ? "" : $"missing {string.Join(", ", Unmentioned)}",
            Unclear == 0 ? "" : $"unclear {Unclear}",
        ]).Where(n => n.Length > 0));
    }
}
