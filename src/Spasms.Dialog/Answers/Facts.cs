using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>A passage as answering sees it.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Topics">Numbers of its topics; the first is what it is about.</param>
/// <param name="Sentences">The folded words of each sentence.</param>
/// <param name="Heading">The folded words of its heading.</param>
internal sealed record PassageFacts(
    Passage Passage,
    ImmutableArray<int> Topics,
    ImmutableArray<HashSet<string>> Sentences,
    HashSet<string> Heading)
{
    /// <summary>What the passage is about; -1 when it names no topic.</summary>
    public int Primary => Topics.Length > 0 ? Topics[0] : -1;

    /// <summary>True when the passage sets two things side by side.</summary>
    public bool Compares { get; } =
        Topics.Length > 1
        && (Passage.Section.Anchor.Contains("-vs-", StringComparison.Ordinal) || Heading.Contains("or") || Heading.Contains("differ") || Heading.Contains("differs"));

    /// <summary>Works them out.</summary>
    public static PassageFacts Of(Passage passage, Dictionary<string, int> ids) => new(
        passage,
        [.. passage.Section.Topics.Where(ids.ContainsKey).Select(t => ids[t])],
        [.. passage.Section.Sentences.Select(s => Fold.Text(s.Text).ToHashSet(StringComparer.Ordinal))],
        Fold.Text(passage.Section.Heading).ToHashSet(StringComparer.Ordinal));
}

/// <summary>A topic as answering sees it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Broader">Numbers of all topics that it is a kind or part of, near ones first.</param>
/// <param name="Passages">Ordinals of the passages that name it.</param>
/// <param name="Subject">True when it stands for the whole subject.</param>
/// <param name="Everyday">True when its words belong to other subjects too.</param>
internal sealed record TopicFacts(Topic Topic, ImmutableArray<int> Broader, ImmutableArray<int> Passages, bool Subject, bool Everyday)
{
    /// <summary>The folded words of its names.</summary>
    public HashSet<string> Names { get; } = Topic.Words.Append(Topic.Name).SelectMany(w => Fold.Text(w)).Where(w => w.Length > 1 && !StopWords.Contains(w)).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when some passage names it or something narrower.</summary>
    public bool Held => Passages.Length > 0;

    /// <summary>True for things felt, seen or suffered.</summary>
    public bool IsTrouble => Topic.Kind is TopicKind.Symptom or TopicKind.Condition;

    /// <summary>True for medicines and their groups.</summary>
    public bool IsMedicine => Topic.Kind is TopicKind.Medicine or TopicKind.MedicineGroup;

    /// <summary>Works them out for all topics.</summary>
    public static ImmutableArray<TopicFacts> Of(
        Vocabulary vocabulary,
        QuestionBook book,
        Dictionary<string, int> ids,
        ImmutableArray<PassageFacts> passages)
    {
        var byTopic = vocabulary.Topics.Select(_ => new List<int>()).ToArray();
        foreach (var passage in passages)
        {
            foreach (var topic in passage.Topics.Distinct())
            {
                byTopic[topic].Add(passage.Passage.Ordinal);
            }
        }

        return
        [
            .. vocabulary.Topics.Select((topic, i) => new TopicFacts(
                topic,
                Ancestors(vocabulary, ids, i),
                [.. byTopic[i]],
                book.Subject.Contains(topic.Id),
                book.Everyday.Contains(topic.Id))),
        ];
    }

    // Breadth first, each once: the compiler forbids circles, but reading stays safe without it.
    private static ImmutableArray<int> Ancestors(Vocabulary vocabulary, Dictionary<string, int> ids, int topic)
    {
        var found = new List<int> { topic };
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var id in vocabulary.Topics[found[i]].Broader)
            {
                if (ids.TryGetValue(id, out var broader) && !found.Contains(broader))
                {
                    found.Add(broader);
                }
            }
        }

        return [.. found.Skip(1)];
    }
}
