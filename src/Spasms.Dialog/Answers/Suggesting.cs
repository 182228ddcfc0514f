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

        foreach (var (aspect, ask, phrase) in Kinds)
        {
            // What eases spasms is nothing to be prevented.
            if (ask != asked && !(ask == Ask.Prevention && Threading.IsMeans(tables.Facts[topic])) && tables.Facts[topic].Passages.Any(p => tables.Passages[p].Primary == topic && tables.Passages[p].Passage.Section.Aspect == aspect))
            {
                yield return now.Knowledge.English.Format(phrase, ("topic", tables.NameOf(topic)));
            }
        }
    }

    /// <summary>A question of one kind about each topic, whatever the articles hold.</summary>
    public static ImmutableArray<string> Choices(Snapshot now, Ask ask, ImmutableArray<int> topics) =>
        [.. topics.Select(t => Choice(now.Knowledge, ask, now.Tables.NameOf(t)))];

    /// <summary>A question of one kind about one name.</summary>
    public static string Choice(KnowledgeBase knowledge, Ask ask, string name)
    {
        var phrase = ask switch
        {
            Ask.Causes => "suggest-causes",
            Ask.Treatment or Ask.Medicines or Ask.Safety => "suggest-treatment",
            Ask.Prevention => "suggest-prevention",
            Ask.Help or Ask.Serious or Ask.Doctor => "suggest-help",
            Ask.Tests => "suggest-tests",
            Ask.Symptoms or Ask.Where or Ask.Duration => "suggest-symptoms",
            _ => "suggest-definition",
        };
        return knowledge.English.Format(phrase, ("topic", name));
    }
}
