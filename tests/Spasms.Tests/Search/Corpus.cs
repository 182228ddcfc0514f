using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Tests.Search;

/// <summary>Small passages made on the spot.</summary>
internal static class Corpus
{
    public static Passage Passage(
        int ordinal, string title, string heading, string body, Aspect aspect = Aspect.Definition, string[]? also = null, string[]? topics = null)
    {
        var section = new Section(
            $"s{ordinal}", heading, 2, [heading], aspect, [.. topics ?? []], null, [],
            [.. body.Split('|').Select((line, i) => new Sentence(line, i + 1, false))]);
        var article = new Article(
            $"a{ordinal}", title, [.. also ?? []], [], [], new DateOnly(2026, 1, 1), "", [section], "", "");
        return new Passage(ordinal, article, section);
    }

    public static Vocabulary Vocabulary(string[]? plain = null, params (string Id, string[] Words)[] topics) => new(
        [],
        [.. topics.Select(t => new Topic(t.Id, t.Id, TopicKind.Condition, null, [.. t.Words], [], null))],
        [.. plain ?? []]);

    public static ImmutableArray<Passage> Small { get; } =
    [
        Passage(0, "Leg cramps", "What causes cramps", "Hard exercise can bring on a cramp in the calf.", Aspect.Causes, ["charley horse"]),
        Passage(1, "Leg cramps", "How cramps are treated", "Stretching the muscle eases a cramp.|Massage helps too.", Aspect.Treatment),
        Passage(2, "Eyelid twitching", "What causes twitching", "Tiredness and caffeine can make an eyelid twitch.", Aspect.Causes),
        Passage(3, "Nerve tests", "Electromyography", "Electromyography measures how a muscle answers its nerve.", Aspect.Tests),
        Passage(4, "Dystonia", "What dystonia is", "Dystonia makes muscles tighten on their own.", Aspect.Definition, null, ["dystonia"]),
        Passage(5, "Body salts", "Magnesium", "Magnesium is a body salt that nerves need.|A lack of magnesium can cause a cramp.", Aspect.Causes),
    ];
}
