using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Fills in from the thread what a question leaves out: "how is it treated?", "and in pregnancy?", "the second one".</summary>
internal static class Threading
{
    private const int LongMessage = 20;

    /// <summary>What the question means after what was said.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="question">The question.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="context">Topics named elsewhere in the same message.</param>
    /// <param name="thread">What was said before.</param>
    public static Goal Resolve(AnswerTables tables, Understood question, Message message, ImmutableArray<int> context, ThreadState thread)
    {
        var own = question.Topics;
        var before = Known(tables, thread.Topics);
        var back = question.Thread;
        if (back.Ordinal is { } number && Line(tables, thread, number) is { } line && own.All(t => tables.Facts[t].Subject || tables.Facts[t].Topic.Kind == TopicKind.Test))
        {
            return new Goal(question.Ask, question.YesNo, [line], question, false) { Inherited = true };
        }

        if (own.IsEmpty && !before.IsEmpty && context.IsEmpty && question.Content.Length <= 1 && !question.Elsewhere)
        {
            if (back.More && (question.Ask == Ask.Unsaid || question.Ask == Ask.Definition || question.Ask == thread.Ask))
            {
                return new Goal(thread.Ask, false, before, question, true) { Inherited = true };
            }

            if (back.Why)
            {
                return new Goal(Ask.Causes, false, before, question, false) { Inherited = true };
            }
        }

        if ((back.Correction || back.About) && !own.IsEmpty && !before.IsEmpty)
        {
            var ask = question.Ask is Ask.Unsaid or Ask.Definition && !Asks(question) ? thread.Ask : question.Ask;
            var carried = CarryOver(tables, before, own, thread);
            if (!Together(tables, carried))
            {
                // Nothing holds the two together: the new one is asked about spasms in general.
                carried = [.. own, .. Default(tables, thread).Where(t => !own.Contains(t))];
                ask = ask == Ask.Definition ? Ask.Causes : ask;
            }

            return new Goal(ask, question.YesNo, carried, question, false) { Inherited = true };
        }

        // "Any side effects?" after talk of a medicine.
        if (!own.IsEmpty && own.All(t => tables.Is(tables.Roles.SideEffect, t)) && context.AddRange(before).Where(t => tables.Facts[t].IsMedicine).Distinct().ToImmutableArray() is { IsEmpty: false } medicines)
        {
            return new Goal(Ask.Causes, question.YesNo, [.. own, .. medicines], question, false) { Inherited = true };
        }

        if (own.IsEmpty)
        {
            var given = question.Thread.Pronoun && message.Nearest.Any(t => tables.Facts[t] is { Held: true, Subject: false }) && message.Length > LongMessage
                ? [.. message.Nearest, .. context.Where(t => tables.Facts[t].Subject && !message.Nearest.Contains(t))]
                : question.Ask == Ask.Tests && context.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test) ? [.. context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Test)]
                : !context.IsEmpty ? context : Earlier(tables, question, before, thread);
            // "How?" and "when?" ask the last question more closely.
            var ask = question is { Ask: Ask.Unsaid, IsBare: true } && !before.IsEmpty && context.IsEmpty ? thread.Ask : question.Ask;
            return new Goal(ask, question.YesNo, given, question, false) { Inherited = !given.IsEmpty };
        }

        ImmutableArray<int> topics = [.. own, .. Beside(tables, question, own, context, before, thread).Where(t => !own.Contains(t))];
        // "Leg cramps", after "what do you mean by it?", keeps what was asked.
        var meant = question.Ask == Ask.Unsaid && (before.IsEmpty || (question.IsBare && topics.Length > own.Length)) ? thread.Ask : question.Ask;
        return new Goal(meant, question.YesNo, topics, question, false) { Inherited = topics.Length > own.Length };
    }

    // What a question means beside what it names: the rest of the message, or of the talk, where it points there.
    private static IEnumerable<int> Beside(AnswerTables tables, Understood question, ImmutableArray<int> own, ImmutableArray<int> context, ImmutableArray<int> before, ThreadState thread)
    {
        if (own.All(t => tables.Facts[t].Subject))
        {
            // "my water tablets - can they cause cramps", "is it the same as a cramp"
            var special = context.Where(t => !tables.Facts[t].Subject);
            if (question.Thread.Pronoun && context.IsEmpty && question.Ask is Ask.Causes or Ask.Difference or Ask.Serious or Ask.Symptoms or Ask.Unsaid)
            {
                special = before.Where(t => !tables.Facts[t].Subject);
            }

            return question.Thread.Pronoun ? special.Take(2) : context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Person).Take(1);
        }

        if (question.Ask == Ask.Difference && own.Length == 1)
        {
            return context.Concat(before).Where(t => !own.Contains(t)).Take(1);
        }

        if (!own.All(t => tables.Facts[t].Everyday) || own.Any(t => tables.Facts[t].Subject))
        {
            return context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Person).Take(1);
        }

        var around = context.Where(t => tables.Facts[t].Subject || tables.Facts[t].Topic.Kind == TopicKind.Person);
        if (own.All(t => tables.Facts[t].Topic.Kind is TopicKind.Person or TopicKind.BodyPart or TopicKind.Doctor) && !context.IsEmpty)
        {
            around = context.Take(2);
        }

        // "Parkinson's: what causes the stiffness?"
        if (!around.Any() && own.All(t => tables.Facts[t].IsTrouble))
        {
            around = context.Where(t => !tables.Facts[t].Everyday);
        }

        return question.Thread.Pronoun || (question.IsBare && context.IsEmpty && !before.IsEmpty) ? Subjects(tables, context, thread) : around.Take(2);
    }

    // "what tests are there" after talk of stress means the tests for spasms; "how do they test for it" means it.
    private static ImmutableArray<int> Earlier(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread)
    {
        if (question.IsFamiliar && question.Ask == Ask.Unsaid && question.Content.Length > 0)
        {
            return before;
        }

        if (question.Elsewhere || question.Content.Length > 1 || (!question.Thread.Back && question.Ask == Ask.Unsaid && !question.IsBare))
        {
            return [];
        }

        var list = question.Ask is Ask.Tests or Ask.Help or Ask.Doctor or Ask.Prevention
            || (question.Ask is Ask.Treatment or Ask.Medicines && before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test));
        if (question.Ask is Ask.Help or Ask.Prevention && before.Any(t => HasOwn(tables, t, question.Ask)))
        {
            return before;
        }

        return list && !question.Thread.Pronoun && !before.IsEmpty ? Default(tables, thread) : before;
    }

    // True when the articles tell what is asked about this very topic.
    private static bool HasOwn(AnswerTables tables, int topic, Ask ask) =>
        !tables.Facts[topic].Subject
        && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic
            && tables.Passages[p].Passage.Section.Aspect == (ask == Ask.Help ? Spasms.Knowledge.Aspect.WhenToGetHelp : Spasms.Knowledge.Aspect.Prevention));

    private static bool Asks(Understood question) => question.Ask == Ask.Definition && question.Words.Length > 4;

    private static ImmutableArray<int> CarryOver(AnswerTables tables, ImmutableArray<int> before, ImmutableArray<int> own, ThreadState thread)
    {
        var kinds = own.Select(t => tables.Facts[t].Topic.Kind).ToHashSet();
        var beside = before.Where(t => !tables.Facts[t].Subject && !kinds.Contains(tables.Facts[t].Topic.Kind) && Together(tables, [.. own, t])).ToImmutableArray();
        if (!beside.IsEmpty && own.All(t => tables.Facts[t].Topic.Kind == TopicKind.Nutrient))
        {
            // "What foods have magnesium?", "and potassium?"
            return [.. own, .. beside];
        }

        var circumstance = kinds.All(k => k is TopicKind.Person or TopicKind.BodyPart);
        var kept = circumstance
            ? before.Where(t => !kinds.Contains(tables.Facts[t].Topic.Kind))
            : own.Any(t => tables.Facts[t].Everyday) && !own.Any(t => tables.Facts[t].Subject) ? Known(tables, thread.Subject is { } s ? [s] : []) : [];
        return [.. own, .. kept.Where(t => !own.Contains(t))];
    }

    private static ImmutableArray<int> Default(AnswerTables tables, ThreadState thread) =>
        Known(tables, thread.Subject is { } subject ? [subject] : [.. tables.Knowledge.Questions.Subject.Take(1)]);

    // True when some passage names them all, near relations counted.
    internal static bool Together(AnswerTables tables, ImmutableArray<int> topics) =>
        topics.Length < 2 || tables.Passages.Any(p => topics.All(t => PlainAnswer.Covers(tables, p, t)));

    private static ImmutableArray<int> Subjects(AnswerTables tables, ImmutableArray<int> context, ThreadState thread)
    {
        var named = context.Where(t => tables.Facts[t].Subject).ToImmutableArray();
        return !named.IsEmpty ? named : thread.Subject is { } id ? Known(tables, [id]) : Known(tables, thread.Topics);
    }

    private static int? Line(AnswerTables tables, ThreadState thread, int number)
    {
        var shown = Known(tables, thread.Shown);
        var at = number < 0 ? shown.Length - 1 : number;
        return at >= 0 && at < shown.Length ? shown[at] : null;
    }

    private static ImmutableArray<int> Known(AnswerTables tables, ImmutableArray<string> ids) =>
        [.. ids.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id])];
}
