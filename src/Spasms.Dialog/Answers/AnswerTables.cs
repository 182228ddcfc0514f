using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>What answering looks up, worked out once a snapshot. Immutable after <see cref="Build"/>.</summary>
internal sealed class AnswerTables
{
    private const int ShortestStemmed = 5;

    // By ask; default where the book has no cues.
    private readonly ImmutableArray<int>[] _askTopics = new ImmutableArray<int>[(int)Ask.Safety + 1];
    private readonly ImmutableArray<string>[] _lineWords = new ImmutableArray<string>[(int)Ask.Safety + 1];

    // Two threads at once work out the same.
    private readonly int[]?[] _near;
    private int[]?[]? _named;

    private AnswerTables(KnowledgeBase knowledge, Dictionary<string, int> ids)
    {
        Knowledge = knowledge;
        TopicOf = ids;
        _near = new int[knowledge.Vocabulary.Topics.Length][];
        foreach (var cues in knowledge.Questions.Asks)
        {
            if (_lineWords[(int)cues.Ask].IsDefault)
            {
                _askTopics[(int)cues.Ask] = Numbers(cues.Topics, ids);
                _lineWords[(int)cues.Ask] = cues.Lines;
            }
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
    public required PhraseTable Topics { get; init; }

    /// <summary>Stems of words that are the whole of a name and of one topic only.</summary>
    public required WordTable NameStems { get; init; }

    /// <summary>Those topics.</summary>
    public required Flat<int> Named { get; init; }

    /// <summary>Stems of single words of other subjects.</summary>
    public required WordTable ElsewhereStems { get; init; }

    /// <summary>Words behind which a topic is named to be left out.</summary>
    public required PhraseTable Denials { get; init; }

    /// <summary>Cues of each ask, in order of precedence.</summary>
    public required ImmutableArray<AskTable> Asks { get; init; }

    /// <summary>Names of the subject that other subjects use as well, folded.</summary>
    public required WordTable Shared { get; init; }

    /// <summary>Words of other subjects.</summary>
    public required PhraseTable Elsewhere { get; init; }

    /// <summary>Words that say nothing about a subject.</summary>
    public required PhraseTable Neutral { get; init; }

    /// <summary>Single neutral words.</summary>
    public required WordTable NeutralWords { get; init; }

    /// <summary>Words with which a question begins.</summary>
    public required WordTable Openers { get; init; }

    /// <summary>Openers that a yes or no answers.</summary>
    public required WordTable YesNo { get; init; }

    /// <summary>Words that may stand before an opener.</summary>
    public required WordTable Fillers { get; init; }

    /// <summary>Words that make a question of a statement.</summary>
    public required PhraseTable Indirect { get; init; }

    /// <summary>Words by which people tell of their own trouble.</summary>
    public required PhraseTable Trouble { get; init; }

    /// <summary>Words that point back.</summary>
    public required PointingTables Pointing { get; init; }

    /// <summary>Words as typed by their sound; each means the spelling of its number in the questions' book.</summary>
    public required PhraseTable Typed { get; init; }

    /// <summary>Words that are never corrected; worked out on first use, since few messages hold a word that nothing knows.</summary>
    public WordTable Plain => field ??= Set(PlainWords(Knowledge));

    /// <summary>Mends spelling towards vocabulary and cues; worked out on first use.</summary>
    public Speller Speller => field ??= Taught(Knowledge.Vocabulary, Knowledge.Questions);

    /// <summary>Which lines hold which words.</summary>
    public required LineIndex Lines { get; init; }

    /// <summary>Words that carry only the form of a question, folded.</summary>
    public required WordTable Small { get; init; }

    /// <summary>The words of each line.</summary>
    public required LineTable Words { get; init; }

    /// <summary>What is known about each topic, by number.</summary>
    public required ImmutableArray<TopicFacts> Facts { get; init; }

    /// <summary>What is known about each passage, by ordinal.</summary>
    public required ImmutableArray<PassageFacts> Passages { get; init; }

    /// <summary>Topics that people name in two words far apart.</summary>
    public required ImmutableArray<JoinedTopic> Joined { get; init; }

    /// <summary>What each sign of <see cref="Confidence"/> weighs; null where the calibration has none.</summary>
    public required ImmutableArray<double>? Deciding { get; init; }

    /// <summary>The topic of which a stem's word is the whole name, or -1.</summary>
    public int TopicByStem(string stem) => NameStems.Find(stem) is var number and >= 0 ? Named[number] : -1;

    /// <summary>Topics that answer an ask whatever else is named.</summary>
    public ImmutableArray<int> AskTopics(Ask ask) => _askTopics[(int)ask] is { IsDefault: false } topics ? topics : [];

    /// <summary>Words by which a line answers an ask.</summary>
    public ImmutableArray<string> LineWords(Ask ask) => _lineWords[(int)ask] is { IsDefault: false } words ? words : [];

    /// <summary>Builds the tables. Cost: linear in the knowledge.</summary>
    public static AnswerTables Build(KnowledgeBase knowledge)
    {
        var book = knowledge.Questions;
        var vocabulary = knowledge.Vocabulary;
        var neutralWords = book.Neutral.Where(n => !n.Contains(' ')).Select(Fold.Word).ToHashSet(StringComparer.Ordinal);
        var words = LineTable.Of(knowledge.Passages);
        var ids = Ids(vocabulary);
        var passages = PassageFacts.Of(knowledge.Passages, words, ids);
        var lines = LineIndex.Of(passages, book.Same);
        var stems = ByStem(vocabulary, neutralWords);
        return new AnswerTables(knowledge, ids)
        {
            Topics = PhraseTable.Loose(vocabulary.Topics.Select((t, i) => (t.Words.Where(w => !neutralWords.Contains(Fold.Word(w))), i))),
            NameStems = WordTable.Of(stems.Keys),
            Named = stems.Values.ToArray(),
            ElsewhereStems = WordTable.Of(book.Elsewhere.Where(w => w.Length >= ShortestStemmed && !w.Contains(' ')).Select(Porter2.Stem).Where(s => !lines.Holds(s))),
            Denials = PhraseTable.Of(book.Denials),
            Joined = [.. book.Joined.Where(j => ids.ContainsKey(j.Topic) && ids.ContainsKey(j.Of)).Select(j => new JoinedTopic(ids[j.Topic], ids[j.Of], Set(j.Words)))],
            Asks = [.. book.Asks.Select(AskTable.Of)],
            Shared = WordTable.Of(book.Shared.Select(p => string.Join(' ', Fold.Phrase(p)))),
            Elsewhere = PhraseTable.Of(book.Elsewhere),
            Neutral = PhraseTable.Of(book.Neutral),
            NeutralWords = WordTable.Of(neutralWords),
            Openers = Set(book.Openers),
            YesNo = Set(book.YesNo),
            Fillers = Set(book.Fillers),
            Small = Set(StopWords.All),
            Indirect = PhraseTable.Of(book.Indirect),
            Trouble = PhraseTable.Of(book.Trouble),
            Pointing = PointingTables.Of(book.Thread),
            Typed = PhraseTable.Of(book.Spellings.Select((s, i) => ((IEnumerable<string>)s.Typed, i))),
            Facts = TopicFacts.Of(vocabulary, book, ids, passages),
            Passages = passages,
            Lines = lines,
            Words = words,
            Deciding = Decided(knowledge.Questions.Calibration.Decision),
        };
    }

    /// <summary>The tables as bytes, good for this build only.</summary>
    public static byte[] Keep(KnowledgeBase knowledge) => Form.Write((form, tables) => In(form, tables, knowledge), Build(knowledge));

    /// <summary>The same tables from their bytes, which stay in use where they are mapped.</summary>
    /// <param name="bytes">As <see cref="Keep"/> gave them; mapped ones begin at a multiple of eight.</param>
    /// <param name="knowledge">The content that they were built from.</param>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public static AnswerTables Kept(Flat<byte> bytes, KnowledgeBase knowledge) => Form.Read<AnswerTables>((form, _) => In(form, null, knowledge), bytes);

    private static AnswerTables In(Form form, AnswerTables? tables, KnowledgeBase knowledge)
    {
        form.CheckBuild(typeof(AnswerTables).Module);
        var ids = Ids(knowledge.Vocabulary);
        var words = LineTable.In(form, tables?.Words);
        var passages = PassageFacts.Of(knowledge.Passages, words, ids);
        return new AnswerTables(knowledge, ids)
        {
            Topics = PhraseTable.In(form, tables?.Topics),
            NameStems = WordTable.In(form, tables?.NameStems),
            Named = form.Flat(tables?.Named ?? default),
            ElsewhereStems = WordTable.In(form, tables?.ElsewhereStems),
            Denials = PhraseTable.In(form, tables?.Denials),
            Joined = form.List(tables?.Joined ?? [], JoinedTopic.In),
            Asks = form.List(tables?.Asks ?? [], AskTable.In),
            Shared = WordTable.In(form, tables?.Shared),
            Elsewhere = PhraseTable.In(form, tables?.Elsewhere),
            Neutral = PhraseTable.In(form, tables?.Neutral),
            NeutralWords = WordTable.In(form, tables?.NeutralWords),
            Openers = WordTable.In(form, tables?.Openers),
            YesNo = WordTable.In(form, tables?.YesNo),
            Fillers = WordTable.In(form, tables?.Fillers),
            Small = WordTable.In(form, tables?.Small),
            Indirect = PhraseTable.In(form, tables?.Indirect),
            Trouble = PhraseTable.In(form, tables?.Trouble),
            Pointing = PointingTables.In(form, tables?.Pointing),
            Typed = PhraseTable.In(form, tables?.Typed),
            Facts = TopicFacts.Of(knowledge.Vocabulary, knowledge.Questions, ids, passages),
            Passages = passages,
            Lines = LineIndex.In(form, tables?.Lines, knowledge.Questions.Same),
            Words = words,
            Deciding = Decided(knowledge.Questions.Calibration.Decision),
        };
    }

    /// <summary>The numbers of topics by their ids, those that there are.</summary>
    public static ImmutableArray<int> Numbers(ImmutableArray<string> topics, Dictionary<string, int> ids)
    {
        var numbers = new List<int>(topics.Length);
        foreach (var topic in topics)
        {
            if (ids.TryGetValue(topic, out var number))
            {
                numbers.Add(number);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers.ToArray());
    }

    /// <summary>The ordinals of the passages that are near a topic at all; worked out on the first question about it.</summary>
    /// <param name="topic">Number of the topic.</param>
    /// <param name="nearness">How near a passage is; 0 where it is not.</param>
    public int[] NearTo(int topic, Func<AnswerTables, PassageFacts, int, double> nearness) =>
        _near[topic] ??= [.. Passages.Where(p => nearness(this, p, topic) > 0).Select(p => p.Passage.Ordinal)];

    /// <summary>The things that a line names (medicines, tests, therapies, illnesses), in their order; worked out when the line is first quoted.</summary>
    public int[] NamedIn(PassageFacts facts, int sentence)
    {
        ref var named = ref (_named ??= new int[Lines.Count][])[Lines.Number(facts, sentence)];
        return named ??= NamedIn(Fold.Text(facts.Passage.Section.Sentences[sentence].Text).AsSpan());
    }

    private int[] NamedIn(ReadOnlySpan<string> words)
    {
        var named = new List<int>();
        for (var i = 0; i < words.Length; i++)
        {
            if (Topics.Match(words, i, out var topic) > 0 && !named.Contains(topic)
                && Facts[topic] is { Held: true, Topic.Kind: TopicKind.Medicine or TopicKind.MedicineGroup or TopicKind.Test or TopicKind.Therapy or TopicKind.Condition })
            {
                named.Add(topic);
            }
        }

        return [.. named];
    }

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

    private static Dictionary<string, int> Ids(Vocabulary vocabulary)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < vocabulary.Topics.Length; i++)
        {
            ids.TryAdd(vocabulary.Topics[i].Id, i);
        }

        return ids;
    }

    private static WordTable Set(IEnumerable<string> words) => WordTable.Of(words.Select(Fold.Word));

    // What each sign of the decision weighs, in its order.
    private static ImmutableArray<double>? Decided(ImmutableArray<SignWeight> weights)
    {
        if (weights.IsEmpty)
        {
            return null;
        }

        var each = new double[Confidence.Names.Length];
        for (var i = 0; i < each.Length; i++)
        {
            each[i] = (weights.FirstOrDefault(w => w.Sign == Confidence.Names[i])?.Hundredths ?? 0) / 100.0;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(each);
    }

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
