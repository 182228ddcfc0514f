using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a question means beside what it names.</summary>
internal static class Beside
{
    /// <summary>Topics of the rest of the message, or of the talk where the question points there.</summary>
    public static IEnumerable<int> Of(AnswerTables tables, Understood question, ImmutableArray<int> own, ImmutableArray<int> context, ImmutableArray<int> before, ThreadState thread)
    {
        if (question.Ask == Ask.Difference && own.Length == 1)
        {
            return context.Concat(before).Concat(Threading.Known(tables, thread.Subject is { } subject ? [subject] : []))
                .Where(t => !own.Contains(t) && tables.Facts[t].Topic.Kind is not (TopicKind.BodyPart or TopicKind.Person or TopicKind.Doctor)).Take(1);
        }

        // "Flexeril - would this help my back spasm", "I never stretch. Could that be why", "back to the MRI: any use for my back"
        if (question.Thread.Pronoun && !own.Any(t => IsCause(tables.Facts[t])) && context.Where(t => IsCause(tables.Facts[t]) || tables.Facts[t].Topic.Kind == TopicKind.Test).Take(2).ToArray() is { Length: > 0 } meant)
        {
            return meant;
        }

        if (own.All(t => tables.Facts[t].Subject))
        {
            // "my water tablets - can they cause cramps", "is it the same as a cramp"
            var special = context.Where(t => !tables.Facts[t].Subject);
            if (question.Thread.Pronoun && context.IsEmpty && (question.Ask is Ask.Causes or Ask.Difference or Ask.Serious or Ask.Symptoms or Ask.Unsaid || (question.YesNo && (question.Ask == Ask.Definition || before.Any(t => Threading.IsMeans(tables.Facts[t]))))))
            {
                special = before.Where(t => !tables.Facts[t].Subject);
            }

            return question.Thread.Pronoun ? special.Take(2) : context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Person).Take(1);
        }

        // "Tensed up from deadlines, then my back spasms: what hormone is involved"
        if (own.All(t => tables.Facts[t].Topic.Kind is TopicKind.Substance) && context.Where(t => Tells(tables, t, own)).Take(1).ToArray() is { Length: > 0 } told)
        {
            return told;
        }

        if (context.IsEmpty && (question.Thread.Pronoun || question.IsPlain) && Leaning.Holding(tables, own, before) is { IsEmpty: false } holding)
        {
            return holding;
        }

        // "Does it make him weak too", of an illness.
        if (context.IsEmpty && question.Thread.Pronoun && own.All(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Symptom }) && before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition }).Take(1).ToArray() is { Length: > 0 } ill)
        {
            return ill;
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

        return question.Thread.Pronoun || ((question.IsBare || (question.IsPlain && own.All(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart || IsAsideOf(question, tables.Facts[t])))) && context.IsEmpty && !before.IsEmpty) ? Subjects(tables, own, context, thread) : around.Take(2);
    }

    // "What can I do at home?", after talk of a trouble.
    private static bool IsAsideOf(Understood question, TopicFacts facts) =>
        question.Ask is Ask.Treatment or Ask.Prevention && facts.Topic.Kind == TopicKind.Therapy && facts.Topic.Group == "daily";

    // True when a passage about a topic names all the others in its lines.
    private static bool Tells(AnswerTables tables, int topic, ImmutableArray<int> others) =>
        !tables.Facts[topic].Subject && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic
            && others.All(o => tables.Passages[p].Sentences.Any(s => s.Overlaps(tables.Facts[o].Names))));

    // What may bring spasms on or ease them.
    private static bool IsCause(TopicFacts facts) =>
        facts is { Held: true, Subject: false } && (facts.IsMedicine || facts.Topic.Kind is TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient or TopicKind.Therapy or TopicKind.Condition);

    // What nothing tells of beside a test is not meant: "what is an MRI for", after talk of acupuncture.
    private static ImmutableArray<int> Subjects(AnswerTables tables, ImmutableArray<int> own, ImmutableArray<int> context, ThreadState thread)
    {
        var named = context.Where(t => tables.Facts[t].Subject).ToImmutableArray();
        if (named.IsEmpty && thread.Subject is null && own.All(t => tables.Facts[t].Topic.Kind is TopicKind.Activity or TopicKind.Cause or TopicKind.Substance) && Threading.Known(tables, thread.Topics).All(t => Threading.IsMeans(tables.Facts[t])))
        {
            // "Does bad sleep make it worse", after talk of food.
            return Threading.Default(tables, thread);
        }

        return !named.IsEmpty ? named : thread.Subject is { } id ? Threading.Known(tables, [id]) : [.. Threading.Known(tables, thread.Topics).Where(t => !own.All(o => tables.Facts[o].Topic.Kind == TopicKind.Test) || Threading.Together(tables, [.. own, t]))];
    }
}
