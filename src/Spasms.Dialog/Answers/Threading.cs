using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Fills in from the thread what a question leaves out: "how is it treated?", "and in pregnancy?", "the second one".</summary>
internal static class Threading
{
    /// <summary>What the question means after what was said.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="question">The question.</param>
    /// <param name="context">Topics named elsewhere in the same message.</param>
    /// <param name="thread">What was said before.</param>
    public static Goal Resolve(AnswerTables tables, Understood question, ImmutableArray<int> context, ThreadState thread)
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
            if (back.More)
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
            return new Goal(ask, question.YesNo, CarryOver(tables, before, own, thread), question, false) { Inherited = true };
        }

        if (own.IsEmpty)
        {
            var given = !context.IsEmpty ? context : Earlier(tables, question, before, thread);
            return new Goal(question.Ask, question.YesNo, given, question, false) { Inherited = !given.IsEmpty };
        }

        var topics = own;
        if (back.Pronoun && own.All(t => !tables.Facts[t].Subject) && own.All(t => tables.Facts[t].Everyday))
        {
            topics = [.. own, .. Subjects(tables, context, thread).Where(t => !own.Contains(t))];
        }
        else if (own.All(t => tables.Facts[t].Topic.Kind is TopicKind.Person or TopicKind.BodyPart or TopicKind.Doctor) && !context.IsEmpty)
        {
            topics = [.. own, .. context.Where(t => !own.Contains(t)).Take(2)];
        }

        return new Goal(question.Ask, question.YesNo, topics, question, false) { Inherited = topics.Length > own.Length };
    }

    // "what tests are there" after talk of stress means the tests for spasms; "how do they test for it" means it.
    private static ImmutableArray<int> Earlier(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread)
    {
        if (question.Elsewhere || question.Content.Length > 1 || (!question.Thread.Back && question.Ask == Ask.Unsaid))
        {
            return [];
        }

        var list = question.Ask is Ask.Tests or Ask.Help or Ask.Doctor or Ask.Prevention;
        return list && !question.Thread.Pronoun && thread.Subject is { } subject ? Known(tables, [subject]) : before;
    }

    private static bool Asks(Understood question) => question.Ask == Ask.Definition && question.Words.Length > 4;

    private static ImmutableArray<int> CarryOver(AnswerTables tables, ImmutableArray<int> before, ImmutableArray<int> own, ThreadState thread)
    {
        var kinds = own.Select(t => tables.Facts[t].Topic.Kind).ToHashSet();
        var circumstance = kinds.All(k => k is TopicKind.Person or TopicKind.BodyPart);
        var kept = circumstance
            ? before.Where(t => !kinds.Contains(tables.Facts[t].Topic.Kind))
            : own.Any(t => tables.Facts[t].Everyday) && !own.Any(t => tables.Facts[t].Subject) ? Known(tables, thread.Subject is { } s ? [s] : []) : [];
        return [.. own, .. kept.Where(t => !own.Contains(t))];
    }

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
