using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>What answering looks up, worked out once a snapshot. Immutable after <see cref="Build"/>.</summary>
internal sealed class AnswerTables
{
    private const int ShortestStemmed = 5;
    private readonly Dictionary<Ask, ImmutableArray<int>> _askTopics = [];
    private readonly Dictionary<Ask, ImmutableArray<string>> _lineWords = [];

    // Two threads at once work out the same.
    private readonly int[]?[] _near;

    private AnswerTables(KnowledgeBase knowledge, Dictionary<string, int> ids)
    {
        Knowledge = knowledge;
        TopicOf = ids;
        _near = new int[knowledge.Vocabulary.Topics.Length][];
        foreach (var cues in knowledge.Questions.Asks)
        {
            _askTopics.TryAdd(cues.Ask, [.. cues.Topics.Where(ids.ContainsKey).Select(t => ids[t])]);
            _lineWords.TryAdd(cues.Ask, cues.Lines);
        }
    }

    /// <summary>What the tables were built from.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Number of a topic by its id.</summary>
    public Dictionary<string, int> TopicOf { get; }

    /// <summary>Topics that play a part of their own.</summary>
    public TopicRoles Roles => Knowledge.Questions.Roles;

    /// <summary>True when a topic's id is among some.</summary>
    public bool Is(ImmutableArray<string> role, int topic) => role.Contains(IdOf(topic));

    /// <summary>Words of topics.</summary>
    public required PhraseTable<int> Topics { get; init; }

    /// <summary>Topics by the stem of a word that is the whole of a name and of one topic only.</summary>
    public required Dictionary<string, int> TopicByStem { get; init; }

    /// <summary>Stems of single words of other subjects.</summary>
    public required HashSet<string> ElsewhereStems { get; init; }

    /// <summary>Words behind which a topic is named to be left out.</summary>
    public required HashSet<string> Denials { get; init; }

    /// <summary>Cues of each ask, in order of precedence.</summary>
    public required ImmutableArray<AskTable> Asks { get; init; }

    /// <summary>Names of the subject that other subjects use as well, folded.</summary>
    public required HashSet<string> Shared { get; init; }

    /// <summary>Words of other subjects.</summary>
    public required PhraseTable<bool> Elsewhere { get; init; }

    /// <summary>Words that say nothing about a subject.</summary>
    public required PhraseTable<bool> Neutral { get; init; }

    /// <summary>Single neutral words.</summary>
    public required HashSet<string> NeutralWords { get; init; }

    /// <summary>Words with which a question begins.</summary>
    public required HashSet<string> Openers { get; init; }

    /// <summary>Openers that a yes or no answers.</summary>
    public required HashSet<string> YesNo { get; init; }

    /// <summary>Words that may stand before an opener.</summary>
    public required HashSet<string> Fillers { get; init; }

    /// <summary>Words that make a question of a statement.</summary>
    public required PhraseTable<bool> Indirect { get; init; }

    /// <summary>Words by which people tell of their own trouble.</summary>
    public required PhraseTable<bool> Trouble { get; init; }

    /// <summary>Words that point back.</summary>
    public required PointingTables Pointing { get; init; }

    /// <summary>Words that are never corrected; worked out on first use, since few messages hold a word that nothing knows.</summary>
    public HashSet<string> Plain => field ??= Set(PlainWords(Knowledge));

    /// <summary>Mends spelling towards vocabulary and cues; worked out on first use.</summary>
    public Speller Speller => field ??= Taught(Knowledge.Vocabulary, Knowledge.Questions);

    /// <summary>Which lines hold which words.</summary>
    public required LineIndex Lines { get; init; }

    /// <summary>Words that carry only the form of a question, folded.</summary>
    public HashSet<string> Small { get; } = Set(StopWords.All);

    /// <summary>What is known about each topic, by number.</summary>
    public required ImmutableArray<TopicFacts> Facts { get; init; }

    /// <summary>What is known about each passage, by ordinal.</summary>
    public required ImmutableArray<PassageFacts> Passages { get; init; }

    /// <summary>Topics that people name in two words far apart.</summary>
    public required ImmutableArray<JoinedTopic> Joined { get; init; }

    /// <summary>What each sign of <see cref="Confidence"/> weighs; null where the calibration has none.</summary>
    public required ImmutableArray<double>? Deciding { get; init; }

    /// <summary>Topics that answer an ask whatever else is named.</summary>
    public ImmutableArray<int> AskTopics(Ask ask) => _askTopics.TryGetValue(ask, out var topics) ? topics : [];

    /// <summary>Words by which a line answers an ask.</summary>
    public ImmutableArray<string> LineWords(Ask ask) => _lineWords.TryGetValue(ask, out var words) ? words : [];

    /// <summary>Builds the tables. Cost: linear in the knowledge.</summary>
    public static AnswerTables Build(KnowledgeBase knowledge)
    {
        var book = knowledge.Questions;
        var vocabulary = knowledge.Vocabulary;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < vocabulary.Topics.Length; i++)
        {
            ids.TryAdd(vocabulary.Topics[i].Id, i);
        }

        var neutralWords = book.Neutral.Where(n => !n.Contains(' ')).Select(Fold.Word).ToHashSet(StringComparer.Ordinal);
        var topics = new PhraseTable<int>(loose: true);
        for (var i = 0; i < vocabulary.Topics.Length; i++)
        {
            topics.AddAll(vocabulary.Topics[i].Words.Where(w => !neutralWords.Contains(Fold.Word(w))), i);
        }

        var passages = knowledge.Passages.Select(p => PassageFacts.Of(p, ids)).ToImmutableArray();
        var lines = LineIndex.Of(passages, book.Same);
        return new AnswerTables(knowledge, ids)
        {
            Topics = topics.Sorted(),
            TopicByStem = ByStem(vocabulary, neutralWords),
            ElsewhereStems = book.Elsewhere.Where(w => w.Length >= ShortestStemmed && !w.Contains(' ')).Select(w => Porter2.Stem(w)).Where(s => !lines.Holds(s)).ToHashSet(StringComparer.Ordinal),
            Denials = Set(book.Denials),
            Joined = [.. book.Joined.Where(j => ids.ContainsKey(j.Topic) && ids.ContainsKey(j.Of)).Select(j => new JoinedTopic(ids[j.Topic], ids[j.Of], Set(j.Words)))],
            Asks = [.. book.Asks.Select(a => new AskTable(a))],
            Shared = book.Shared.Select(p => string.Join(' ', Fold.Phrase(p))).ToHashSet(StringComparer.Ordinal),
            Elsewhere = Table(book.Elsewhere),
            Neutral = Table(book.Neutral),
            NeutralWords = neutralWords,
            Openers = Set(book.Openers),
            YesNo = Set(book.YesNo),
            Fillers = Set(book.Fillers),
            Indirect = Table(book.Indirect),
            Trouble = Table(book.Trouble),
            Pointing = new PointingTables(book.Thread),
            Facts = TopicFacts.Of(vocabulary, book, ids, passages),
            Passages = passages,
            Lines = lines,
            Deciding = book.Calibration.Decision.IsEmpty ? null : [.. Confidence.Names.Select(n => (book.Calibration.Decision.FirstOrDefault(w => w.Sign == n)?.Hundredths ?? 0) / 100.0)],
        };
    }

    /// <summary>The ordinals of the passages that are near a topic at all; worked out on the first question about it.</summary>
    /// <param name="topic">Number of the topic.</param>
    /// <param name="nearness">How near a passage is; 0 where it is not.</param>
    public int[] NearTo(int topic, Func<AnswerTables, PassageFacts, int, double> nearness) =>
        _near[topic] ??= [.. Passages.Where(p => nearness(this, p, topic) > 0).Select(p => p.Passage.Ordinal)];

    /// <summary>What a person may begin with; worked out on first use.</summary>
    public ImmutableArray<string> Starters => field.IsDefault ? field = Answers.Starters.Of(this) : field;

    /// <summary>The name of a topic as people see it.</summary>
    public string NameOf(int topic) => Knowledge.Vocabulary.Topics[topic].Name;

    /// <summary>The id of a topic.</summary>
    public string IdOf(int topic) => Knowledge.Vocabulary.Topics[topic].Id;

    // A stem of several topics is none's.
    private static Dictionary<string, int> ByStem(Vocabulary vocabulary, HashSet<string> neutral)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var topic = 0; topic < vocabulary.Topics.Length; topic++)
        {
            foreach (var word in vocabulary.Topics[topic].Words)
            {
                if (word.Length >= ShortestStemmed && !word.Contains(' ') && !neutral.Contains(Fold.Word(word)))
                {
                    var stem = Porter2.Stem(word);
                    found[stem] = found.TryGetValue(stem, out var other) && other != topic ? -1 : topic;
                }
            }
        }

        foreach (var stem in found.Keys.ToArray())
        {
            if (found[stem] < 0)
            {
                found.Remove(stem);
            }
        }

        return found;
    }

    private static PhraseTable<bool> Table(IEnumerable<string> phrases) => new PhraseTable<bool>().AddAll(phrases, true).Sorted();

    private static HashSet<string> Set(IEnumerable<string> words) => words.Select(Fold.Word).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> PlainWords(KnowledgeBase knowledge)
    {
        var book = knowledge.Questions;
        return knowledge.Vocabulary.PlainWords
            .Concat(knowledge.Vocabulary.Topics.SelectMany(t => t.Words))
            .Concat(book.Asks.SelectMany(a => a.Cues.Concat(a.Hints)))
            .Concat(book.Neutral).Concat(book.Elsewhere).Concat(book.Openers).Concat(book.Indirect).Concat(book.Trouble)
            .Concat(book.Thread.Everything())
            .SelectMany(p => p.Split(' '));
    }

    private static Speller Taught(Vocabulary vocabulary, QuestionBook book)
    {
        var speller = new Speller();
        foreach (var word in vocabulary.Topics.SelectMany(t => t.Words)
            .Concat(book.Asks.SelectMany(a => a.Cues))
            .Concat(book.Openers)
            .SelectMany(p => Fold.Phrase(p)))
        {
            speller.Learn(word);
        }

        return speller;
    }
}

/// <summary>A topic that is meant when another is named and one of some words stands anywhere: a cramp, and night.</summary>
internal sealed record JoinedTopic(int Topic, int Of, HashSet<string> Words)
{
    /// <summary>True when one of its words stands in a text.</summary>
    public bool Occurs(ReadOnlySpan<string> text)
    {
        foreach (var word in text)
        {
            if (Words.Contains(word))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The cues of one ask as tables.</summary>
internal sealed class AskTable(AskCues cues)
{
    private static readonly string[] Persons = ["he", "she", "we"];

    /// <summary>What they show.</summary>
    public Ask Ask { get; } = cues.Ask;

    /// <summary>What a cue counts beside its length.</summary>
    public int Weight { get; } = cues.Weight;

    /// <summary>Full cues and, with false, hints.</summary>
    public PhraseTable<bool> Cues { get; } = new PhraseTable<bool>().AddAll(cues.Cues, true).AddAll(cues.Cues.SelectMany(OfOthers), true).AddAll(cues.Hints, false).Sorted();

    // "What can I take", and she.
    private static IEnumerable<string> OfOthers(string cue)
    {
        var words = cue.Split(' ');
        var at = Array.IndexOf(words, "i");
        return at < 0 || words.Length < 3 ? [] : Persons.Select(p => string.Join(' ', [.. words[..at], p, .. words[(at + 1)..]]));
    }
}

/// <summary>The words that point back as tables.</summary>
internal sealed class PointingTables(ThreadCues cues)
{
    public PhraseTable<bool> More { get; } = new PhraseTable<bool>().AddAll(cues.More, true).Sorted();

    public PhraseTable<bool> Why { get; } = new PhraseTable<bool>().AddAll(cues.Why, true).Sorted();

    public PhraseTable<bool> Correction { get; } = new PhraseTable<bool>().AddAll(cues.Correction, true).Sorted();

    public PhraseTable<bool> About { get; } = new PhraseTable<bool>().AddAll(cues.About, true).Sorted();

    public PhraseTable<bool> Pronouns { get; } = new PhraseTable<bool>().AddAll(cues.Pronouns, true).Sorted();

    public PhraseTable<bool> Others { get; } = new PhraseTable<bool>().AddAll(cues.Others, true).Sorted();

    public PhraseTable<int> Ordinals { get; } = OrdinalTable(cues);

    private static PhraseTable<int> OrdinalTable(ThreadCues cues)
    {
        var table = new PhraseTable<int>();
        for (var i = 0; i < cues.Ordinals.Length; i++)
        {
            table.AddAll(cues.Ordinals[i], i);
        }

        return table.AddAll(cues.Last, -1).Sorted();
    }
}
