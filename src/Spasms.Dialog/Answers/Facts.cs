using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    ImmutableArray<LineWords> Sentences,
    LineWords Heading)
{
    /// <summary>What the passage is about; -1 when it names no topic.</summary>
    public int Primary => Topics.Length > 0 ? Topics[0] : -1;

    /// <summary>True when the passage sets two things side by side.</summary>
    public bool Compares { get; } =
        Topics.Length > 1
        && (Passage.Section.Anchor.Contains("-vs-", StringComparison.Ordinal) || Heading.Contains("or") || Heading.Contains("differ") || Heading.Contains("differs"));

    /// <summary>Works them out for all passages.</summary>
    /// <param name="passages">By ordinal.</param>
    /// <param name="lines">Their words.</param>
    /// <param name="ids">Numbers of the topics.</param>
    public static ImmutableArray<PassageFacts> Of(ImmutableArray<Passage> passages, LineTable lines, Dictionary<string, int> ids)
    {
        var facts = new PassageFacts[passages.Length];
        var line = 0;
        for (var p = 0; p < facts.Length; p++)
        {
            var heading = new LineWords(lines, line++);
            var sentences = new LineWords[passages[p].Section.Sentences.Length];
            for (var i = 0; i < sentences.Length; i++)
            {
                sentences[i] = new LineWords(lines, line++);
            }

            facts[p] = new PassageFacts(passages[p], AnswerTables.Numbers(passages[p].Section.Topics, ids), ImmutableCollectionsMarshal.AsImmutableArray(sentences), heading);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }
}

/// <summary>A topic as answering sees it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Broader">Numbers of all topics that it is a kind or part of, near ones first.</param>
/// <param name="Passages">Ordinals of the passages that name it.</param>
/// <param name="Subject">True when it stands for the whole subject.</param>
/// <param name="Everyday">True when its words belong to other subjects too.</param>
internal sealed record TopicFacts(Topic Topic, ImmutableArray<int> Broader, ImmutableArray<int> Passages, bool Subject, bool Everyday)
{
    /// <summary>The folded words of its names; worked out on first use, since a question is about few topics.</summary>
    public HashSet<string> Names => field ??= Topic.Words.Append(Topic.Name).SelectMany(w => Fold.Text(w)).Where(w => w.Length > 1 && !StopWords.Contains(w)).ToHashSet(StringComparer.Ordinal);

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
        var byTopic = Array.ConvertAll(new int[vocabulary.Topics.Length], _ => new List<int>());
        foreach (var passage in passages)
        {
            foreach (var topic in passage.Topics)
            {
                if (byTopic[topic].Count == 0 || byTopic[topic][^1] != passage.Passage.Ordinal)
                {
                    byTopic[topic].Add(passage.Passage.Ordinal);
                }
            }
        }

        var facts = new TopicFacts[byTopic.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            var topic = vocabulary.Topics[i];
            facts[i] = new TopicFacts(
                topic,
                Ancestors(vocabulary, ids, i),
                ImmutableCollectionsMarshal.AsImmutableArray(byTopic[i].ToArray()),
                book.Subject.Contains(topic.Id),
                book.Everyday.Contains(topic.Id));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
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

        return ImmutableCollectionsMarshal.AsImmutableArray(found.GetRange(1, found.Count - 1).ToArray());
    }
}
