using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a person may begin with: questions about what people talk of most and the articles tell of, and the questionnaire.</summary>
public static class Starters
{
    private static readonly ImmutableArray<(Aspect Aspect, string Phrase)> Kinds =
    [
        (Aspect.Causes, "suggest-causes"),
        (Aspect.Treatment, "suggest-treatment"),
    ];

    /// <summary>A question of each kind, about different topics, and the command that begins the questionnaire.</summary>
    public static ImmutableArray<string> Of(Snapshot now) => now.Tables.Starters;

    /// <summary>The same, worked out anew.</summary>
    internal static ImmutableArray<string> Of(AnswerTables tables) =>
        [.. Questions(tables), tables.Knowledge.English["starter-check"]];

    // What people feel comes before the names of illnesses; then what they have most names for, among equals in the vocabulary's order.
    private static IEnumerable<string> Questions(AnswerTables tables)
    {
        var topics = tables.Facts
            .Select((facts, topic) => (Topic: topic, Facts: facts, Passages: facts.Passages.Where(p => tables.Passages[p].Primary == topic).ToArray()))
            .Where(t => t.Facts.Topic.Kind is TopicKind.Symptom or TopicKind.Condition && !Abstaining.IsCommon(tables, t.Topic))
            .OrderBy(t => t.Facts.Topic.Kind == TopicKind.Symptom ? 0 : 1)
            .ThenByDescending(t => t.Facts.Topic.Words.Length)
            .ThenBy(t => t.Topic)
            .ToList();
        foreach (var (aspect, phrase) in Kinds)
        {
            var at = topics.FindIndex(t => t.Passages.Any(p => tables.Passages[p].Passage.Section.Aspect == aspect));
            if (at >= 0)
            {
                yield return tables.Knowledge.English.Format(phrase, ("topic", tables.NameOf(topics[at].Topic)));
                topics.RemoveAt(at);
            }
        }
    }
}
