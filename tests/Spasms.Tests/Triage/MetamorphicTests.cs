using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Tests.Triage;

/// <summary>The same findings told in another way: the level never falls.</summary>
public sealed class MetamorphicTests
{
    private static readonly TriageBook Book = TriageWorld.Book;

    private static readonly ImmutableArray<string> Tellings =
        ["{0}", "it's nothing really, but {0}", "my wife says it's nothing: {0}", "{0}, but I'm sure it is fine", "probably just stress but {0}", "well, {0} I suppose", "{0} - only a little", "sorry to bother you, {0}", "he has {0}", "she says {0}", "YES. {0}!!"];

    private static readonly ImmutableArray<string> Denials = ["no {0}", "not {0}", "I don't have {0}", "without {0}"];

    /// <summary>Every option of the danger screen that sets a risk.</summary>
    public static TheoryData<string, string> Signs =>
        [.. Book.Questions.Where(q => q is { Stage: Stage.Screen, Type: QuestionType.Choices }).SelectMany(q => q.Options.Select(o => (q.Id, o.Id)))];

    public static TheoryData<string> Flags => [.. Book.Rules.Where(r => r.Level >= Urgency.Urgent && r.When.Unsure.IsEmpty).Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Signs))]
    public void A_sign_of_the_danger_screen_is_read_however_small_it_is_made(string question, string sign)
    {
        var option = Book.Question(question)!.Option(sign)!;
        var words = option.Words.Append(option.Text).Where(w => !IsDenialItself(w));

        Assert.All(words, word => Assert.All(Tellings, telling => Assert.Contains(sign, Read(question, string.Format(null, telling, word)))));
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void Only_a_true_denial_takes_a_sign_away(string question, string sign)
    {
        var option = Book.Question(question)!.Option(sign)!;

        Assert.All(Denials, denial => Assert.DoesNotContain(sign, Read(question, string.Format(null, denial, option.Text.ToLowerInvariant()))));
    }

    [Theory]
    [MemberData(nameof(Flags))]
    public void A_flag_or_pair_keeps_its_level_in_any_order_and_for_anyone(string id)
    {
        var rule = Book.Rule(id)!;
        foreach (var set in Sets(rule.When))
        {
            var given = Given(set).ToImmutableArray();
            var level = Assessment.Of(Book, given).Level;

            Assert.True(level >= rule.Level, string.Join(", ", set.Select(f => Book.Findings[f].Id)));
            Assert.Equal(level, Assessment.Of(Book, [.. given.Reverse()]).Level);
            Assert.True(Assessment.Of(Book, With(given, new GivenResponse("who", "", ResponseKind.Read) { Options = ["someone"] })).Level >= level);
        }
    }

    [Theory]
    [MemberData(nameof(Flags))]
    public void Not_sure_for_any_no_beside_a_flag_never_lowers_it(string id)
    {
        var rule = Book.Rule(id)!;
        foreach (var set in Sets(rule.When))
        {
            var given = Given(set).ToImmutableArray();
            var level = Assessment.Of(Book, given).Level;
            var answered = given.Select(g => g.Question).ToHashSet(StringComparer.Ordinal);

            Assert.All(
                Book.Questions.Where(q => !answered.Contains(q.Id)),
                q => Assert.True(Assessment.Of(Book, given.Add(new GivenResponse(q.Id, "", ResponseKind.NotSure))).Level >= level, q.Id));
        }
    }

    // Read as the answer to its question, by the same reader as in a talk.
    private static ImmutableArray<string> Read(string question, string text)
    {
        var visit = new Visit(TriageWorld.Snapshot, Book, new Dialog.UserMessage(text, TriageWorld.At), 1);
        return Reader.Of(visit, Book.Question(question)!, text)?.Options ?? [];
    }

    // "can't pee" and "not peeing" hold their own "no".
    private static bool IsDenialItself(string word) => $" {word.ToLowerInvariant()} ".Split(' ').Any(w => w is "not" or "no" or "without");

    private static IEnumerable<ImmutableArray<int>> Sets(Condition when) => when.Any.Aggregate(
        (IEnumerable<ImmutableArray<int>>)[[.. when.All.Select(t => t.Finding)]],
        (sets, group) => sets.SelectMany(s => group.Select(t => s.Add(t.Finding))));

    // The responses that make these findings present, with whatever opens their questions.
    private static IEnumerable<GivenResponse> Given(ImmutableArray<int> findings)
    {
        var wanted = findings.ToHashSet();
        foreach (var question in Book.Questions.Reverse())
        {
            if (question.Findings.Any(wanted.Contains))
            {
                wanted.UnionWith(question.AskWhen.All.Select(t => t.Finding));
                foreach (var group in question.AskWhen.Any.Where(g => !g.Any(t => wanted.Contains(t.Finding))))
                {
                    wanted.Add(group[0].Finding);
                }
            }
        }

        return Book.Questions.Where(q => q.Findings.Any(wanted.Contains)).Select(q => Answer(q, wanted));
    }

    private static GivenResponse Answer(Question question, HashSet<int> wanted)
    {
        var response = new GivenResponse(question.Id, "", ResponseKind.Read);
        return question switch
        {
            { Type: QuestionType.YesNo } => response with { Options = ["yes"] },
            { Cuts.IsEmpty: false } => response with { Value = Value(question, wanted) },
            _ => response with { Options = [.. question.Options.Where(o => o.Sets.Any(wanted.Contains)).Select(o => o.Id)] },
        };
    }

    private static double Value(Question question, HashSet<int> wanted) =>
        question.Cuts.SelectMany(c => new[] { c.From, c.Below - 0.01 }).Where(double.IsFinite)
            .First(v => question.Cuts.All(c => !wanted.Contains(c.Finding) || (v >= c.From && v < c.Below)));

    private static ImmutableArray<GivenResponse> With(ImmutableArray<GivenResponse> given, GivenResponse response) =>
        given.Any(g => g.Question == response.Question) ? given : given.Insert(0, response);
}
