using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>How two things differ: the passage on both where there is one, and each of them side by side.</summary>
internal static class DifferenceAnswer
{
    /// <summary>Writes the difference. Null when the question names fewer than two things that the articles hold, or one section tells of both.</summary>
    public static Composed? Write(Snapshot now, Goal goal, Writer writer)
    {
        var tables = now.Tables;
        var held = goal.Topics.Where(t => tables.Facts[t].Held).ToImmutableArray();
        if (held.Length < 2)
        {
            return null;
        }

        var pair = Both(tables, held);
        if (pair is null && (held.Length > 3 || AreUnlike(tables, held[0], held[1])))
        {
            return null;
        }

        var said = ImmutableArray.CreateBuilder<string>();
        if (pair is not null)
        {
            var lines = pair.Passage.Section.Sentences.Take(SentencePicker.Most).ToImmutableArray();
            Span[] direct = goal.YesNo && pair.Passage.Section.Direct is { } word ? [Writer.Own(now.Knowledge.English[word])] : [];
            writer.Paragraph([.. direct, .. lines.Select(s => writer.Slice(pair.Passage, s))]);
            said.AddRange(lines.Select(s => Composed.Key(pair.Passage, s)));
        }

        if (pair is null || said.Count < 3)
        {
            // What one section tells of both has no two sides.
            var two = held.Take(2).Select(t => (Topic: t, Facts: Defining(now, goal, t))).Where(t => t.Facts is not null).DistinctBy(t => t.Facts!.Passage.Id).ToImmutableArray();
            if (pair is null && two.Length < 2)
            {
                return null;
            }

            var rows = two.Select(t => ImmutableArray.Create(
                ImmutableArray.Create(Writer.Own(tables.NameOf(t.Topic))),
                [.. t.Facts!.Passage.Section.Sentences.Take(2).Select(s => writer.Slice(t.Facts.Passage, s))]));
            writer.Table(["", ""], rows);
            said.AddRange(two.SelectMany(t => t.Facts!.Passage.Section.Sentences.Take(2).Select(s => Composed.Key(t.Facts.Passage, s))));
        }

        return new Composed(ReplyKind.Answer, said.ToImmutable(), [.. held.Select(tables.IdOf)], [], $"difference {pair?.Passage.Id}");
    }

    // A medicine and a sport that a story happens to name are not compared.
    private static bool AreUnlike(AnswerTables tables, int first, int second) =>
        tables.Facts[first].Topic.Kind != tables.Facts[second].Topic.Kind && (tables.Facts[first].Everyday || tables.Facts[second].Everyday);

    // The passage whose two first topics are the two asked about; a broader topic stands in for a narrower one.
    private static PassageFacts? Both(AnswerTables tables, ImmutableArray<int> topics)
    {
        PassageFacts? best = null;
        var bestPoints = 0;
        foreach (var facts in tables.Passages)
        {
            if (!facts.Compares)
            {
                continue;
            }

            var points = topics.Take(3).Sum(t => Place(facts, t));
            if (topics.Take(3).Count(t => Place(facts, t) > 0) >= 2 && points > bestPoints)
            {
                (best, bestPoints) = (facts, points);
            }
        }

        return best;
    }

    private static int Place(PassageFacts facts, int topic) => facts.Topics.IndexOf(topic) switch
    {
        0 or 1 => 3,
        > 1 => 1,
        _ => 0,
    };

    // The section on a thing; of what has none of its own, such as one kind of scan, that on what it is a kind of.
    private static PassageFacts? Defining(Snapshot now, Goal goal, int topic)
    {
        var alone = goal with { Ask = Ask.Definition, Topics = [topic] };
        int[] meant = [topic, .. now.Tables.Facts[topic].Broader.Take(1)];
        return Ranking.Of(now.Tables, now.Index, alone).Where(r => meant.Contains(r.Facts.Primary)).MinBy(r => Array.IndexOf(meant, r.Facts.Primary))?.Facts;
    }
}
