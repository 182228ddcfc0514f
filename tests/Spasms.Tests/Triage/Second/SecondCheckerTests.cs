using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Spasms.Knowledge;

namespace Spasms.Tests.Triage.Second;

/// <summary>
/// A second opinion on the certificate: nothing is shared with the certifier or with the engine's reading of the rules.
/// Brute force over single answers, least sets of every rule and a sample of pairs, and random answers beside it.
/// </summary>
public sealed class SecondCheckerTests
{
    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("CI") == "true";

    private static readonly OtherBook Book = OtherBook.Read(Repo.Read("knowledge/triage.yaml"));

    private static readonly ImmutableArray<string> Findings = [.. Book.Questions.SelectMany(q => q.Findings).Distinct()];

    [Fact]
    public void Someone_who_is_well_ends_in_self_care() => Assert.Equal("self-care", Book.Level(Book.Calm()));

    [Fact]
    public void The_dialog_ends_every_single_finding_and_every_single_doubt_as_the_rules_say() =>
        Agrees(Findings.Select(f => Saying([f])).Concat(Book.Questions.Select(q => Calm(q.Id, OtherAnswer.NotSure))));

    [Fact]
    public void The_dialog_ends_every_least_set_of_every_rule_as_the_rules_say() =>
        Agrees(Book.Rules.SelectMany(r => r.When?.Choices() ?? []).Where(c => !c.IsEmpty).Select(Saying));

    [Fact]
    public void The_dialog_ends_a_sample_of_all_pairs_as_the_rules_say()
    {
        var pairs = Findings.SelectMany((a, i) => Findings.Take(i).Select(b => ImmutableArray.Create(a, b))).ToList();

        Agrees(pairs.Where((_, i) => i % (IsThorough ? 3 : 29) == 0).Select(Saying));
    }

    [Fact]
    public void The_dialog_ends_any_answers_as_the_rules_say() =>
        Prop.ForAll(Answers().ToArbitrary(), answers =>
        {
            var fault = Check(Real, answers);
            return fault is null ? true : throw new InvalidOperationException(fault);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(IsThorough ? 1500 : 80));

    [Fact]
    public void One_more_finding_or_doubt_never_lowers_the_level() =>
        Prop.ForAll(Answers().ToArbitrary(), Gen.Elements<OtherQuestion>([.. Book.Questions]).ToArbitrary(), (answers, question) =>
        {
            var before = OtherBook.Levels.IndexOf(Book.Level(answers));
            var calm = answers.SetItem(question.Id, question.Calmest());
            var doubt = question.Type == "choices" ? OtherBook.Levels.IndexOf(Book.Level(calm.SetItem(question.Id, OtherAnswer.NotSure))) : before;
            var more = question.Options.Where(_ => question.Type == "choices" && !answers[question.Id].Pressed.Contains("not_sure"))
                .Select(o => OtherBook.Levels.IndexOf(Book.Level(answers.SetItem(question.Id, new OtherAnswer([.. answers[question.Id].Pressed.Where(p => p != "none"), o.Id])))));
            return more.All(m => m >= before) && (question.Type != "choices" || doubt >= OtherBook.Levels.IndexOf(Book.Level(calm)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(IsThorough ? 5000 : 300));

    [Fact]
    public void A_child_never_ends_in_self_care_and_a_baby_is_seen_the_same_day()
    {
        foreach (var months in Enumerable.Range(0, 16 * 12))
        {
            var level = OtherBook.Levels.IndexOf(Book.Level(Calm("age", new OtherAnswer([], months / 12.0))));

            Assert.True(level >= (months < 12 ? 2 : 1), $"{months} months");
        }
    }

    [Fact]
    public void Not_sure_about_everything_is_no_self_care() =>
        Assert.NotEqual("self-care", Book.Level(Book.Questions.ToDictionary(q => q.Id, _ => OtherAnswer.NotSure)));

    // The engine gets a book with one level moved; the checker reads the file as it stands.
    [Fact]
    public void It_finds_every_moved_level_that_anybody_could_feel()
    {
        var missed = new List<string>();
        foreach (var rule in Book.Rules.Where(r => r.When?.Choices().Any(c => !c.IsEmpty) == true))
        {
            var moved = OtherBook.Levels[Math.Abs(OtherBook.Levels.IndexOf(rule.Level) - 1)];
            var other = Book with { Rules = Book.Rules.Replace(rule, rule with { Level = moved }) };
            var felt = rule.When!.Choices().Select(Saying).OfType<ImmutableDictionary<string, OtherAnswer>>().FirstOrDefault(a => other.Level(a) != Book.Level(a));
            if (felt is not null && Check(Mutated(rule.Id, moved), felt) is null)
            {
                missed.Add(rule.Id);
            }
        }

        Assert.Equal([], missed);
    }

    private static Dialog.Snapshot Real => Content.In("US");

    private static Dialog.Snapshot Mutated(string id, string level)
    {
        var triage = Real.Knowledge.Triage;
        var rule = triage.Rule(id)!;
        var mutated = triage with { Rules = triage.Rules.Replace(rule, rule with { Level = Knowledge.Triage.Levels.Parse(level)!.Value }) };
        return Real with { Knowledge = Real.Knowledge with { Triage = mutated } };
    }

    private static void Agrees(IEnumerable<ImmutableDictionary<string, OtherAnswer>?> sets) =>
        Assert.Equal([], sets.OfType<ImmutableDictionary<string, OtherAnswer>>().Select(a => Check(Real, a)).OfType<string>());

    private static string? Check(Dialog.Snapshot snapshot, ImmutableDictionary<string, OtherAnswer> answers) =>
        new SecondChecker(Book, snapshot).Fault(answers) is { } fault
            ? $"{fault}: {string.Join("; ", answers.Select(a => $"{a.Key} {Shown(a.Value)}").Except(Book.Calm().Select(c => $"{c.Key} {Shown(c.Value)}")))}"
            : null;

    private static string Shown(OtherAnswer answer) => $"{string.Join('+', answer.Pressed)}{answer.Number}";

    private static ImmutableDictionary<string, OtherAnswer> Calm(string question, OtherAnswer answer) => Book.Calm().ToImmutableDictionary().SetItem(question, answer);

    // Everything calm but these findings and what opens their questions; null when one question would need two answers.
    private static ImmutableDictionary<string, OtherAnswer>? Saying(ImmutableArray<string> findings)
    {
        var answers = Book.Calm().ToImmutableDictionary();
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>(findings);
        while (open.TryDequeue(out var finding))
        {
            var question = Book.Questions.First(q => q.Findings.Contains(finding));
            if (question.Saying(finding) is not { } answer)
            {
                return null;
            }

            if (said.TryGetValue(question.Id, out var other) && other != finding)
            {
                if (question.Type != "choices")
                {
                    return null;
                }

                answer = new OtherAnswer([.. answers[question.Id].Pressed, .. answer.Pressed]);
            }

            said[question.Id] = finding;
            answers = answers.SetItem(question.Id, answer);
            foreach (var opener in (question.AskWhen?.Choices().First() ?? []).Where(o => !findings.Contains(o) && !said.ContainsValue(o)))
            {
                if (question.AskWhen!.Any.Any(t => findings.Contains(t.TrimEnd('?'))))
                {
                    continue;
                }

                open.Enqueue(opener);
            }
        }

        return answers;
    }

    // Mostly calm, as in life; some doubts; some findings.
    private static Gen<ImmutableDictionary<string, OtherAnswer>> Answers() =>
        Gen.Choose(0, 999).ListOf(Book.Questions.Length).Select(numbers => Book.Questions.Select((q, i) => (q.Id, Answer: Answer(q, numbers[i]))).ToImmutableDictionary(a => a.Id, a => a.Answer));

    private static OtherAnswer Answer(OtherQuestion question, int number) => (number % 10) switch
    {
        < 6 => question.Calmest(),
        6 => OtherAnswer.NotSure,
        _ when question.Findings.ToList() is var findings => question.Saying(findings[number / 10 % findings.Count]) ?? question.Calmest(),
        _ => question.Calmest(),
    };
}
