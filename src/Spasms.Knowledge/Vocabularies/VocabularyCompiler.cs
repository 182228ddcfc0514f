using System.Collections.Immutable;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Vocabularies;

/// <summary>From vocabulary.yaml (and plain-words.txt) to a <see cref="Vocabulary"/>.</summary>
internal static class VocabularyCompiler
{
    private static readonly ImmutableArray<(string Name, TopicKind Kind)> Kinds =
    [
        ("condition", TopicKind.Condition), ("symptom", TopicKind.Symptom), ("sensation", TopicKind.Symptom), ("body-part", TopicKind.BodyPart),
        ("cause", TopicKind.Cause), ("medicine", TopicKind.Medicine), ("medicine-group", TopicKind.MedicineGroup),
        ("test", TopicKind.Test), ("therapy", TopicKind.Therapy), ("nutrient", TopicKind.Nutrient),
        ("activity", TopicKind.Activity), ("substance", TopicKind.Substance), ("person", TopicKind.Person), ("doctor", TopicKind.Doctor),
    ];

    /// <summary>Reads the vocabulary; faults go into the bag.</summary>
    /// <param name="file">vocabulary.yaml.</param>
    /// <param name="plainWords">plain-words.txt, words between white space, or null.</param>
    /// <param name="bag">Receives the faults.</param>
    public static Vocabulary Compile(SourceFile file, SourceFile? plainWords, DiagnosticBag bag)
    {
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return Vocabulary.Empty;
        }

        var map = new MapReader(root, bag);
        var groups = ReadGroups(map, bag);
        var topics = ReadTopics(map, groups, bag);
        var plain = map.Texts("plain")
            .Concat(plainWords?.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [])
            .Select(Words.Normalise)
            .Where(w => w.Length > 0)
            .Distinct(StringComparer.Ordinal);
        map.Done();
        return new Vocabulary(groups, topics, [.. plain]);
    }

    private static ImmutableArray<TopicGroup> ReadGroups(MapReader map, DiagnosticBag bag)
    {
        var groups = ImmutableArray.CreateBuilder<TopicGroup>();
        foreach (var item in map.Maps("groups"))
        {
            var group = new TopicGroup(item.Text("id"), item.Text("name"));
            item.Done();
            Ids.Check(bag, item.PlaceOf("id"), group.Id);
            if (groups.Any(g => g.Id == group.Id))
            {
                bag.Report(Codes.DuplicateId, item.PlaceOf("id"), $"The group '{group.Id}' stands here twice.");
            }

            groups.Add(group);
        }

        return groups.ToImmutable();
    }

    private static ImmutableArray<Topic> ReadTopics(MapReader map, ImmutableArray<TopicGroup> groups, DiagnosticBag bag)
    {
        var topics = ImmutableArray.CreateBuilder<Topic>();
        var broader = new BroaderRules(bag);
        var claimed = new Dictionary<string, string>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in map.Maps("topics"))
        {
            var id = item.Text("id");
            var name = item.Text("name");
            var topic = new Topic(id, name, Kind(item, bag), Group(item, groups, bag), ReadWords(item, id, name, claimed, bag), item.Texts("broader"), item.OptionalText("gloss"));
            broader.Add(id, item.Scalars("broader"));
            item.Done();
            Ids.Check(bag, item.PlaceOf("id"), id);
            if (!ids.Add(id))
            {
                bag.Report(Codes.DuplicateId, item.PlaceOf("id"), $"The topic '{id}' stands here twice: join the two.");
            }

            if (topic.Gloss is { } gloss)
            {
                LineRules.CheckLine(bag, item.PlaceOf("gloss"), gloss, isItem: false);
            }

            topics.Add(topic);
        }

        broader.Check();
        return topics.ToImmutable();
    }

    private static TopicKind Kind(MapReader item, DiagnosticBag bag)
    {
        var name = item.Text("kind");
        foreach (var (known, kind) in Kinds)
        {
            if (known == name)
            {
                return kind;
            }
        }

        if (name.Length > 0)
        {
            bag.Report(Codes.BadValue, item.PlaceOf("kind"), $"The kind '{name}' is not known. Known: {string.Join(", ", Kinds.Select(k => k.Name))}.");
        }

        return TopicKind.Condition;
    }

    private static string? Group(MapReader item, ImmutableArray<TopicGroup> groups, DiagnosticBag bag)
    {
        var group = item.OptionalText("group");
        if (group is not null && !groups.Any(g => g.Id == group))
        {
            bag.Report(Codes.UnknownGroup, item.PlaceOf("group"), $"The group '{group}' is not in the list of groups.");
        }

        return group;
    }

    // The topic's own name and id always count as its words.
    private static ImmutableArray<string> ReadWords(MapReader item, string id, string name, Dictionary<string, string> claimed, DiagnosticBag bag)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var mine = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in item.Scalars("words"))
        {
            var normal = Words.Normalise(word.Value);
            if (normal.Length == 0)
            {
                bag.Report(Codes.EmptyWord, word.At, $"'{word.Value}' holds no letter or digit: take it out.");
            }
            else if (mine.Add(normal))
            {
                Claim(normal, word.At);
                words.Add(normal);
            }
        }

        foreach (var (own, at) in new[] { (name, item.PlaceOf("name")), (id, item.PlaceOf("id")) })
        {
            var normal = Words.Normalise(own);
            if (normal.Length > 0 && mine.Add(normal))
            {
                Claim(normal, at);
                words.Add(normal);
            }
        }

        return words.ToImmutable();

        void Claim(string word, Place at)
        {
            if (!claimed.TryAdd(word, id))
            {
                bag.Report(Codes.SharedWord, at, $"The topic '{claimed[word]}' claims '{word}' already: keep it at one of the two.");
            }
        }
    }
}
