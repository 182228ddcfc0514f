using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>What a question is about, and how much of it is ours.</summary>
/// <param name="Topics">Numbers of the topics named, each once.</param>
/// <param name="Content">Words that say something and stand in no topic.</param>
/// <param name="Coverage">Known share of the content, in percent.</param>
/// <param name="Elsewhere">True when words of another subject stand in it.</param>
internal sealed record Subjects(ImmutableArray<int> Topics, ImmutableArray<string> Content, int Coverage, bool Elsewhere)
{
    /// <summary>Topics that are named to be left out: "besides tablets".</summary>
    public ImmutableArray<int> Denied { get; init; } = [];

    /// <summary>True when it names the whole subject by a word that is nobody else's.</summary>
    public bool Clear { get; init; }

    /// <summary>True when it names nothing but what is not there: "no meds".</summary>
    public bool OnlyDenies { get; init; }
}

/// <summary>Finds topics by the longest match, and weighs what is left.</summary>
internal static class TopicReader
{
    private const int NegationReach = 2;

    /// <summary>Reads a question's folded words.</summary>
    public static Subjects Read(AnswerTables tables, IPassageIndex index, ReadOnlySpan<string> words, Asked asks)
    {
        var topics = ImmutableArray.CreateBuilder<int>();
        var denied = ImmutableArray.CreateBuilder<int>();
        var content = ImmutableArray.CreateBuilder<string>();
        int known = 0, all = 0, negation = -1, refusal = -1;
        var (elsewhere, clear) = (false, false);
        for (var i = 0; i < words.Length;)
        {
            var topicLength = tables.Topics.Match(words, i, out var topic);
            var elsewhereLength = tables.Elsewhere.Match(words, i, out _);
            var neutralLength = tables.Neutral.Match(words, i, out _);
            if (elsewhereLength == 0 && topicLength == 0 && neutralLength == 0 && !asks.Covers(i) && tables.ElsewhereStems.Contains(Porter2.Stem(words[i])))
            {
                elsewhereLength = 1;
            }

            if (elsewhereLength > topicLength && elsewhereLength >= neutralLength)
            {
                elsewhere = true;
                all += Weights.Elsewhere;
                content.Add(words[i]);
                i += elsewhereLength;
                continue;
            }

            if (topicLength == 0 && neutralLength == 0 && elsewhereLength == 0 && !asks.Covers(i) && tables.TopicByStem(Porter2.Stem(words[i])) is >= 0 and var kin)
            {
                // "Overworking" where the vocabulary has "overworked".
                (topic, topicLength) = (kin, 1);
            }

            if (topicLength > 0 && topicLength >= neutralLength)
            {
                var facts = tables.Facts[topic];
                var shared = facts.Subject && tables.Shared.Contains(topicLength == 1 ? words[i] : string.Join(' ', words.Slice(i, topicLength).ToArray()));
                clear |= facts.Subject && !shared;
                var weight = (facts.Subject, facts.Everyday) switch
                {
                    (true, _) => shared ? Weights.SharedSubject : Weights.Subject,
                    (false, true) => Weights.Everyday,
                    _ => Weights.Ours,
                };
                all += weight;
                known += facts.Held ? weight : 0;
                // "I don't like this numbness" takes no sign back.
                var isDenied = (negation >= 0 && i - negation <= NegationReach) || (refusal >= 0 && i - refusal <= NegationReach && CanBeRefused(facts));
                var into = !facts.Subject && isDenied ? denied : topics;
                if (!into.Contains(topic))
                {
                    into.Add(topic);
                }

                i += topicLength;
                continue;
            }

            if (tables.Denials.Match(words, i, out _) is > 0 and var denial)
            {
                if (denial == 1)
                {
                    negation = i;
                }
                else
                {
                    refusal = i + denial - 1;
                }
            }

            if (neutralLength == 0 && !asks.Covers(i) && !char.IsAsciiDigit(words[i][0]))
            {
                content.Add(words[i]);
                var isKnown = index.Knows(words[i]);
                all += isKnown ? Weights.InIndex : Weights.Unknown;
                known += isKnown ? Weights.InIndex / 4 : 0;
            }

            i += Math.Max(neutralLength, 1);
        }

        foreach (var joined in tables.Joined)
        {
            if (topics.Contains(joined.Of) && !topics.Contains(joined.Topic) && joined.Occurs(words))
            {
                topics.Add(joined.Topic);
            }
        }

        if (LifeStages.Find(tables, words) is { } stage && !topics.Contains(stage) && !denied.Contains(stage))
        {
            topics.Add(stage);
            all += Weights.Everyday;
            known += Weights.Everyday;
        }

        // What is denied ("no numbness") is not what is asked about, unless nothing else is.
        return new Subjects(
            topics.Count > 0 ? topics.ToImmutable() : denied.ToImmutable(),
            content.ToImmutable(),
            all == 0 ? 100 : 100 * known / all,
            elsewhere) { Clear = clear, Denied = topics.Count > 0 ? denied.ToImmutable() : [], OnlyDenies = topics.Count == 0 && denied.Count > 0 };
    }

    private static bool CanBeRefused(TopicFacts facts) =>
        facts.IsMedicine || facts.Topic.Kind is TopicKind.Therapy or TopicKind.Test or TopicKind.Activity or TopicKind.Nutrient;

    /// <summary>What a word weighs in the coverage, in tenths of an unknown word.</summary>
    private static class Weights
    {
        public const int Subject = 25;
        public const int SharedSubject = 10;
        public const int Ours = 11;
        public const int Everyday = 7;
        public const int InIndex = 4;
        public const int Unknown = 10;
        public const int Elsewhere = 20;
    }
}
