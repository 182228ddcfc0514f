using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>When not to answer, and what to say then.</summary>
internal static class Abstaining
{
    private const int Near = 3;
    private const int ManyMisses = 3;

    /// <summary>True when enough of the question is ours, by the calibrated shares.</summary>
    public static bool MayAnswer(AnswerTables tables, Goal goal, Message message)
    {
        var limits = tables.Knowledge.Questions.Calibration;
        var own = goal.Question.Topics;
        if (goal.Topics.IsEmpty)
        {
            return false;
        }

        if (!goal.Topics.Any(t => tables.Facts[t].Held) || (message.ForeignContext && own.IsEmpty))
        {
            return false;
        }

        // Of a person's pet we hold nothing, whatever it has.
        if (goal.Topics.Any(t => tables.Facts[t] is { Held: false, Topic.Kind: TopicKind.Person }))
        {
            return false;
        }

        // Few words, all of them in the articles, in the middle of a talk: they are about what the talk is about.
        if (own.IsEmpty && goal.Inherited && goal.Question.IsFamiliar)
        {
            return true;
        }

        // "Does magnesium help?", and nothing else: who asks it here means spasms.
        if (goal is { YesNo: true, Ask: Ask.Treatment or Ask.Prevention } && goal.Question.IsBare && own.Any(t => IsHelp(tables.Facts[t])))
        {
            return true;
        }

        if (own.IsEmpty && !goal.Question.Elsewhere && goal.Question.Content.Length <= 1 && (goal.Question.Thread.Back || !message.Context.IsEmpty))
        {
            return true;
        }

        // Of other illnesses we hold only how they go with spasms, and when to get help.
        if (goal.Topics.All(t => tables.Facts[t].Everyday && tables.Facts[t].Topic.Kind is TopicKind.Condition or TopicKind.Person) && goal.Topics.Any(t => tables.Facts[t].Topic.Kind == TopicKind.Condition)
            && !goal.Topics.Any(t => HasWarning(tables, t)) && goal.Ask is not (Ask.Help or Ask.Serious or Ask.Unsaid or Ask.Difference))
        {
            return false;
        }

        // A long story has many words of its own: its question is ours when the story is.
        if (message.Context.Any(t => tables.Facts[t].Subject) && !goal.Question.Elsewhere && !message.ForeignContext)
        {
            return goal.Question.Coverage >= limits.Ours / 2;
        }

        if (goal.Inherited && !goal.Question.Elsewhere && goal.Question.Thread.Back && goal.Question.Content.Length <= 1)
        {
            return true;
        }

        if (own.IsEmpty || goal.Inherited)
        {
            return goal.Question.Coverage >= limits.Everyday || (goal.Question.Coverage >= limits.Ours && !goal.Question.Elsewhere && goal.Topics.Any(t => !tables.Facts[t].Everyday));
        }

        if (own.All(t => tables.Facts[t].Everyday && !tables.Facts[t].Subject)
            && own.Any(t => tables.Facts[t].IsTrouble)
            && !OfMuscles(goal)
            && !AsksOfSigns(tables, goal, own)
            && !OfOneLine(tables, own)
            && !Threading.Together(tables, [.. own.Where(t => tables.Facts[t].Topic.Kind is not (TopicKind.Person or TopicKind.BodyPart))]))
        {
            return false;
        }

        // Sleep, sport, food and fever are everybody's subjects: ours only where muscles, nerves or a warning sign come in.
        if (own.All(t => IsCommon(tables, t)) && !goal.Inherited && !OfMuscles(goal) && !message.OfMuscles
            && !OfOneLine(tables, own)
            && !(goal.Ask != Ask.Unsaid && own.Length > 1 && goal.Question.Content.IsEmpty && tables.Passages.Any(p => own.All(p.Topics.Contains)))
            && !AsksOfSigns(tables, goal, own))
        {
            return false;
        }

        // A name of ours beside strange words and nothing asked is more likely something else that is called so.
        if (goal.Ask == Ask.Unsaid && !own.Any(t => tables.Facts[t].Subject))
        {
            return goal.Question.Coverage >= (own.All(t => tables.Facts[t].Everyday) ? limits.Everyday : (limits.Ours + limits.Everyday) / 2);
        }

        // A name that is nobody else's may stand beside more words that we don't know.
        if (!goal.Question.Elsewhere && own.Any(t => tables.Facts[t] is { Held: true, Everyday: false, Subject: false }))
        {
            return goal.Question.Coverage >= limits.Ours * 2 / 3;
        }

        // "My wifi keeps twitching" is about wifi.
        if (goal.Question.Elsewhere && own.All(t => tables.Facts[t].Everyday))
        {
            return goal.Question.Coverage >= limits.Everyday;
        }

        return goal.Question.Coverage >= (own.Any(t => (tables.Facts[t].Subject || !tables.Facts[t].Everyday) && tables.Facts[t].Held) ? limits.Ours : limits.Everyday);
    }

    // The signs of a stroke, or whether a weak arm is one: when to get help is ours, whatever brings it.
    private static bool AsksOfSigns(AnswerTables tables, Goal goal, ImmutableArray<int> own) =>
        (goal.Ask == Ask.Help && own.Length > 1 && tables.Passages.Any(p => p.Passage.Section.Aspect == Aspect.WhenToGetHelp && own.Contains(p.Primary) && own.All(t => Speaks(tables, p, t))))
        || own.Any(t => HasWarning(tables, t))
        && (goal.Ask is Ask.Help or Ask.Serious or Ask.Symptoms or Ask.Definition or Ask.Difference
            || (goal.YesNo && own.Count(t => tables.Facts[t].IsTrouble) > 1));

    /// <summary>True when the index finds a passage that holds nearly all words of a question, by their weight.</summary>
    public static bool WordsSuffice(Snapshot now, Goal goal)
    {
        if (goal.Question.Elsewhere || (!goal.Topics.IsEmpty && goal.Topics.All(t => IsCommon(now.Tables, t))) || goal.Topics.Any(t => !Of(t).Held || (Of(t).Everyday && Of(t).Topic.Kind == TopicKind.Condition)))
        {
            return false;
        }

        var words = goal.Question.Words.Where(w => !now.Tables.NeutralWords.Contains(w)).Distinct().ToArray();
        if (words.Length < 2 || !words.All(now.Index.Knows))
        {
            return false;
        }

        var hits = now.Index.Search(Query.Of(words), 1);
        return !hits.IsEmpty && 100 * hits[0].Score >= now.Knowledge.Questions.Calibration.Words * words.Sum(now.Index.Idf);

        TopicFacts Of(int topic) => now.Tables.Facts[topic];
    }

    // "B12 and numb toes": what people take, and a sign, that one of our passages names together.
    private static bool OfOneLine(AnswerTables tables, ImmutableArray<int> own) =>
        own.Any(t => tables.Facts[t].IsTrouble)
        && own.Any(t => tables.Facts[t].Topic.Kind is TopicKind.Nutrient or TopicKind.Substance or TopicKind.Medicine or TopicKind.MedicineGroup
            && tables.Passages.Any(p => p.Primary == t && own.All(o => tables.Facts[o].Topic.Kind is TopicKind.BodyPart or TopicKind.Person || Speaks(tables, p, o))));

    // True when a passage is about a topic or names it in a line.
    private static bool Speaks(AnswerTables tables, PassageFacts passage, int topic) =>
        passage.Topics.Contains(topic) || passage.Sentences.Any(tables.Facts[topic].Names.Overlaps);

    private static bool IsHelp(TopicFacts facts) =>
        facts is { Held: true, Topic.Kind: TopicKind.Nutrient or TopicKind.Therapy or TopicKind.Medicine or TopicKind.MedicineGroup };

    private static bool OfMuscles(Goal goal) => goal.Question.Words.Any(w => w is "muscle" or "nerve" or "muscular");

    /// <summary>True for a topic that is everybody's subject when it stands alone.</summary>
    public static bool IsCommon(AnswerTables tables, int topic) =>
        tables.Facts[topic].Everyday && !tables.Facts[topic].Subject
        && tables.Facts[topic].Topic is not ({ Kind: TopicKind.Test or TopicKind.Medicine or TopicKind.MedicineGroup } or { Kind: TopicKind.Therapy, Group: not "daily" });

    /// <summary>True when the articles hold a warning sign under this name.</summary>
    public static bool HasWarning(AnswerTables tables, int topic) =>
        tables.Facts[topic].Topic.Group == "warning"
        && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic && tables.Passages[p].Passage.Section.Aspect == Aspect.WhenToGetHelp);

    /// <summary>The bot's "I don't know", with what is near.</summary>
    public static Reply Write(Snapshot now, Goal goal, int misses)
    {
        var tables = now.Tables;
        var english = now.Knowledge.English;
        var writer = new Writer(ReplyKind.Abstain);
        if (goal.Ask == Ask.Safety && SafetyAnswer.Applies(tables, goal))
        {
            return writer.Say(english["ask-pharmacist"]).Done();
        }

        var unheld = goal.Topics.Where(t => !tables.Facts[t].Held).ToImmutableArray();
        // An everyday word that happens to be a topic is no near miss.
        var held = goal.Topics.Where(t => tables.Facts[t] is { Held: true } and ({ Subject: true } or { Everyday: false })).Take(Near).ToImmutableArray();
        if (goal.More)
        {
            writer.Say(english.Format("nothing-more", ("topics", PlainAnswer.Names(tables, [.. goal.Topics.Take(Near)]))));
            return writer.Done() with { Suggestions = Suggesting.After(now, goal) };
        }

        if (!unheld.IsEmpty && (goal.Topics.Length == unheld.Length || !held.IsEmpty))
        {
            writer.Say(english.Format("nothing-on", ("topics", PlainAnswer.Names(tables, unheld))));
        }
        else
        {
            writer.Say(english["dont-know"]);
        }

        if (misses >= ManyMisses)
        {
            writer.Say(english["many-misses"]);
        }
        else if (!held.IsEmpty)
        {
            writer.Say(english.Format("do-have", ("topics", PlainAnswer.Names(tables, held))));
        }

        return writer.Done() with { Suggestions = held.IsEmpty ? [] : Suggesting.About(now, held) };
    }
}
