using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Dosage, stopping and combining: the fixed words, then what the articles hold on the medicine.</summary>
internal static class SafetyAnswer
{
    private const int Lines = 3;

    /// <summary>Writes the fixed words and up to three lines.</summary>
    public static Composed Write(Snapshot now, Goal goal, Writer writer)
    {
        var tables = now.Tables;
        writer.Say(now.Knowledge.English["ask-pharmacist"]);
        var taken = goal.Topics.Where(t => IsTaken(tables, t) && tables.Facts[t].Held).ToImmutableArray();
        var medicines = taken.Any(t => tables.Facts[t].IsMedicine) ? [.. taken.Where(t => tables.Facts[t].IsMedicine)] : taken;
        // Of two medicines named, both are told about.
        ImmutableArray<Ranked> ranked = medicines.IsEmpty ? [] : Ranking.Of(tables, now.Index, goal with { Topics = medicines });
        var shown = medicines.Take(2).Select(m => ranked.FirstOrDefault(r => r.Facts.Primary == m)?.Facts.Passage).OfType<Passage>().ToImmutableArray();
        if (shown.IsEmpty)
        {
            return new Composed(ReplyKind.Abstain, [], [], [], "safety without passage");
        }

        var lines = shown.SelectMany(p => p.Section.Sentences.Take(shown.Length > 1 ? Lines - 1 : Lines).Select(s => (p, s))).ToList();
        lines.AddRange(Both(now, goal, shown[0]));
        writer.Paragraph([.. lines.Select(l => writer.Slice(l.p, l.s))]);
        return new Composed(ReplyKind.Partial, [.. lines.Select(l => Composed.Key(l.p, l.s))], [], [], $"safety {shown[0].Id}");
    }

    // What the articles say of the medicine together with the other thing named, alcohol for one.
    private static IEnumerable<(Passage, Sentence)> Both(Snapshot now, Goal goal, Passage shown)
    {
        var names = goal.Topics.Where(t => now.Tables.Facts[t].Topic.Kind == TopicKind.Substance).Select(t => Fold.Word(now.Tables.NameOf(t))).ToImmutableArray();
        return names.IsEmpty
            ? []
            : now.Tables.Passages
                .Where(p => p.Passage.Section.Aspect != Aspect.Causes && p.Passage.Id != shown.Id && p.Topics.Any(t => now.Tables.Facts[t].IsMedicine))
                .SelectMany(p => p.Passage.Section.Sentences.Select((s, i) => (p.Passage, Sentence: s, Words: p.Sentences[i])))
                .Where(l => names.Any(l.Words.Contains))
                .Select(l => (l.Passage, l.Sentence))
                .Take(2);
    }

    /// <summary>True when a question is whether two things may be taken together, or one in pregnancy.</summary>
    public static bool Mixes(AnswerTables tables, Goal goal)
    {
        // "Is it safe when pregnant?", after talk of a medicine.
        var named = goal.Inherited && goal.Question.Topics.Any(t => tables.Is(tables.Roles.Unfit, t)) ? goal.Topics : goal.Question.Topics;
        var taken = named.Count(t => IsTaken(tables, t) || tables.Facts[t].Topic.Kind == TopicKind.Substance || tables.Is(tables.Roles.Unfit, t));
        var medicines = named.Any(t => IsTaken(tables, t) && !tables.Is(tables.Roles.Medicine, t));
        return taken > 1 && medicines && goal.YesNo
            && goal.Question.Words.Any(w => w is "take" or "taking" or "have" or "use" or "drink" or "with" or "ok" or "safe");
    }

    /// <summary>True when a question names something to take, so that its words of dosing or stopping mean a medicine.</summary>
    public static bool Applies(AnswerTables tables, Goal goal) =>
        goal.Topics.Any(t => IsTaken(tables, t));

    /// <summary>True for medicines and for what is sold in tablets.</summary>
    public static bool IsTaken(AnswerTables tables, int topic) =>
        tables.Facts[topic].IsMedicine || tables.Is(tables.Roles.Taken, topic);
}
