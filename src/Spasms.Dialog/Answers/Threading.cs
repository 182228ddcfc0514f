using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>Fills in from the thread what a question leaves out: "how is it treated?", "and in pregnancy?", "the second one".</summary>
internal static class Threading
{
    private const int LongMessage = 20;
    private const int ShortFollowUp = 9;
    private const double MostWords = 0.5;
    private const int HardlyCovered = 10;
    private const int MostOthers = 3;

    /// <summary>What the question means after what was said.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="question">The question.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="context">Topics named elsewhere in the same message.</param>
    /// <param name="thread">What was said before.</param>
    public static Goal Resolve(AnswerTables tables, Understood question, Message message, ImmutableArray<int> context, ThreadState thread)
    {
        var before = Left(tables, question, thread);
        question = Turning.Asked(tables, Picking.Picked(tables, question, message, thread), before, thread);
        var back = question.Thread;
        // "And at night?", after talk of cramps.
        if (question.Topics.IsEmpty && !question.Elsewhere && question.Content.Length <= 1 && !before.IsEmpty && (back.About || (question.IsBare && !question.YesNo)) && question.Ask is Ask.Unsaid or Ask.Definition
            && tables.Joined.FirstOrDefault(j => j.Occurs(question.Words.AsSpan()) && (before.Contains(j.Of) || (tables.Facts[j.Of].Subject && before.Any(t => tables.Facts[t].Subject)))) is { } joined)
        {
            return new Goal(thread.Ask, question.YesNo, [joined.Topic], question, false) { Inherited = true };
        }

        // "What else can the doctor prescribe" is not about doctors.
        var own = !before.IsEmpty && question.Ask is Ask.Treatment or Ask.Medicines or Ask.Help && question.Topics.All(t => tables.Facts[t].Topic.Kind == TopicKind.Doctor || (tables.Is(tables.Roles.Medicine, t) && !(back.About && IsAside(tables, before)))) ? [] : question.Topics;
        // "If those stop working, is an operation possible?" leans on the talk, not on its own first half.
        context = own.IsEmpty || before.IsEmpty || !context.All(t => tables.Facts[t].Topic.Kind == TopicKind.Therapy) ? context : [];
        own = Turning.Placed(tables, Turning.Taken(tables, own, question, before), question, before);
        // "Going back to the pills, any others that do it": those that were talked about.
        if (question.Thread.Other && own.IsEmpty && !context.IsEmpty && context.All(t => tables.Is(tables.Roles.Medicine, t)) && thread.Medicine is { } known && tables.TopicOf.TryGetValue(known, out var medicine))
        {
            (before, context) = ([medicine], []);
        }

        // "I'm on simvastatin, is it the pill?"
        if (own.Any(t => tables.Is(tables.Roles.Medicine, t)) && context.Where(t => tables.Facts[t].IsMedicine && !tables.Is(tables.Roles.Medicine, t)).ToImmutableArray() is { IsEmpty: false } taken)
        {
            own = [.. own.Where(t => !tables.Is(tables.Roles.Medicine, t)), .. taken.Where(t => !own.Contains(t))];
        }

        // "After a coke binge, can drugs do that?"
        if (own.Any(t => tables.Is(tables.Roles.Medicine, t)) && context.Where(t => tables.Facts[t] is { Held: true, Topic.Kind: TopicKind.Substance } facts && facts.Names.Overlaps(question.Words)).ToImmutableArray() is { IsEmpty: false } used)
        {
            own = [.. own.Where(t => !tables.Is(tables.Roles.Medicine, t)), .. used.Where(t => !own.Contains(t))];
        }

        if (Means.Goal(tables, question, own, context, before, thread) is { } means)
        {
            return means;
        }

        if (back.Ordinal is { } number && Line(tables, thread, number) is { } line && own.All(t => tables.Facts[t].Subject || tables.Is(tables.Roles.Examined, t) || tables.Is(tables.Roles.Medicine, t)))
        {
            // "I've tried the first. What about the others?"
            if (back.Other && Known(tables, thread.Shown).Where(t => t != line && tables.Facts[t].Topic.Kind == tables.Facts[line].Topic.Kind).Take(MostOthers).ToImmutableArray() is { IsEmpty: false } rest)
            {
                return new Goal(question.Ask is Ask.Unsaid or Ask.Definition ? thread.Ask : question.Ask, question.YesNo, rest, question, false) { Inherited = true };
            }

            // "The last one" is no question of how long.
            return new Goal(question.Ask == Ask.Duration ? Ask.Definition : question.Ask, question.YesNo, [line], question, false) { Inherited = true };
        }

        // "No I stretch plenty, what else could it be": what is told beside the question is ruled out.
        var ruledOut = question.Thread.Other && own.IsEmpty && !before.IsEmpty && context.All(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Activity or TopicKind.Therapy or TopicKind.Nutrient or TopicKind.Substance or TopicKind.Cause }) ? context : [];
        if ((context.IsEmpty || !ruledOut.IsEmpty) && Leaning.Others(tables, question, question.Ask == Ask.Unsaid ? [.. ruledOut, .. before] : [.. before, .. ruledOut], Default(tables, thread), thread) is { } others)
        {
            return others with { Question = others.Question with { Denied = [.. others.Question.Denied, .. ruledOut] } };
        }

        if (own.IsEmpty && !before.IsEmpty && context.IsEmpty && question.Content.Length <= 1 && !question.Elsewhere)
        {
            if (back.More && (question.Ask == Ask.Unsaid || question.Ask == Ask.Definition || question.Ask == thread.Ask))
            {
                return new Goal(thread.Ask, false, before, question, true) { Inherited = true };
            }

            if (back.Why)
            {
                return new Goal(Ask.Causes, false, Leaning.Fitting(tables, question, Ask.Causes, before, Default(tables, thread)), question, false) { Inherited = true };
            }
        }

        if ((back.Correction || (back.About && Turning.CarriesOver(question))) && !own.IsEmpty && !before.IsEmpty)
        {
            var ask = question.Ask is Ask.Unsaid or Ask.Definition && !Asks(tables, question) ? Turning.Carried(tables, question, thread) : question.Ask;
            var carried = CarryOver(tables, before, own, thread);
            if (!Together(tables, carried))
            {
                // Nothing holds the two together: the new one is asked about spasms in general.
                carried = [.. own, .. Default(tables, thread).Where(t => !own.Contains(t))];
                ask = ask == Ask.Definition ? Turning.AskOf(tables.Facts[own[0]].Topic.Kind) : ask;
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
            // "And bunions?" is about something that nobody here tells of, and not about what was asked before.
            if (back is { About: true, Pronoun: false } && context.IsEmpty && question.IsStranger(tables))
            {
                return new Goal(question.Ask, question.YesNo, [], question, false);
            }

            if (context.IsEmpty && Worded.Meant(tables, question, before, thread) is { IsEmpty: false } worded)
            {
                return new Goal(question.Ask is Ask.Unsaid or Ask.Definition ? thread.Ask : question.Ask, question.YesNo, worded, question, false) { Inherited = true };
            }

            if (context.IsEmpty && Turning.AsksHowToTell(tables, question, before, thread))
            {
                return new Goal(Ask.Tests, false, Leaning.Fitting(tables, question, Ask.Tests, before, Default(tables, thread)), question with { Ask = Ask.Tests }, false) { Inherited = true };
            }

            // "I'm 30 weeks, what can I do" tells for whom the talk goes on.
            var whom = !before.IsEmpty && !context.IsEmpty && !question.Elsewhere && question.Content.IsEmpty && context.All(t => tables.Facts[t].Topic.Kind == TopicKind.Person)
                ? before.RemoveAll(t => tables.Facts[t].Topic.Kind == TopicKind.Person) : [];
            // "How?" and "when?" ask the last question more closely.
            var ask = Turning.AsksWhatNext(tables, question, context) ? Ask.Treatment
                : Turning.PointsAlong(question) && thread.Ask == Ask.Tests ? thread.Ask
                : question is { Ask: Ask.Unsaid, IsBare: true } && !before.IsEmpty && (context.IsEmpty || !whom.IsEmpty) ? thread.Ask
                // "How can you tell?" compares nothing.
                : question.Ask == Ask.Difference && question.Words.Contains("tell") && before.Count(t => !tables.Facts[t].Subject) == 1 ? Ask.Symptoms : question.Ask;
            var given = question.Thread.Pronoun && message.Nearest.Any(t => tables.Facts[t] is { Held: true, Subject: false }) && message.Length > LongMessage
                ? [.. message.Nearest, .. context.Where(t => tables.Facts[t].Subject && !message.Nearest.Contains(t))]
                : question.Ask == Ask.Tests && context.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test) ? [.. context.Where(t => tables.Facts[t].Topic.Kind == TopicKind.Test)]
                : !whom.IsEmpty ? [.. context, .. whom]
                : !context.IsEmpty ? ask == Ask.Treatment ? Turning.Treated(tables, context) : context
                : Lasting.Meant(tables, question, ask, before, thread) is { IsEmpty: false } lasting ? lasting
                : Leaning.Fitting(tables, question, ask, Earlier(tables, question, before, thread), Default(tables, thread));
            // "What helps them?", of children: what helps their spasms.
            if (!before.IsEmpty && !given.IsEmpty && ask is Ask.Treatment or Ask.Prevention or Ask.Medicines or Ask.Help or Ask.Tests && given.All(t => tables.Facts[t].Topic.Kind == TopicKind.Person))
            {
                given = [.. given, .. Default(tables, thread)];
            }

            return new Goal(ask, question.YesNo, given, question, false) { Inherited = !given.IsEmpty };
        }

        if (context.IsEmpty && Within(tables, question, before) is { IsEmpty: false } wider)
        {
            return new Goal(question.Ask, question.YesNo, [.. wider, .. own.Where(t => !wider.Contains(t))], question, false) { Inherited = true };
        }

        if (context.IsEmpty && Leaning.Ill(tables, question, before) is { IsEmpty: false } ill)
        {
            return new Goal(question.Ask, question.YesNo, ill, question, false) { Inherited = true };
        }

        ImmutableArray<int> topics = [.. own, .. Beside.Of(tables, question, own, context, before, thread).Where(t => !own.Contains(t))];
        // "Leg cramps", after "what do you mean by it?", keeps what was asked.
        var meant = question.Ask == Ask.Unsaid && (before.IsEmpty || (question.IsBare && topics.Length > own.Length) || Turning.ChoosesOne(tables, question, own, thread)) ? thread.Ask : question.Ask;
        return new Goal(meant, question.YesNo, topics, question, false) { Inherited = topics.Length > own.Length };
    }

    // "what tests are there" after talk of stress means the tests for spasms; "how do they test for it" means it.
    private static ImmutableArray<int> Earlier(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread)
    {
        // "Also, when does the supermarket shut": two words that no article has are of another subject, and one where hardly another is ours.
        var strange = question.Content.Count(w => !tables.Lines.Holds(Porter2.Stem(w)));
        if (strange > 1 || (strange > 0 && !question.Thread.Back && question.Coverage <= HardlyCovered))
        {
            return [];
        }

        if (question.IsFamiliar && question.Ask == Ask.Unsaid && question.Content.Length > 0)
        {
            return before;
        }

        if (!before.IsEmpty && before.All(t => tables.Facts[t].Subject || IsMeans(tables.Facts[t])) && AsksOfTrouble(question)
            // "Does it hurt?", of a test.
            && !(question is { Ask: Ask.Symptoms, Thread.Pronoun: true } && before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test)))
        {
            return Default(tables, thread);
        }

        // "How do I know if it's serious", "other symptoms?", after talk of stress or of numbness, is about spasms again.
        if (before.Any(t => !tables.Facts[t].Subject) && before.All(t => tables.Facts[t] is { Subject: true } or { Topic.Kind: TopicKind.Symptom or TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient or TopicKind.Activity })
            && (question.Ask == Ask.Help || question is { Ask: Ask.Symptoms, Second: Ask.Help or Ask.Serious } ? !before.Any(t => HasOwn(tables, t, Ask.Help)) : question.Ask is Ask.Symptoms or Ask.Causes && question.Words.Any(w => w is "else" or "other" or "another")))
        {
            return Default(tables, thread);
        }

        if (!before.IsEmpty && !question.Elsewhere && question.Content.Length > 0 && question.Words.Length <= ShortFollowUp && TellsOf(tables, question, before))
        {
            return before;
        }

        if (question.Elsewhere || question.Content.Length > 1 || (!question.Thread.Back && question.Ask == Ask.Unsaid && !question.IsPlain))
        {
            return [];
        }

        if (question.Ask == Ask.Doctor && before.All(t => tables.Facts[t].Topic.Kind == TopicKind.Test))
        {
            return Default(tables, thread);
        }

        var list = question.Ask is Ask.Tests or Ask.Help or Ask.Doctor or Ask.Prevention
            || (question.Ask is Ask.Treatment or Ask.Medicines && before.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Test));
        if (question.Ask is Ask.Help or Ask.Prevention && before.Any(t => HasOwn(tables, t, question.Ask)))
        {
            return before;
        }

        return list && !question.Thread.Pronoun && !before.IsEmpty ? Lasting.Meant(tables, question.Ask, thread) is { IsEmpty: false } lasting ? lasting : Default(tables, thread) : before;
    }

    /// <summary>What the talk was about.</summary>
    internal static ImmutableArray<int> Earlier(AnswerTables tables, ThreadState thread) => Known(tables, thread.Topics);

    /// <summary>The medicine that "should I come off it" means when the talk has just gone on to something else; null when there was none.</summary>
    internal static int? Medicine(AnswerTables tables, Understood question, ThreadState thread) =>
        question.Topics.IsEmpty && thread.Medicine is { } id && thread.MedicineAge < ThreadState.MedicineForgotten && tables.TopicOf.TryGetValue(id, out var topic) ? topic : null;

    /// <summary>True for what is done or taken: it can't be prevented and has no signs of its own.</summary>
    internal static bool IsMeans(TopicFacts facts) =>
        facts.IsMedicine || facts.Topic.Kind is TopicKind.Nutrient or TopicKind.Therapy or TopicKind.Test or TopicKind.Doctor or TopicKind.Activity;

    private static bool AsksOfTrouble(Understood question) =>
        question.Ask is Ask.Prevention or Ask.Symptoms or Ask.Doctor or Ask.Help
        || (question.Ask is Ask.Treatment or Ask.Medicines && question.Words.Any(w => w is "else" or "other" or "another" or "instead" or "before" or "first" or "alternative"));

    // "What part of the nerve is hit", in a talk of MS: a passage about that tells of nerves.
    private static ImmutableArray<int> Within(AnswerTables tables, Understood question, ImmutableArray<int> before)
    {
        var special = before.Where(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition or TopicKind.Medicine or TopicKind.MedicineGroup or TopicKind.Test or TopicKind.Therapy }).ToImmutableArray();
        var own = question.Topics;
        return !special.IsEmpty && !question.Elsewhere && !question.YesNo && question.Words.Length <= ShortFollowUp
            && own.All(t => !tables.Facts[t].Subject && tables.Facts[t].Topic.Kind is TopicKind.BodyPart or TopicKind.Symptom or TopicKind.Activity)
            && tables.Passages.Any(p => special.Contains(p.Primary) && own.All(t => p.Sentences.Any(s => s.Overlaps(tables.Facts[t].Names))))
            ? special : [];
    }

    // True when a line about the talk's topics holds most of the question's words.
    private static bool TellsOf(AnswerTables tables, Understood question, ImmutableArray<int> before)
    {
        using var evidence = Evidence.For(tables, new Goal(question.Ask, false, [], question, false));
        return tables.Passages.Any(p => before.Any(p.Topics.Contains) && evidence.Best(p) >= MostWords);
    }

    // True when the articles tell what is asked about this very topic.
    private static bool HasOwn(AnswerTables tables, int topic, Ask ask) =>
        !tables.Facts[topic].Subject
        && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic
            && tables.Passages[p].Passage.Section.Aspect == (ask == Ask.Help ? Spasms.Knowledge.Aspect.WhenToGetHelp : Spasms.Knowledge.Aspect.Prevention));

    // Of the talk, what outlasts its last question: the parts of the body that "where" asked for are done with.
    private static ImmutableArray<int> Left(AnswerTables tables, Understood question, ThreadState thread)
    {
        var all = Known(tables, thread.Topics);
        var left = question.Ask == thread.Ask || question.Ask == Ask.Unsaid ? all : all.RemoveAll(tables.AskTopics(thread.Ask).Contains);
        // "Where do you get them?", after what sets nerve spasms apart from cramps, goes on with the first.
        if (thread is { Ask: Ask.Difference, Subject: { } subject } && question.Ask is not (Ask.Difference or Ask.Unsaid or Ask.Definition) && question.Thread.Ordinal is null && left.Length > 1 && left.All(t => tables.Facts[t].Subject))
        {
            return Known(tables, [subject]);
        }

        return left.IsEmpty ? all : left;
    }

    // "And conventional medicine?", after talk of acupuncture, is no question about acupuncture.
    private static bool IsAside(AnswerTables tables, ImmutableArray<int> before) =>
        before.All(t => tables.Facts[t] is { Subject: true } or { Topic.Kind: TopicKind.Therapy or TopicKind.Activity or TopicKind.Nutrient });

    // "What about my feet then" asks nothing of its own; "but what is that illness" does.
    private static bool Asks(AnswerTables tables, Understood question) =>
        question.Ask == Ask.Definition && question.Words.Length > 4 && tables.Pointing.About.Match(question.Words.AsSpan(), 0, out _) < 2;

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

    internal static ImmutableArray<int> Default(AnswerTables tables, ThreadState thread) =>
        Known(tables, thread.Subject is { } subject ? [subject] : [.. tables.Knowledge.Questions.Subject.Take(1)]);

    // True when some passage names them all, near relations counted.
    internal static bool Together(AnswerTables tables, ImmutableArray<int> topics) =>
        topics.Length < 2 || tables.Passages.Any(p => topics.All(t => PlainAnswer.Covers(tables, p, t)));

    private static int? Line(AnswerTables tables, ThreadState thread, int number)
    {
        var shown = Known(tables, thread.Shown);
        var at = number < 0 ? shown.Length - 1 : number;
        return at >= 0 && at < shown.Length ? shown[at] : null;
    }

    internal static ImmutableArray<int> Known(AnswerTables tables, ImmutableArray<string> ids) =>
        [.. ids.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id])];
}
