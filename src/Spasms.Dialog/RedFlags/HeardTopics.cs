using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Vocabularies;
using Text = Spasms.Knowledge.Text.Words;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// What an alarm by words leant on, in our own names: an alarm that no pattern raised must say as plainly as any other what was
/// heard, and never in the person's words.
/// </summary>
internal static class HeardTopics
{
    private const int Most = 3;

    /// <summary>Names of the topics whose words speak most for the alarm, in the order of the message.</summary>
    /// <param name="now">The snapshot.</param>
    /// <param name="text">The message.</param>
    /// <param name="words">Its words.</param>
    /// <param name="heard">By word: how strongly it speaks for an alarm.</param>
    public static ImmutableArray<string> Of(Snapshot now, string text, MessageWords words, int[] heard)
    {
        var typed = Text.Of(text);
        var folded = Fold.Text(text).AsSpan();
        var found = new List<(string Name, long Weight, int At)>();
        for (var i = 0; i < folded.Length;)
        {
            var length = now.Tables.Topics.Match(folded, i, out var number);
            if (length == 0)
            {
                i++;
                continue;
            }

            var topic = now.Knowledge.Vocabulary.Topics[number];
            var weight = Weight(words, heard, typed[i].Start, typed[i + length - 1].Start);
            if (weight > 0 && topic.Kind is TopicKind.Symptom or TopicKind.Condition or TopicKind.BodyPart or TopicKind.Cause or TopicKind.Medicine or TopicKind.MedicineGroup)
            {
                found.Add((topic.Name, weight, i));
            }

            i += length;
        }

        return [.. found.OrderByDescending(t => t.Weight).DistinctBy(t => t.Name).Take(Most).OrderBy(t => t.At).Select(t => t.Name)];
    }

    private static long Weight(MessageWords words, int[] heard, int first, int last)
    {
        var sum = 0L;
        for (var i = 0; i < words.Count; i++)
        {
            sum += words.Starts[i] >= first && words.Starts[i] <= last ? heard[i] : 0;
        }

        return sum;
    }
}
