using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;

namespace Spasms.Dialog.Answers;

/// <summary>What a word of the articles that names no topic means in a talk: "and the needle one?", after a test of the nerves.</summary>
internal static class Worded
{
    private const int MostWords = 2;
    private const int Exact = 3;
    private const int Related = 3;
    private const int OfTheKind = 2;
    private const int OfTheSubject = 1;

    /// <summary>What the passages that hold the word are about, the nearest to the talk; empty when the talk's own passages hold it or none does.</summary>
    public static ImmutableArray<int> Meant(AnswerTables tables, Understood question, ImmutableArray<int> before, ThreadState thread)
    {
        var own = before.Where(t => !tables.Facts[t].Subject).ToImmutableArray();
        if (question.Elsewhere || question.Content.Length is 0 or > MostWords || before.IsEmpty || !(question.Thread.About || question.Words[^1] is "one" or "ones"))
        {
            return [];
        }

        var related = own.Concat(thread.Lasting.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id])).ToImmutableArray();
        var (best, meant) = (0, -1);
        foreach (var passage in tables.Passages.Where(p => p.Primary >= 0 && question.Content.All(w => tables.Lines.Holds(p, w))))
        {
            if (before.Contains(passage.Primary))
            {
                return [];
            }

            var near = tables.Facts[passage.Primary].Subject ? 0
                : passage.Topics.Any(related.Contains) ? Related
                : own.Any(t => tables.Facts[t].Topic.Kind == tables.Facts[passage.Primary].Topic.Kind) ? OfTheKind
                : passage.Topics.Any(before.Contains) ? OfTheSubject
                : 0;
            // The word itself says more than one of its stem: "drinking" is no energy drink.
            var worth = near == 0 ? 0 : near + (question.Content.All(w => passage.Sentences.Any(s => s.Contains(w))) ? Exact : 0);
            if (worth > best)
            {
                (best, meant) = (worth, passage.Primary);
            }
        }

        return meant < 0 ? [] : [meant, .. before.Where(t => tables.Facts[t].Subject)];
    }
}
