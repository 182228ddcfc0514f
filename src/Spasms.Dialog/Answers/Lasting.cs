using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a talk stays about while treatments, tests and nutrients come and go: an illness, a person, a part of the body.</summary>
internal static class Lasting
{
    // The illness says more than the person, the person more than the part.
    private static readonly ImmutableArray<TopicKind> Kinds = [TopicKind.Condition, TopicKind.Person, TopicKind.BodyPart];

    /// <summary>Of some topics, those that last, one of a kind.</summary>
    public static ImmutableArray<string> Of(AnswerTables tables, ImmutableArray<int> topics) =>
        [.. Kinds.SelectMany(kind => topics.Where(t => tables.Facts[t] is { Held: true, Subject: false } facts && facts.Topic.Kind == kind).Take(1)).Select(tables.IdOf)];

    /// <summary>What lasts after a question was answered, beside which some topics were told.</summary>
    public static ImmutableArray<string> After(AnswerTables tables, ThreadState thread, Goal goal, ImmutableArray<int> context)
    {
        // "Why do my fingers tingle? I have neuropathy": the illness that is told beside the question lasts as well.
        var now = Of(tables, [.. goal.Topics, .. context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Condition)]);
        if (!goal.Inherited && goal.Question.Topics.Any(t => !IsAside(tables, t)))
        {
            return now;
        }

        var kinds = now.Select(id => tables.Facts[tables.TopicOf[id]].Topic.Kind).ToHashSet();
        return [.. now, .. thread.Lasting.Where(id => tables.TopicOf.TryGetValue(id, out var t) && !kinds.Contains(tables.Facts[t].Topic.Kind))];
    }

    /// <summary>What of it a question means that names nothing, when the last answer was about a means; empty when it means that.</summary>
    /// <remarks>"What helps?", after talk of a test, means the illness; "does it help?" and "does it hurt?" mean the test.</remarks>
    public static ImmutableArray<int> Meant(AnswerTables tables, Understood question, Ask ask, ImmutableArray<int> before, ThreadState thread)
    {
        if (before.IsEmpty || question.Elsewhere || question.Content.Length > 1 || !before.All(t => tables.Facts[t].Subject || IsAside(tables, t) || tables.Facts[t].Topic.Kind is TopicKind.Cause or TopicKind.Substance))
        {
            return [];
        }

        var means = before.Where(t => !tables.Facts[t].Subject).ToImmutableArray();
        var leaves = means.IsEmpty || ask switch
        {
            Ask.Outlook => true,
            // A means is nothing to do something about.
            Ask.Treatment when question.Words.Contains("do") && question.Words.Contains("about") => true,
            Ask.Duration or Ask.Treatment when means.All(t => tables.Facts[t].Topic.Kind is TopicKind.Activity or TopicKind.Substance) => true,
            Ask.Treatment or Ask.Causes or Ask.Symptoms or Ask.Medicines or Ask.Prevention when means.Any(t => tables.Facts[t].Topic.Kind is TopicKind.Cause or TopicKind.Substance) => false,
            Ask.Help => (!question.Thread.Pronoun || question.Second == Ask.Serious) && !means.Any(t => tables.Facts[t].Passages.Any(p => tables.Passages[p].Passage.Section.Aspect == Aspect.WhenToGetHelp)),
            Ask.Tests => !means.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test),
            Ask.Medicines => !means.Any(t => tables.Facts[t].IsMedicine),
            Ask.Treatment or Ask.Prevention or Ask.Causes or Ask.Symptoms => !question.Thread.Pronoun && !question.IsBare,
            _ => false,
        };
        return leaves ? Meant(tables, ask, thread) : [];
    }

    /// <summary>What of it is told of in what is asked; empty when nothing is.</summary>
    public static ImmutableArray<int> Meant(AnswerTables tables, Ask ask, ThreadState thread)
    {
        var aspects = Aspects(ask);
        return [.. thread.Lasting.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id])
            .Where(t => tables.Facts[t].Passages.Any(p => aspects.Contains(tables.Passages[p].Passage.Section.Aspect) && !tables.Passages[p].Topics.Any(o => o != t && tables.Facts[o] is { Subject: false, Topic.Kind: TopicKind.Condition })))
            .Take(1)];
    }

    /// <summary>True for what is done, taken, looked for or called: a talk comes back from it.</summary>
    public static bool IsAside(AnswerTables tables, int topic) =>
        Threading.IsMeans(tables.Facts[topic]) || tables.Facts[topic].Topic.Kind is TopicKind.Doctor || Abstaining.HasWarning(tables, topic);

    private static ImmutableArray<Aspect> Aspects(Ask ask) => ask switch
    {
        Ask.Treatment => [Aspect.Treatment],
        Ask.Medicines => [Aspect.Treatment],
        Ask.Prevention => [Aspect.Prevention, Aspect.Treatment],
        Ask.Tests => [Aspect.Tests],
        Ask.Causes => [Aspect.Causes],
        Ask.Help or Ask.Serious => [Aspect.WhenToGetHelp],
        Ask.Symptoms => [Aspect.Symptoms, Aspect.Definition],
        Ask.Outlook or Ask.Duration or Ask.Where => [Aspect.Definition],
        _ => [],
    };
}
