using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Which topics of the talk a follow-up leans on, by what it asks, and what "another one" and "what else" stand for.</summary>
internal static class Leaning
{
    /// <summary>The topics of the talk that fit what is asked.</summary>
    /// <remarks>
    /// "Does it get worse?" after talk of dopamine means the illness; "what can I do about it?" after talk of overuse
    /// means the spasms, where no treatment of overuse is told.
    /// </remarks>
    public static ImmutableArray<int> Fitting(AnswerTables tables, Understood question, Ask ask, ImmutableArray<int> before, ImmutableArray<int> fallback)
    {
        if (before.Any(IsIllness) && ask is Ask.Outlook or Ask.Causes or Ask.Symptoms or Ask.Tests or Ask.Treatment or Ask.Medicines or Ask.Doctor or Ask.Help or Ask.Serious or Ask.Where)
        {
            before = before.RemoveAll(t => Kind(t) == TopicKind.Substance || tables.Facts[t] is { Everyday: true, Topic.Kind: TopicKind.BodyPart });
        }

        // "What are the harmless causes?", after an illness, are those of spasms.
        if (ask == Ask.Causes && before.Any(t => IsIllness(t) && !tables.Facts[t].Subject) && question.IsMilder)
        {
            return fallback;
        }

        // "How is it fixed?", after the test for it: what was tested, not the test.
        if (ask is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Causes && before.Any(t => Kind(t) is TopicKind.Cause or TopicKind.Nutrient or TopicKind.Substance or TopicKind.Condition))
        {
            before = before.RemoveAll(t => Kind(t) == TopicKind.Test);
        }

        // "How would a doctor test it?", of an arm: no test is for arms.
        if (ask == Ask.Tests && before.Any(IsPlace) && before.All(t => IsPlace(t) || tables.Facts[t].Subject) && !before.Any(t => IsPlace(t) && Told(t, [Aspect.Tests])))
        {
            return fallback;
        }

        // "What can he do in the evening?", after tablets that bring cramps on; "does it ever go away?", after what brings it on.
        if (!before.IsEmpty && (ask is Ask.Outlook or Ask.Duration || (!question.YesNo && !question.Words.Any(w => w is "stop" or "change" or "swap" or "quit"))) && (ask is Ask.Treatment or Ask.Prevention or Ask.Outlook or Ask.Duration) && before.All(t => tables.Facts[t].Subject || (tables.Facts[t].IsMedicine && IsReason(tables, t) && !IsTreated(tables, t))
            || (ask is Ask.Outlook or Ask.Duration && before.Any(o => tables.Facts[o].Subject) && Kind(t) is TopicKind.Cause or TopicKind.Substance or TopicKind.Activity or TopicKind.Nutrient)))
        {
            var subjects = before.Where(t => tables.Facts[t].Subject).ToImmutableArray();
            return subjects.IsEmpty ? fallback : subjects;
        }

        // "What pills are there then?", after talk of exercise.
        if (ask == Ask.Medicines && !before.IsEmpty && before.All(t => Kind(t) is TopicKind.Therapy or TopicKind.Activity or TopicKind.Nutrient or TopicKind.Test or TopicKind.Substance or TopicKind.Cause)
            && !before.Any(t => tables.Passages.Any(p => p.Topics.Contains(t) && p.Topics.Any(o => tables.Facts[o].IsMedicine && !tables.Is(tables.Roles.Medicine, o)))))
        {
            return fallback;
        }

        var special = before.Where(t => !tables.Facts[t].Subject && Kind(t) is not (TopicKind.Person or TopicKind.BodyPart)).ToImmutableArray();
        var reasons = !special.IsEmpty && special.All(t => Kind(t) is TopicKind.Cause or TopicKind.Activity or TopicKind.Substance or TopicKind.Nutrient);
        // "How would they check that?", after talk of potassium: the test that tells of it.
        if (reasons && ask == Ask.Tests && tables.Passages.FirstOrDefault(p => p.Passage.Section.Aspect == Aspect.Tests && p.Primary >= 0 && tables.Facts[p.Primary].Topic.Kind == TopicKind.Test && special.Any(p.Topics.Contains)) is { } test)
        {
            return [test.Primary, .. special];
        }

        // "How is that found out?", of kidney trouble: the test that tells of what it does to the salts.
        if (ask == Ask.Tests && !special.IsEmpty && !special.Any(t => Told(t, [Aspect.Tests])))
        {
            var through = tables.Passages.Where(p => special.Contains(p.Primary) && p.Passage.Section.Aspect == Aspect.Causes).SelectMany(p => p.Topics).Where(t => Kind(t) == TopicKind.Cause).ToHashSet();
            if (tables.Passages.FirstOrDefault(p => p.Passage.Section.Aspect == Aspect.Tests && p.Primary >= 0 && Kind(p.Primary) == TopicKind.Test && p.Topics.Any(through.Contains)) is { } found)
            {
                return [found.Primary, .. special];
            }
        }

        return reasons && Aspects(ask) is { IsEmpty: false } aspects && !special.Any(t => Told(t, aspects))
            ? [.. fallback, .. before.Where(t => Kind(t) is TopicKind.Person or TopicKind.BodyPart && Told(t, aspects) && !fallback.Contains(t))]
            : before;

        TopicKind Kind(int topic) => tables.Facts[topic].Topic.Kind;
        bool IsPlace(int topic) => Kind(topic) is TopicKind.BodyPart or TopicKind.Person;
        bool IsIllness(int topic) => Kind(topic) == TopicKind.Condition;
        bool Told(int topic, ImmutableArray<Aspect> aspects) => tables.Passages.Any(p => p.Topics.Contains(topic) && aspects.Contains(p.Passage.Section.Aspect));
    }

    /// <summary>What "what other tablets", "is there another one like it" and "what else can" ask for; null when they ask nothing of the kind.</summary>
    public static Goal? Others(AnswerTables tables, Understood question, ImmutableArray<int> before, ImmutableArray<int> fallback, ThreadState thread)
    {
        var named = before.Where(t => !tables.Facts[t].Subject && tables.Facts[t].Topic.Kind is not (TopicKind.Person or TopicKind.BodyPart)).ToImmutableArray();
        var leaves = Apart.Points(question);
        var only = question is { Topics: [_], IsBare: true } && question.Words[0] is "only" or "just";
        if (!(question.Thread.Other || leaves || only) || question.Elsewhere || question.Content.Length > 1 || named.IsEmpty || !question.Topics.All(t => IsGeneric(tables, t, named) || (only && named.Contains(t))))
        {
            return null;
        }

        if (question.Topics.IsEmpty && (question.Words.Contains("one") || question.Words[^1] == "other") && Second(tables, named, thread) is { } second)
        {
            return Of(thread.Ask == Ask.Difference ? Ask.Definition : thread.Ask, second);
        }

        // "I do yoga already, anything else like that?"
        var said = question.Ask is not (Ask.Unsaid or Ask.Definition) ? question.Ask
            : thread.Ask == Ask.Causes && tables.Facts[named[0]].Topic.Kind == TopicKind.Therapy ? Ask.Treatment : thread.Ask;
        if (leaves && said is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Definition && tables.Facts[named[0]] is { IsMedicine: true } or { Topic.Kind: TopicKind.Therapy or TopicKind.Activity })
        {
            // "What should be tried before that?", of an operation.
            return Of(said == Ask.Prevention ? said : Ask.Treatment, Lasting.Meant(tables, Ask.Treatment, thread) is { IsEmpty: false } ill ? ill : fallback);
        }

        if (leaves && said == Ask.Causes && tables.Facts[named[0]].Topic.Kind == TopicKind.Condition)
        {
            // "What harmless things could it be instead?"
            return Of(said, fallback);
        }

        var open = !question.Words.Contains("else") || question.Words.Length > 2;
        var facts = tables.Facts[named[0]];
        var broader = facts.Broader.Where(t => tables.Facts[t] is { Held: true, Subject: false } && !tables.Is(tables.Roles.Medicine, t) && !tables.Is(tables.Roles.Illness, t)).Take(1).ToImmutableArray();
        ImmutableArray<int> medicines = [.. tables.Knowledge.Questions.Roles.Medicine.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id]), .. fallback];
        return (facts.Topic.Kind, said) switch
        {
            _ when !open => null,
            // "Only magnesium?"
            (TopicKind.Nutrient or TopicKind.Substance, _) when only && !broader.IsEmpty => Of(said, [.. broader]),
            // "Which other neurological conditions are there?"
            (TopicKind.Condition, _) when question.Ask is Ask.Unsaid or Ask.Definition or Ask.Causes && question.Topics.Where(t => facts.Broader.Contains(t) && tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition }).Take(1).ToImmutableArray() is { IsEmpty: false } kind => Of(Ask.Causes, kind),
            // "What other minerals matter" names what it wants.
            (TopicKind.Nutrient or TopicKind.Substance, _) when !question.Topics.IsEmpty && question.Ask is Ask.Unsaid or Ask.Definition => null,
            (TopicKind.Medicine or TopicKind.MedicineGroup, Ask.Prevention or Ask.Tests or Ask.Symptoms) => null,
            (TopicKind.Medicine or TopicKind.MedicineGroup, Ask.Treatment) when IsReason(tables, named[0]) => Of(said, Lasting.Meant(tables, said, thread) is { IsEmpty: false } lasting ? lasting : fallback),
            (TopicKind.Medicine or TopicKind.MedicineGroup, _) when IsReason(tables, named[0]) => Of(Ask.Causes, medicines),
            (TopicKind.Medicine, _) when !question.Words.Contains("else") && !broader.IsEmpty => Of(Ask.Medicines, [.. broader]),
            (TopicKind.Medicine or TopicKind.MedicineGroup, Ask.Causes) => Of(Ask.Treatment, fallback),
            (TopicKind.Medicine or TopicKind.MedicineGroup, Ask.Treatment or Ask.Medicines) => Of(Ask.Medicines, medicines),
            (TopicKind.Therapy or TopicKind.Activity, Ask.Treatment or Ask.Prevention or Ask.Medicines) => broader.IsEmpty ? Of(said, fallback) : Of(said, [.. broader]),
            (TopicKind.Therapy, Ask.Causes) => Of(said, fallback),
            (TopicKind.Test, Ask.Tests or Ask.Definition or Ask.Unsaid) => Of(Ask.Tests, fallback),
            (TopicKind.Condition, Ask.Causes) when !broader.IsEmpty => Of(Ask.Causes, [.. broader]),
            (TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient or TopicKind.Activity or TopicKind.Symptom, Ask.Causes or Ask.Treatment or Ask.Prevention or Ask.Tests) => Of(said, fallback),
            _ => null,
        };

        Goal Of(Ask ask, ImmutableArray<int> topics) => new(ask, false, topics, question, false) { Inherited = true };
    }

    /// <summary>Of the talk, what goes together with a detail that a question names: "what is missing in her brain", after an illness.</summary>
    public static ImmutableArray<int> Holding(AnswerTables tables, ImmutableArray<int> own, ImmutableArray<int> before) =>
        own.All(t => tables.Facts[t].Topic.Kind is TopicKind.Substance or TopicKind.BodyPart)
            ? [.. before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition or TopicKind.Cause } && Threading.Together(tables, [.. own, t])).Take(1)]
            : own.All(t => tables.Facts[t] is { Everyday: true, Topic.Kind: TopicKind.Activity } or { Subject: false, Topic.Id: "physical-activity" })
            ? [.. before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Therapy or TopicKind.Activity } && Threading.Together(tables, [.. own, t])).Take(1)]
            : [];

    /// <summary>The illness of the talk, when a sign is to be treated of which no treatment is told: "which drugs ease the jerks", after MS.</summary>
    public static ImmutableArray<int> Ill(AnswerTables tables, Understood question, ImmutableArray<int> before) =>
        question.Ask is Ask.Treatment or Ask.Medicines && question.Content.Length <= 1 && !question.Elsewhere
            && question.Topics.All(t => tables.Is(tables.Roles.Medicine, t) || tables.Facts[t] is { Subject: false, IsTrouble: true } && !IsTreated(tables, t))
            ? [.. before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition } && IsTreated(tables, t)).Take(1)]
            : [];

    private static bool IsTreated(AnswerTables tables, int topic) =>
        tables.Facts[topic].Passages.Any(p => tables.Passages[p].Passage.Section.Aspect == Aspect.Treatment);

    // "The other one", of two that were named.
    private static ImmutableArray<int>? Second(AnswerTables tables, ImmutableArray<int> named, ThreadState thread) =>
        thread.Shown.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id]).ToArray() is [var a, var b] && named.Contains(a) != named.Contains(b)
            ? [named.Contains(a) ? b : a]
            : null;

    private static bool IsGeneric(AnswerTables tables, int topic, ImmutableArray<int> named) =>
        tables.Facts[topic].Subject || tables.Is(tables.Roles.Medicine, topic) || named.Any(t => tables.Facts[t].Broader.Contains(topic));

    /// <summary>True for a medicine of which it is told that it brings spasms on.</summary>
    public static bool IsReason(AnswerTables tables, int topic) =>
        tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic && tables.Passages[p].Passage.Section.Aspect == Aspect.Causes);

    private static ImmutableArray<Aspect> Aspects(Ask ask) => ask switch
    {
        Ask.Treatment or Ask.Medicines or Ask.Prevention => [Aspect.Treatment, Aspect.Prevention],
        Ask.Tests => [Aspect.Tests],
        _ => [],
    };
}
