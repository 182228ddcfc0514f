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
