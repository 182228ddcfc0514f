using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Spasms.Dialog.Recognizers;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Triage;

/// <summary>Takes facts out of free words, so that what was said is confirmed and not asked. Never overwrites a response.</summary>
internal static class Prefill
{
    /// <summary>The state with every fact that the words state clearly, marked as pre-filled.</summary>
    /// <param name="visit">The turn.</param>
    /// <param name="state">What was given before.</param>
    /// <param name="text">The words.</param>
    /// <param name="about">Which questions to look for; null: all.</param>
    public static QuestionnaireState Into(Visit visit, QuestionnaireState state, string text, Func<Question, bool>? about = null)
    {
        var said = new Said(text, visit.Now.Tables.Plain);
        if (said.Count < 3)
        {
            return state;
        }

        var found = ImmutableArray.CreateBuilder<GivenResponse>();
        foreach (var question in visit.Book.Questions)
        {
            if ((about is null || about(question))
                && question.Id != state.Pending?.Id
                && Belongs(visit.Book.Question(state.Pending?.Id ?? ""), question)
                && !state.Responses.Any(r => r.Question == question.Id)
                && Fact(visit, question, said, text) is { } fact)
            {
                found.Add(fact with { Prefilled = true });
            }
        }

        // Signs of a child or of a pregnancy, where nothing in the words speaks of either, are misread.
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Partial && !Assessment.Of(visit.Book, [.. state.Responses, .. found]).Applies(visit.Book.Question(found[i].Question)!))
            {
                found.RemoveAt(i);
            }
        }

        return found.Count == 0 ? state : state with { Responses = state.Responses.AddRange(found) };
    }

    // Words given to one question may answer its neighbours ("my son is 3"), but "I gave birth 2 weeks ago" is no onset.
    private static bool Belongs(Question? pending, Question question) =>
        pending is null || (pending.Stage == question.Stage && pending.IsWhole && question.IsWhole && pending.Stage != Stage.Screen);

    private static GivenResponse? Fact(Visit visit, Question question, Said said, string text) => question.Type switch
    {
        _ when question.Id == Person.Question => Who(visit, question, said, text),
        QuestionType.Age => AgeReader.Stated(said) is Reading.Value age ? Number(question, text, age.Number) : null,
        QuestionType.Onset => OnsetReader.Stated(said, visit.Message.At) is { } days ? Number(question, text, days) : null,
        QuestionType.Duration => ReadPart(visit, question, text, Lasts),
        QuestionType.Scale => ReadPart(visit, question, text, IsRated),
        QuestionType.Choice when question.IsWhole => Named(visit, question, said) is [var only] ? Chosen(question, text, [only]) : null,
        QuestionType.Choices => Named(visit, question, said) is { IsEmpty: false } named ? Chosen(question, text, named) : null,
        _ => null,
    };

    private static GivenResponse? Who(Visit visit, Question question, Said said, string text)
    {
        var places = visit.Book.Question("where")?.Options.SelectMany(o => o.Words).Where(w => !w.Contains(' ', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal) ?? [];
        if (Has(said, places, ["my"]) && !Has(said, places, ["his", "her", "their"]))
        {
            return Chosen(question, text, [Person.Self]);
        }

        foreach (var option in question.Options.Where(o => o.Id != Person.Self))
        {
            if (option.Words.Any(w => said.Find(w).Any(at => Owned(said, at))))
            {
                return Chosen(question, text, [option.Id]);
            }
        }

        // "Our 3 year old": an age and no other word for the person.
        if (AgeReader.Stated(said) is Reading.Value { Number: < 16 } && Enumerable.Range(0, said.Count).Any(i => said[i] is "my" or "our" && said[i + 2] is "year" or "years" or "month" or "months" or "week" or "weeks" && said[i + 3] is "old"))
        {
            return Chosen(question, text, [.. question.Options.Where(o => !o.Sets.IsEmpty).Select(o => o.Id).Take(1)]);
        }

        var self = said.HasAny("i", "im", "ive", "my", "me");
        var other = question.Options.Where(o => o.Id != Person.Self).SelectMany(o => o.Words).Any(w => said.Find(w).Any());
        return self && !other ? Chosen(question, text, [Person.Self]) : null;
    }

    // "My calves", "his left foot": whose body it is says more than who else is in the story ("my friend took me running").
    private static bool Has(Said said, HashSet<string> places, ReadOnlySpan<string> owners)
    {
        for (var i = 0; i < said.Count; i++)
        {
            var at = said[i + 1] is "left" or "right" or "lower" or "upper" or "whole" or "own" or "inner" or "outer" or "big" ? i + 2 : i + 1;
            if (owners.Contains(said[i]) && places.Contains(said[at]))
            {
                return true;
            }
        }

        return false;
    }

    // "my 3 year old son", "our little girl", but not "my leg, like my friend said a son ...".
    private static bool Owned(Said said, int at)
    {
        // "my friend told me" is about the one who writes.
        if (said[at + 1] is "told" or "says" or "said" or "thinks" or "suggested" or "asked")
        {
            return false;
        }

        // "Dad started haloperidol", "son has cramps": used as a name.
        if ((at == 0 || said.BreaksBefore(at))
            && (said[at] is "dad" or "mum" or "mom" or "mam" or "gran" or "grandma" or "nan" or "grandad" or "grandpa" or "hubby"
                || said[at + 1] is "has" or "had" or "is" or "was" or "keeps" or "gets" or "got" or "woke" or "wakes" or "cant" or "wont" or "started" or "takes" or "complains" or "aged" or "age" or "feels"))
        {
            return true;
        }

        for (var i = at - 1; i >= 0 && i >= at - 6; i--)
        {
            if (said[i] is "my" or "our")
            {
                return true;
            }

            if (said.BreaksBefore(i + 1))
            {
                return false;
            }
        }

        return false;
    }

    // A sign that alone is an emergency is always asked for: a story may tell of the past or of someone else.
    private static ImmutableArray<string> Named(Visit visit, Question question, Said said) => ChoiceReader.Named(said, Spoken.Of(visit, question), story: !question.IsWhole).Named;

    // What a story may name of a question's options. Every message asks for it, and it changes with the content only.
    private sealed record Spoken(TriageBook Book, Vocabulary Vocabulary, ImmutableArray<Choosable> Options)
    {
        private static readonly ConditionalWeakTable<Question, Spoken> Known = new();

        public static ImmutableArray<Choosable> Of(Visit visit, Question question)
        {
            var vocabulary = visit.Now.Knowledge.Vocabulary;
            if (Known.TryGetValue(question, out var known) && ReferenceEquals(known.Book, visit.Book) && ReferenceEquals(known.Vocabulary, vocabulary))
            {
                return known.Options;
            }

            var made = new Spoken(visit.Book, vocabulary, [.. question.Options.Where(o => !IsAlarm(visit.Book, o)).Select(o => new Choosable(o.Id, Reader.SpokenWords(visit, o)))]);
            Known.AddOrUpdate(question, made);
            return made.Options;
        }
    }

    private static bool IsAlarm(TriageBook book, AnswerOption option) => option.Sets.Any(f =>
        book.Rules.Any(r => r.Level == Urgency.Emergency && r.When is { All: [var only], Any.IsEmpty: true } && only.Finding == f));

    private static bool Lasts(Said said) =>
        said.HasAny("lasts", "lasting", "last for", "last about", "each one", "each time", "at a time", "they last", "it last", "lasted", "hasnt let go", "wont let go", "been locked", "non stop", "goes on for", "go on for")
        && (NumberReader.All(said).Length > 0 || said.HasAny("a minute", "an hour", "half an hour", "seconds", "minutes", "hours"));

    private static bool IsRated(Said said) => said.HasAny("out of 10", "out of ten", "10 10") || (said.Count <= 8 && said.HasAny("pain", "severity") && NumberReader.All(said).Length == 1 && !said.HasAny("days", "weeks", "months", "years", "minutes", "hours")) || (said.Has("10") && said.HasAny("pain", "bad", "hurts", "severity") && NumberReader.All(said).Length > 1);

    // Only the part of the story that speaks of it: "3 times a week, each lasts 2 minutes" holds two times.
    private static GivenResponse? ReadPart(Visit visit, Question question, string text, Func<Said, bool> speaksOfIt)
    {
        foreach (var part in text.Split([',', ';', '\n', '!', '?', '.']))
        {
            if (speaksOfIt(new Said(part, visit.Now.Tables.Plain)) && visit.Recognizer.Read(question.Type, part, [], visit.Message.At) is Reading.Value value)
            {
                return Number(question, text, value.Number);
            }
        }

        return null;
    }

    private static GivenResponse Number(Question question, string text, double value) =>
        new(question.Id, text, ResponseKind.Read) { Value = value };

    private static GivenResponse Chosen(Question question, string text, ImmutableArray<string> options) =>
        new(question.Id, text, ResponseKind.Read) { Options = options, Partial = question.Type == QuestionType.Choices && !question.IsWhole };
}
