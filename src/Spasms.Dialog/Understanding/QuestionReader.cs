using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Questions;
using Spasms.Search;

namespace Spasms.Dialog.Understanding;

/// <summary>Reads a message: its questions, what each asks and about what. Pure, linear in the text, never throws.</summary>
internal static class QuestionReader
{
    private const int MaxQuestions = 3;

    /// <summary>Reads a message.</summary>
    public static Message Read(AnswerTables tables, IPassageIndex index, string text)
    {
        var segments = Segments.Of(tables, index, text);
        var questions = ImmutableArray.CreateBuilder<Understood>();
        var context = ImmutableArray.CreateBuilder<int>();
        var trouble = false;
        foreach (var segment in segments)
        {
            var read = Read(tables, index, segment);
            if (segment.IsQuestion)
            {
                questions.Add(read);
            }
            else
            {
                context.AddRange(read.Topics);
                trouble |= TellsTrouble(tables, segment, read);
            }
        }

        if (questions.Count == 0 && !trouble && segments.Length > 0)
        {
            // No question mark, no question word, nobody's trouble: keywords.
            questions.Add(Read(tables, index, Segments.Joined(segments)));
            context.Clear();
        }

        var focus = questions.Count > MaxQuestions ? [.. questions.OrderByDescending(q => q.Topics.Length > 0).Take(MaxQuestions)] : questions.ToImmutable();
        return new Message(focus, [.. context.Distinct()], trouble);
    }

    private static Understood Read(AnswerTables tables, IPassageIndex index, Segment segment)
    {
        var words = segment.Words.AsSpan();
        var pointing = PointingReader.Read(tables.Pointing, words);
        var topics = ImmutableArray.CreateBuilder<int>();
        var content = ImmutableArray.CreateBuilder<string>();
        var asks = AskReader.Read(tables, words);
        int known = 0, all = 0;
        var elsewhere = false;
        for (var i = 0; i < words.Length;)
        {
            var topicLength = tables.Topics.Match(words, i, out var topic);
            var elsewhereLength = tables.Elsewhere.Match(words, i, out _);
            var neutralLength = tables.Neutral.Match(words, i, out _);
            if (elsewhereLength > topicLength && elsewhereLength >= neutralLength)
            {
                elsewhere = true;
                all += Weights.Elsewhere;
                content.Add(words[i]);
                i += elsewhereLength;
            }
            else if (topicLength > 0 && topicLength >= neutralLength)
            {
                var weight = tables.Facts[topic].Everyday ? Weights.Everyday : Weights.Ours;
                all += weight;
                known += tables.Facts[topic].Held ? weight : 0;
                if (!topics.Contains(topic))
                {
                    topics.Add(topic);
                }

                i += topicLength;
            }
            else if (neutralLength > 0)
            {
                i += neutralLength;
            }
            else
            {
                if (!asks.Covers(i) && !IsNumber(words[i]))
                {
                    content.Add(words[i]);
                    var isKnown = index.Knows(words[i]);
                    all += isKnown ? Weights.InIndex : Weights.Unknown;
                    known += isKnown ? Weights.InIndex / 2 : 0;
                }

                i++;
            }
        }

        return new Understood(
            asks.Best,
            segment.YesNo,
            topics.ToImmutable(),
            segment.Words,
            content.ToImmutable(),
            all == 0 ? 100 : 100 * known / all,
            pointing)
        {
            Elsewhere = elsewhere,
            Second = asks.Second,
        };
    }

    private static bool TellsTrouble(AnswerTables tables, Segment segment, Understood read) =>
        read.Topics.Any(t => tables.Facts[t].IsTrouble && tables.Facts[t].Held) && tables.Trouble.Occurs(segment.Words.AsSpan());

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]);

    /// <summary>What a word weighs in the coverage, in tenths of an unknown word.</summary>
    private static class Weights
    {
        public const int Ours = 10;
        public const int Everyday = 7;
        public const int InIndex = 4;
        public const int Unknown = 10;
        public const int Elsewhere = 20;
    }
}
