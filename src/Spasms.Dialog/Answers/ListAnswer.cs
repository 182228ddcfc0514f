using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>
/// A list across articles: one line (the lead) a topic, merged where two articles name the same, under the vocabulary's groups.
/// </summary>
internal static class ListAnswer
{
    /// <summary>True when the question wants a list and not one thing.</summary>
    public static bool Wanted(AnswerTables tables, Goal goal) =>
        goal.Ask is Ask.Causes or Ask.Treatment or Ask.Medicines or Ask.Tests or Ask.Symptoms or Ask.Prevention
        && !goal.Topics.IsEmpty
        && !goal.YesNo
        && !HasOwnHelp(tables, goal)
        && goal.Topics.All(t => tables.Facts[t].Subject || IsFilter(tables, goal, t) || IsSameAsAsk(tables, goal.Ask, t));

    /// <summary>Writes the list. Null when it would hold fewer than two lines.</summary>
    public static Composed? Write(Snapshot now, Goal goal, IReadOnlyCollection<string> said, Writer writer)
    {
        var tables = now.Tables;
        var aspect = AspectOf(goal.Ask);
        var core = now.Knowledge.Questions.Lists;
        var allowed = AllowedBy(tables, goal);
        var all = tables.Passages
            .Where(p => p.Passage.Section.Aspect == aspect && p.Primary >= 0 && !goal.Question.Denied.Contains(p.Primary) && !Apart.Holds(tables, goal, p) && (allowed is null || allowed(tables.Facts[p.Primary])))
            .ToImmutableArray();
        var first = all.Where(p => core.Contains(p.Passage.Article.Id)).ToImmutableArray();
        var shown = goal.More || first.IsEmpty ? all : first;
        var lines = shown
            .OrderBy(p => core.IndexOf(p.Passage.Article.Id) is var at && at < 0 ? int.MaxValue : at)
            .ThenBy(p => p.Passage.Ordinal)
            .Where(p => said.Count == 0 || !said.Contains(Key(p)))
            .GroupBy(p => p.Primary)
            .Select(g => g.First())
            .ToImmutableArray();
        var about = lines.Where(p => goal.Topics.Contains(p.Primary)).OrderBy(p => p.Passage.Section.Level).ToImmutableArray();
        var intro = about.Length > 0 ? about[0] : lines.Where(p => tables.Facts[p.Primary].Subject).OrderBy(p => p.Passage.Section.Level).FirstOrDefault();
        var items = lines.Where(p => p != intro && !about.Contains(p) && (!tables.Facts[p.Primary].Subject || p.Passage.Section.Level > 2)).ToImmutableArray();
        if (items.Length < 2)
        {
            return null;
        }

        if (intro is not null)
        {
            writer.Paragraph([.. intro.Passage.Section.Sentences.Take(3).Select(s => writer.Slice(intro.Passage, s))]);
        }

        var order = new List<string>();
        foreach (var group in Grouped(now, items))
        {
            writer.Heading(group.Name);
            writer.List(group.Lines.Select(p => ImmutableArray.Create(writer.Slice(p.Passage, p.Passage.Section.Sentences[0]))));
            order.AddRange(group.Lines.Select(p => tables.IdOf(p.Primary)));
        }

        return new Composed(ReplyKind.Answer, [.. lines.Select(Key)], [.. order], [], $"list {goal.Ask} {items.Length}");
    }

    /// <summary>The aspect whose sections make up the list of an ask.</summary>
    public static Aspect AspectOf(Ask ask) => ask switch
    {
        Ask.Causes => Aspect.Causes,
        Ask.Tests => Aspect.Tests,
        Ask.Symptoms => Aspect.Symptoms,
        Ask.Prevention => Aspect.Prevention,
        _ => Aspect.Treatment,
    };

    /// <summary>The ask whose list an aspect's sections make up; null for an aspect of no list.</summary>
    public static Ask? AskOf(Aspect aspect) => aspect switch
    {
        Aspect.Causes => Ask.Causes,
        Aspect.Tests => Ask.Tests,
        Aspect.Symptoms => Ask.Symptoms,
        Aspect.Prevention => Ask.Prevention,
        Aspect.Treatment => Ask.Treatment,
        _ => null,
    };

    // What to do about a cramp stands in a few lines of its own; the long list is for spasms of every kind.
    private static bool HasOwnHelp(AnswerTables tables, Goal goal) =>
        goal.Ask is Ask.Treatment
        && !goal.Question.Words.Any(w => w is "list" or "all" or "treatment" or "option" or "therapy" or "therapie")
        && !goal.Topics.Any(t => IsFilter(tables, goal, t))
        && goal.Topics.Any(t => OwnPassages(tables, goal, t, inCore: false))
        && !goal.Topics.Any(t => OwnPassages(tables, goal, t, inCore: true));

    private static bool OwnPassages(AnswerTables tables, Goal goal, int topic, bool inCore) =>
        tables.Facts[topic].Passages.Any(p =>
            tables.Passages[p].Primary == topic
            && tables.Passages[p].Passage.Section.Aspect == AspectOf(goal.Ask)
            && tables.Knowledge.Questions.Lists.Contains(tables.Passages[p].Passage.Article.Id) == inCore);

    private static string Key(PassageFacts facts) => Composed.Key(facts.Passage, facts.Passage.Section.Sentences[0]);

    private static IEnumerable<(string Name, IEnumerable<PassageFacts> Lines)> Grouped(Snapshot now, ImmutableArray<PassageFacts> items)
    {
        var byGroup = items.ToLookup(p => now.Tables.Facts[p.Primary].Topic.Group ?? "", StringComparer.Ordinal);
        foreach (var group in now.Knowledge.Vocabulary.Groups)
        {
            if (byGroup.Contains(group.Id))
            {
                yield return (group.Name, byGroup[group.Id]);
            }
        }

        if (byGroup.Contains(""))
        {
            yield return (now.Knowledge.English["list-others"], byGroup[""]);
        }
    }

    // What the question lets into its list; null for everything.
    private static Func<TopicFacts, bool>? AllowedBy(AnswerTables tables, Goal goal)
    {
        var roles = tables.Roles;
        if (goal.Question.Denied.Any(t => tables.Facts[t].IsMedicine))
        {
            return static facts => !facts.IsMedicine;
        }

        if (goal.Ask == Ask.Medicines || goal.Topics.Any(t => tables.Is(roles.Medicine, t) || tables.Is(roles.SideEffect, t)))
        {
            return static facts => facts.IsMedicine || facts.Subject;
        }

        if (goal.Ask == Ask.Causes && goal.Topics.Any(t => tables.Is(roles.Illness, t)))
        {
            return static facts => facts.Topic.Group is "neurological" or "nerves" || facts.Subject;
        }

        if (goal.Ask == Ask.Causes && goal.Topics.Any(t => tables.Is(roles.Nutrition, t)))
        {
            return static facts => facts.Topic.Group is "nutrition" || facts.Subject;
        }

        return null;
    }

    private static bool IsFilter(AnswerTables tables, Goal goal, int topic)
    {
        var roles = tables.Roles;
        return tables.Is(roles.Medicine, topic) || tables.Is(roles.SideEffect, topic)
            || (goal.Ask is Ask.Medicines or Ask.Causes && tables.Is(roles.Illness, topic))
            || (goal.Ask == Ask.Causes && tables.Is(roles.Nutrition, topic));
    }

    private static bool IsSameAsAsk(AnswerTables tables, Ask ask, int topic) =>
        ask == Ask.Tests && (tables.Facts[topic].Topic.Kind == TopicKind.Doctor || tables.Is(tables.Roles.Examined, topic));
}
