using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a follow-up means that is about a medicine, a test or another means of the talk: "do the tablets work?", "why exercise?", "should he stop?"</summary>
internal static class Means
{
    private const int ShortQuestion = 9;

    private static readonly HashSet<string> Finds = new(["show", "find", "found", "damage", "damaged", "positive", "abnormal", "odd", "spot"], StringComparer.Ordinal);
    private static readonly HashSet<string> Results = new(["normal", "clear", "fine", "negative", "nothing", "inconclusive", "ok", "okay"], StringComparer.Ordinal);

    /// <summary>What is to be answered; null when the question is no such one.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="question">The question.</param>
    /// <param name="own">Topics that it names and means.</param>
    /// <param name="context">Topics named elsewhere in the same message.</param>
    /// <param name="before">What the talk was about.</param>
    /// <param name="thread">What was said before.</param>
    public static Goal? Goal(AnswerTables tables, Understood question, ImmutableArray<int> own, ImmutableArray<int> context, ImmutableArray<int> before, ThreadState thread)
    {
        if (Otherwise() is { } otherwise)
        {
            return otherwise;
        }

        if (before.IsEmpty && thread.Medicine is null)
        {
            return null;
        }

        var back = question.Thread;
        var ofTests = thread.Ask == Ask.Tests || before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test);
        return question.Ask == Ask.Safety && own.IsEmpty ? Stopped()
            : context.IsEmpty ? Unliked() ?? Compared() ?? Tablets() ?? When() ?? Found() ?? Next() ?? Why()
            : Why();

        // "Any treatment without pills", and in a talk of a medicine "if the tablets do nothing", asks for the others.
        Goal? Otherwise() =>
            !question.Topics.IsEmpty && question.Topics.All(t => tables.Facts[t].IsMedicine) && (question.OnlyDenies ? !before.IsEmpty || question.Ask is Ask.Treatment or Ask.Prevention || question.Thread.Other : context.IsEmpty && !before.IsEmpty && Fails(question))
            && question.Words[0] is not ("who" or "when" or "why" or "should") && question.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Unsaid or Ask.Definition
                ? new Goal(question.Ask == Ask.Prevention ? Ask.Prevention : Ask.Treatment, false, context.Any(t => tables.Facts[t].IsTrouble) ? context : Threading.Default(tables, thread), question with { Denied = question.Topics, Topics = [] }, false) { Inherited = true }
                : null;

        // "Not into meditating, other ideas?"
        Goal? Unliked() =>
            question.OnlyDenies && back.Other && !before.IsEmpty && question.Topics.All(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Therapy or TopicKind.Activity or TopicKind.Nutrient })
                ? new Goal(
                    thread.Ask == Ask.Prevention ? Ask.Prevention : Ask.Treatment, false,
                    before.RemoveAll(question.Topics.Contains) is { IsEmpty: false } rest ? rest : Threading.Default(tables, thread), question with { Denied = question.Topics, Topics = [] }, false) { Inherited = true }
                : null;

        // "Which one is dopamine?", of two that were compared.
        Goal? Compared() =>
            thread.Ask == Ask.Difference && back.Pronoun && question.Ask is Ask.Unsaid or Ask.Definition && own is [var sign] && question.Words.Contains("which")
            && Threading.Known(tables, thread.Shown).Where(t => t != sign && Threading.Together(tables, [t, sign])).Take(1).ToArray() is [var compared]
                ? About(Ask.Definition, [sign, compared])
                : null;

        // "Why exercise?", after advice to.
        Goal? Why() =>
            back.Why && !own.IsEmpty && question.Content.IsEmpty && thread.Ask is Ask.Treatment or Ask.Prevention or Ask.Medicines && own.All(t => Threading.IsMeans(tables.Facts[t]) && !tables.Facts[t].Subject)
                ? new Goal(thread.Ask, false, own, question, false) { Inherited = true }
                : null;

        // "Do the tablets work?", after talk of food with magnesium.
        Goal? Tablets() =>
            question.Content.Length <= 1 && question.Topics is [var pill] && tables.Is(tables.Roles.Medicine, pill) && question.Ask is Ask.Unsaid or Ask.Definition or Ask.Treatment
            && before.Where(t => tables.Is(tables.Roles.Nutrition, t) || (tables.Facts[t].Topic.Kind == TopicKind.Nutrient && SafetyAnswer.IsTaken(tables, t))).ToImmutableArray() is { IsEmpty: false } nutrients
                ? About(Ask.Treatment, nutrients)
                : null;

        // "When is that done?", of an operation.
        Goal? When() =>
            question.Ask == Ask.Help && own.IsEmpty && back.Pronoun && before.Any(t => Threading.IsMeans(tables.Facts[t]))
            && question.Words.Any(w => w is "done" or "used" or "needed" or "offered" or "given" or "considered" or "recommended" || (w == "do" && question.Words[^1] is "it" or "that" or "this" or "them" or "those"))
                ? new Goal(Ask.Unsaid, false, before, question, false) { Inherited = true }
                : null;

        // "And if it does show damage?"
        Goal? Found() =>
            question.Ask is not (Ask.Help or Ask.Serious or Ask.Safety or Ask.Doctor) && ofTests
            && question.Words.Length <= ShortQuestion && question.Words.Take(4).Any(w => w is "if" or "once") && (question.Words.Any(Finds.Contains) || question.Words[^1] is "is" or "doe" or "are") && !question.Words.Any(w => Results.Contains(w) || w is "not" or "doesnt" or "dont" or "cant" or "i" or "im" or "feel" or "feels" or "goes" or "hurts")
                ? new Goal(Ask.Treatment, false, [.. own.Where(t => tables.Facts[t].IsTrouble || tables.Facts[t].Topic.Kind == TopicKind.Cause), .. Threading.Default(tables, thread)], question, false) { Inherited = true }
                : null;

        // "Then what?", after the first test; "and if that is normal?"
        Goal? Next() =>
            own.IsEmpty && question.Content.Length <= 1 && !question.Elsewhere
            && (ofTests || (thread.Ask == Ask.Definition && thread.Shown.Length > 1 && Threading.Known(tables, thread.Shown).All(t => tables.Facts[t].Topic.Kind == TopicKind.Test)))
            && (((back.More || question.IsBare) && question.Words.Any(w => w is "then" or "next" or "after") && question.Ask is Ask.Unsaid or Ask.Definition or Ask.Treatment or Ask.Tests) || (question.Words.Take(3).Contains("if") && question.Words.Any(Results.Contains) && question.Ask is not (Ask.Help or Ask.Serious) && !question.Words.Any(w => w is "i" or "im" or "feel" or "feels")))
                ? new Goal(Ask.Tests, false, Threading.Default(tables, thread), question, true) { Inherited = true }
                : null;

        // "Should he stop?", also beside other things: "my dad takes them, he's got cramps, should he stop?"
        Goal? Stopped()
        {
            var taken = before.Where(t => SafetyAnswer.IsTaken(tables, t)).ToImmutableArray();
            return context.IsEmpty
                ? taken.IsEmpty && Threading.Medicine(tables, question, thread) is { } medicine ? About(Ask.Safety, [medicine]) : null
                : !taken.IsEmpty && !context.Any(t => SafetyAnswer.IsTaken(tables, t)) ? About(Ask.Safety, taken) : null;
        }

        Goal About(Ask ask, ImmutableArray<int> topics) => new(ask, question.YesNo, topics, question, false) { Inherited = true };
    }

    // "If the tablets don't work", and not "do the tablets work".
    private static bool Fails(Understood question) =>
        question.Words.Contains("if")
        && question.Words.SkipWhile(w => w is not ("dont" or "doesnt" or "doe" or "didnt" or "isnt" or "arent" or "not" or "stop" or "fail" or "nothing" or "wont" or "cant")).Any(w => w is "work" or "working" or "help" or "helping" or "touch" or "nothing" or "anything" or "enough" or "fail");
}
