using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>Dosage, stopping and combining: the fixed words, then what the articles hold on the medicine.</summary>
internal static class SafetyAnswer
{
    private const int Lines = 3;
    private const int Near = 4;
    private const int ShortestName = 5;

    private static readonly HashSet<string> Taking = new(["take", "taking", "have", "use", "give", "ok", "okay", "safe", "alright", "fine", "allowed", "mix", "combine", "together"], StringComparer.Ordinal);
    private static readonly HashSet<string> Takers = new(["im", "i", "am", "is", "she", "shes", "he", "hes", "are", "already", "while", "whilst", "when", "been", "being", "who", "mum", "mom", "dad", "also", "if", "we", "they"], StringComparer.Ordinal);
    private static readonly HashSet<string> Medicines = new(["thinner", "antidepressant", "contraceptive", "insulin", "inhaler", "antibiotic", "steroid", "chemo", "lithium"], StringComparer.Ordinal);

    /// <summary>Writes the fixed words and up to three lines.</summary>
    public static Composed Write(Snapshot now, Goal goal, Writer writer)
    {
        var tables = now.Tables;
        writer.Say(now.Knowledge.English["ask-pharmacist"]);
        var own = goal.Question.Topics.Concat(goal.Question.Denied).Where(t => IsTaken(tables, t) && tables.Facts[t].Held).Distinct().ToImmutableArray();
        // "Is it ok to take magnesium?", after talk of ibuprofen.
        var taken = own.Any(t => !tables.Is(tables.Roles.Medicine, t)) ? own : [.. own.Concat(goal.Topics.Where(t => IsTaken(tables, t) && tables.Facts[t].Held)).Distinct()];
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
        var named = goal.Inherited && goal.Question.Topics.Any(t => tables.Is(tables.Roles.Unfit, t)) ? goal.Topics : goal.Question.Topics.AddRange(goal.Question.Denied);
        var taken = named.Count(t => IsTaken(tables, t) || tables.Facts[t].Topic.Kind == TopicKind.Substance || tables.Is(tables.Roles.Unfit, t));
        var medicines = named.Any(t => IsTaken(tables, t) && !tables.Is(tables.Roles.Medicine, t));
        return taken > 1 && medicines && goal.YesNo
            && goal.Question.Words.Any(w => w is "take" or "taking" or "have" or "use" or "drink" or "with" or "ok" or "safe");
    }

    /// <summary>True for "can I take ibuprofen? I'm on warfarin": one thing that may be taken, and another that is, or an illness that is told, whether the articles know it or not.</summary>
    public static bool MixesTold(AnswerTables tables, Goal goal) =>
        goal.YesNo && goal.Question.Topics.Where(t => IsTaken(tables, t) && tables.Facts[t].Held && !tables.Is(tables.Roles.Medicine, t)).ToArray() is { Length: > 0 } asked
        && goal.Question.Words.Any(Taking.Contains) && TakesOther(tables, goal.Said, asked);

    private static bool TakesOther(AnswerTables tables, ImmutableArray<string> words, int[] asked)
    {
        for (var i = 1; i < words.Length; i++)
        {
            var told = words[i] == "with" || (words[i] is "on" or "take" or "takes" or "taking" && Takers.Contains(words[i - 1]));
            var ill = words[i] is "have" or "has" or "got" && words[i - 1] is "i" or "she" or "he" or "mum" or "mom" or "dad" or "who" or "ive" or "we";
            for (var at = i + 1; (told || ill) && at < Math.Min(words.Length, i + Near); at++)
            {
                var named = tables.Topics.Match(words.AsSpan(), at, out var topic) > 0;
                if (told && (named ? IsTaken(tables, topic) && !asked.Contains(topic) : Medicines.Contains(words[at]) || (words[at].Length >= ShortestName && (tables.Plain.Contains(words[at]) ? words[i] != "with" && tables.Elsewhere.Match(words.AsSpan(), at, out _) > 0 : !tables.Lines.Holds(Porter2.Stem(words[at]))))))
                {
                    return true;
                }

                if (ill && named && tables.Facts[topic] is { Subject: false, Topic.Kind: TopicKind.Condition })
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True when a question names something to take, so that its words of dosing or stopping mean a medicine.</summary>
    public static bool Applies(AnswerTables tables, Goal goal) =>
        goal.Topics.Concat(goal.Question.Denied).Any(t => IsTaken(tables, t));

    /// <summary>True for medicines and for what is sold in tablets.</summary>
    public static bool IsTaken(AnswerTables tables, int topic) =>
        tables.Facts[topic].IsMedicine || tables.Is(tables.Roles.Taken, topic);
}
