using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a follow-up means that is about a medicine, a test or another means of the talk: "do the tablets work?", "why exercise?", "should he stop?"</summary>
internal static class Means
{
    private static readonly HashSet<string> Results = new(["normal", "clear", "fine", "negative", "positive", "odd", "abnormal", "nothing", "inconclusive", "ok", "okay"], StringComparer.Ordinal);

    /// <summary>What is to be answered; null when the question is no such one.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="question">The question.</param>
    /// <param name="own">Topics that it names and means.</param>
    /// <param name="context">Topics named elsewhere in the same message.</param>
    /// <param name="before">What the talk was about.</param>
    /// <param name="thread">What was said before.</param>
    public static Goal? Goal(AnswerTables tables, Understood question, ImmutableArray<int> own, ImmutableArray<int> context, ImmutableArray<int> before, ThreadState thread)
    {
        if (before.IsEmpty && thread.Medicine is null)
        {
            return null;
        }

        var back = question.Thread;
        return question.Ask == Ask.Safety && own.IsEmpty ? Stopped()
            : context.IsEmpty ? Otherwise() ?? Unliked() ?? Compared() ?? Tablets() ?? When() ?? Next() ?? Why()
            : Why();

        // "Any treatment without pills", or "if the tablets do nothing", in a talk of a medicine, asks for the others.
        Goal? Otherwise() =>
            (question.OnlyDenies || (!question.Topics.IsEmpty && Fails(question))) && !before.IsEmpty && question.Ask is Ask.Treatment or Ask.Prevention or Ask.Unsaid or Ask.Definition && question.Topics.All(t => tables.Facts[t].IsMedicine)
                ? new Goal(question.Ask == Ask.Prevention ? Ask.Prevention : Ask.Treatment, false, Threading.Default(tables, thread), question with { Denied = question.Topics }, false) { Inherited = true }
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
            && question.Words.Any(w => w is "done" or "used" or "needed" or "offered" or "given" or "considered" or "recommended")
                ? new Goal(Ask.Unsaid, false, before, question, false) { Inherited = true }
                : null;

        // "Then what?", after the first test; "and if that is normal?"
        Goal? Next() =>
            own.IsEmpty && question.Content.Length <= 1 && !question.Elsewhere
            && (thread.Ask == Ask.Tests || before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test))
            && ((back.More && question.Words.Any(w => w is "then" or "next" or "after")) || (question.Words.Take(3).Contains("if") && question.Words.Any(Results.Contains) && question.Ask is not (Ask.Help or Ask.Serious) && !question.Words.Any(w => w is "i" or "im" or "feel" or "feels")))
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
