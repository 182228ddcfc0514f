using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Tests.Triage;

public sealed class RandomWalkTests
{
    private static readonly ImmutableArray<string> Moves =
    [
        "back", "skip", "not sure", "why", "what does this mean", "repeat", "change my age", "change", "start over", "save", "continue", "no, left leg", "yes", "no", "none", "me", "45", "18 months",
        "my 3 year old son", "cramp", "left calf and neck", "chest pain", "fever; none", "10 minutes", "two weeks ago", "7/10", "bananas", "ok", "statins and baclofen", "dialysis", "", "?", "what is dystonia?", "\ud83e\uddb5 \ud800", "now and then", "change my place to back", "I'm 30 weeks pregnant",
    ];

    private static readonly TriageBook Book = TriageWorld.Book;

    [Fact]
    public void Any_moves_in_any_order_never_throw_and_ask_at_most_once_and_last() =>
        Prop.ForAll(Gen.Choose(0, Moves.Length - 1).ListOf(40).ToArbitrary(), walk =>
        {
            var talk = Talk.Start();
            return walk.All(move =>
            {
                talk.Say(Moves[move]);
                return talk.Last.Count(r => r.Question is not null) <= 1
                    && talk.Last.Take(Math.Max(0, talk.Last.Length - 1)).All(r => r.Question is null)
                    && (talk.Result is null || talk.Last.Count(r => r.Urgency is not null) <= 1);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Every_walk_can_be_finished() =>
        Prop.ForAll(Gen.Choose(0, Moves.Length - 1).ListOf(25).ToArbitrary(), walk =>
        {
            var talk = Talk.Start();
            foreach (var move in walk)
            {
                talk.Say(Moves[move]);
            }

            talk.Say("continue");
            for (var i = 0; i < 60 && talk.Pending is { } asked; i++)
            {
                talk.Say(asked.Options.Any(o => o.Id == "ok") ? "ok" : asked.Id == "confirm" ? "yes" : "not sure");
            }

            return talk.State is null || talk.Pending is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void One_more_risk_or_not_sure_for_no_never_lowers_the_level() =>
        Prop.ForAll(Answers().ToArbitrary(), Gen.Choose(0, Book.Questions.Length - 1).ToArbitrary(), Gen.Choose(0, 6).ToArbitrary(), (answers, at, option) =>
        {
            var before = Level(answers);
            var question = Book.Questions[at];
            var unsure = Level(answers.Select((a, i) => i == at && a.Kind == ResponseKind.None ? a with { Kind = ResponseKind.NotSure } : a));
            var more = question.Type == QuestionType.Choices && option < question.Options.Length
                ? Level(answers.Select((a, i) => i == at && a.Kind != ResponseKind.NotSure ? a with { Kind = ResponseKind.Read, Options = [.. a.Options.Append(question.Options[option].Id).Distinct()] } : a))
                : before;
            return unsure >= before && more >= before;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Questions_left_out_could_not_have_raised_the_level() =>
        Prop.ForAll(Answers().ToArbitrary(), answers =>
        {
            var full = Level(answers);
            var given = ImmutableArray<GivenResponse>.Empty;
            while (Assessment.Of(Book, given).Next() is { } question)
            {
                given = given.Add(answers[Book.Questions.IndexOf(question)]);
            }

            return Assessment.Of(Book, given).Level == full;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Urgency Level(IEnumerable<GivenResponse> answers) => Assessment.Of(Book, [.. answers]).Level;

    // One response to each question of the book: mostly none, as in life.
    private static Gen<ImmutableArray<GivenResponse>> Answers() =>
        Gen.Choose(0, 999).ListOf(Book.Questions.Length).Select(numbers => Book.Questions.Select((q, i) => Answer(q, numbers[i])).ToImmutableArray());

    private static GivenResponse Answer(Question question, int number) => (number % 10) switch
    {
        0 => new GivenResponse(question.Id, "", ResponseKind.NotSure),
        < 6 => new GivenResponse(question.Id, "", ResponseKind.None),
        _ when !question.Cuts.IsEmpty => new GivenResponse(question.Id, "", ResponseKind.Read) { Value = number / 10 },
        _ when question.Type == QuestionType.YesNo => new GivenResponse(question.Id, "", ResponseKind.Read) { Options = ["yes"] },
        _ => new GivenResponse(question.Id, "", ResponseKind.Read) { Options = [question.Options[number / 10 % question.Options.Length].Id] },
    };
}
