using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>Next questions: only such as a passage answers.</summary>
internal static class Suggesting
{
    private const int Most = 3;

    private static readonly ImmutableArray<(Aspect Aspect, Ask Ask, string Phrase)> Kinds =
    [
        (Aspect.Definition, Ask.Definition, "suggest-definition"),
        (Aspect.Causes, Ask.Causes, "suggest-causes"),
        (Aspect.Treatment, Ask.Treatment, "suggest-treatment"),
        (Aspect.Prevention, Ask.Prevention, "suggest-prevention"),
        (Aspect.WhenToGetHelp, Ask.Help, "suggest-help"),
    ];

    /// <summary>What else the articles tell of an answer's first topic.</summary>
    public static ImmutableArray<string> After(Snapshot now, Goal goal) =>
        [.. goal.Topics.SelectMany(t => Of(now, t, goal.Ask)).Distinct().Take(Most)];

    /// <summary>One question a topic.</summary>
    public static ImmutableArray<string> About(Snapshot now, ImmutableArray<int> topics) =>
        [.. topics.SelectMany(t => Of(now, t, Ask.Unsaid).Take(1)).Take(Most)];

    private static IEnumerable<string> Of(Snapshot now, int topic, Ask asked)
    {
        var tables = now.Tables;
        if (Abstaining.IsCommon(tables, topic))
        {
            // Asked alone, such a topic is everybody's subject and would not be answered.
            yield break;
        }

        var name = tables.NameOf(topic);
        foreach (var (aspect, ask, phrase) in Kinds)
        {
            if (ask != asked && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic && tables.Passages[p].Passage.Section.Aspect == aspect))
            {
                yield return now.Knowledge.English.Format(phrase, ("topic", name));
            }
        }
    }
}
