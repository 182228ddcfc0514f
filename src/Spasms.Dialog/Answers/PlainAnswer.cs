using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>The ordinary answer: the direct word, then up to five lines from the best passages.</summary>
internal static class PlainAnswer
{
    private const double NearlyAsGood = 0.72;
    private const double Apt = 2.5;
    private const double Comparable = 0.4;
    private const double Near = 0.6;
    private const double Certain = 0.7;
    private const int OverviewLevel = 2;

    /// <summary>Writes the answer. Null when no passage fits.</summary>
    /// <param name="now">The snapshot.</param>
    /// <param name="goal">What is asked.</param>
    /// <param name="ranked">Passages, best first.</param>
    /// <param name="evidence">How much of the question stands in each line.</param>
    /// <param name="said">Lines to leave out.</param>
    /// <param name="writer">Receives the blocks.</param>
    public static Composed? Write(Snapshot now, Goal goal, ImmutableArray<Ranked> ranked, Evidence evidence, IReadOnlyCollection<string> said, Writer writer)
    {
        var tables = now.Tables;
        ranked = ForWhom(tables, goal, Led(tables, goal, Unsaid(ranked, said), evidence));
        if (ranked.IsEmpty)
        {
            return null;
        }

        var special = goal.Topics.Where(t => !tables.Facts[t].Subject).ToImmutableArray();
        var best = ranked[0];
        var chosen = Passages(tables, goal, ranked, special, evidence);
        var picked = SentencePicker.Pick(chosen, evidence, said);
        if (picked.IsEmpty)
        {
            return null;
        }

        // Nobody asked for what the articles hold of the leg in older people.
        var missing = special.Where(t => !(goal.IsTold && (tables.Is(tables.Roles.Old, t) || tables.Facts[t] is { Topic.Kind: TopicKind.BodyPart or TopicKind.Doctor } or { Everyday: true, Topic.Kind: TopicKind.Therapy or TopicKind.Activity })) && !chosen.Any(c => Covers(tables, c.Facts, t))).ToImmutableArray();
        var spans = ImmutableArray.CreateBuilder<Span>();
        if (Direct(goal, best, missing) is { } direct)
        {
            spans.Add(Writer.Own(now.Knowledge.English[direct]));
        }

        spans.AddRange(picked.Select(p => writer.Slice(p.Facts.Passage, p.Sentence)));
        if (!missing.IsEmpty)
        {
            writer.Say(Missing(now, goal, missing));
        }

        writer.Paragraph(spans.ToArray());
        return new Composed(
            missing.IsEmpty ? ReplyKind.Answer : ReplyKind.Partial,
            [.. picked.Select(p => p.Key)],
            [],
            [],
            $"plain {goal.Ask} {best.Facts.Passage.Id}")
        {
            Mentioned = Mentioned(tables, goal, picked),
            Told = missing.IsEmpty ? ListAnswer.AskOf(best.Facts.Passage.Section.Aspect) : null,
        };
    }

    // What is told of pregnancy or of children doesn't lead where nobody spoke of either: "my calf is swollen on one side", at 67.
    private static ImmutableArray<Ranked> ForWhom(AnswerTables tables, Goal goal, ImmutableArray<Ranked> ranked) =>
        !ranked.IsEmpty && Ranking.IsForOthers(tables, ranked[0].Facts, goal) && !ranked[0].Facts.Topics.Any(t => tables.Is(tables.Roles.Old, t) || (tables.Facts[t].Topic.Kind == TopicKind.Person && tables.Facts[t].Names.Overlaps(goal.Before))) && ranked.FirstOrDefault(r => r.Matched > 0 && r.Score >= Near * ranked[0].Score && !Ranking.IsForOthers(tables, r.Facts, goal)) is { } other ? [other, .. ranked.Remove(other).Where(r => !Ranking.IsForOthers(tables, r.Facts, goal))] : ranked;

    // What a follow-up asks for beyond doubt leads, whatever its few words name.
    private static ImmutableArray<Ranked> Led(AnswerTables tables, Goal goal, ImmutableArray<Ranked> ranked, Evidence evidence)
    {
        // "Which tests would settle it", after talk of an illness: what tells of its tests comes before what the illness is.
        if (!ranked.IsEmpty && goal.IsElsewhere(ranked[0].Facts)
            && ranked.FirstOrDefault(r => r.Matched > 0 && r.Score >= Near * ranked[0].Score && IsMeant(r.Facts) && !goal.IsElsewhere(r.Facts) && (goal.Ask == Ask.Duration || Ranking.Fit(goal.Ask, r.Facts.Passage.Section.Aspect) >= Apt)) is { } apt)
        {
            return [apt, .. ranked.Remove(apt)];
        }

        // "What can I do", told with a calf that locked up: what a spasm is doesn't come first.
        if (!goal.Leans && goal.Ask is Ask.Treatment or Ask.Prevention or Ask.Medicines or Ask.Tests && ranked.Length > 0 && (Ranking.Fit(goal.Ask, ranked[0].Facts.Passage.Section.Aspect) < Ranking.Fitting || IsUnasked(tables, goal, ranked[0].Facts))
            && ranked.FirstOrDefault(r => r.Matched > 0 && r.Matched >= ranked[0].Matched && r.Score >= Near * ranked[0].Score && IsOfWhatIsNamed(tables, goal, r.Facts) && Ranking.Fit(goal.Ask, r.Facts.Passage.Section.Aspect) >= Apt) is { } asked)
        {
            return [asked, .. ranked.Remove(asked)];
        }

        // "What causes eyelid twitching": when to get help is another question.
        if (!ranked.IsEmpty && ranked[0].Facts.Passage.Section.Aspect == Aspect.WhenToGetHelp && goal.Ask is Ask.Causes or Ask.Definition or Ask.Treatment or Ask.Prevention or Ask.Tests or Ask.Medicines
            && ranked.FirstOrDefault(r => r.Matched > 0 && r.Score >= Near * ranked[0].Score && goal.Topics.Contains(r.Facts.Primary) && r.Facts.Passage.Section.Aspect != Aspect.WhenToGetHelp) is { } told)
        {
            return [told, .. ranked.Remove(told)];
        }

        // "Is it painful": the line that says so answers, whatever else is told first.
        if (!ranked.IsEmpty && goal.Question.IsBare && (goal.Question.YesNo || goal.Question.Words.Length == 1) && goal.Ask is Ask.Symptoms or Ask.Serious
            && goal.Question.Words.Where(w => !tables.Small.Contains(w) && !goal.Topics.Any(t => tables.Facts[t].Names.Contains(w))).ToArray() is { Length: > 0 } said && !said.Any(w => tables.Lines.Says(ranked[0].Facts, w))
            && ranked.FirstOrDefault(r => (r.Matched > 0 || (goal.Leans && r.Facts.Primary >= 0 && tables.Facts[r.Facts.Primary].Subject && goal.Topics.Any(t => tables.Facts[t].Subject))) && r.Score >= Near * ranked[0].Score && said.All(w => tables.Lines.Says(r.Facts, w))) is { } plain)
        {
            return [plain, .. ranked.Remove(plain)];
        }

        if (!goal.Leans || evidence.First < Evidence.Surely)
        {
            return ranked;
        }

        var most = evidence.MostAsked[0];
        // "Can the rest of me get it" names no rest.
        var isMisread = evidence.First >= Evidence.Beyond || (evidence.First >= Certain && goal.Question.Topics.All(t => tables.Facts[t].Everyday));
        // "What about pain relievers?" is about all of them.
        var isOneOf = evidence.First < Evidence.Beyond && most.Primary >= 0 && !goal.Question.Topics.Contains(most.Primary) && ranked.Any(r => goal.Question.Topics.Contains(r.Facts.Primary) && tables.Facts[most.Primary].Broader.Contains(r.Facts.Primary));
        return !isOneOf && (isMisread || !Ranking.LeavesOut(tables, goal, most)) && !goal.IsElsewhere(most) && ranked.FirstOrDefault(r => r.Facts == most) is { } voted ? [voted, .. ranked.Remove(voted)] : ranked;

        // "What helps", after stress: a section that is about stress, or about what is done about it.
        bool IsMeant(PassageFacts facts) =>
            facts.Primary >= 0 && (goal.Topics.Contains(facts.Primary) || (tables.Facts[facts.Primary].Subject && goal.Topics.Any(t => tables.Facts[t].Subject && facts.Topics.Contains(t))) || goal.Topics.Any(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Cause or TopicKind.Condition } && facts.Topics.Contains(t)));
    }

    // Where a part of the body is named, it is of that; else of anything that is named beside the subject.
    private static bool IsOfWhatIsNamed(AnswerTables tables, Goal goal, PassageFacts passage) =>
        goal.Topics.Any(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart) ? goal.Topics.Any(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart && passage.Topics.Contains(t))
        : goal.Topics.All(t => tables.Facts[t].Subject) || goal.Topics.Any(t => !tables.Facts[t].Subject && passage.Topics.Contains(t));

    // Surgery, of which nobody spoke.
    private static bool IsUnasked(AnswerTables tables, Goal goal, PassageFacts passage) =>
        passage.Primary >= 0 && !goal.Topics.Contains(passage.Primary) && (tables.Facts[passage.Primary].IsMedicine || tables.Facts[passage.Primary].Topic.Kind == TopicKind.Therapy) && !IsOfWhatIsNamed(tables, goal, passage);

    private static ImmutableArray<string> Mentioned(AnswerTables tables, Goal goal, ImmutableArray<Picked> picked)
    {
        var found = new List<int>();
        foreach (var line in picked)
        {
            foreach (var topic in tables.NamedIn(line.Facts, line.Index))
            {
                if (!goal.Topics.Contains(topic) && !found.Contains(topic))
                {
                    found.Add(topic);
                }
            }
        }

        // "The second one", after "which medicines", is none of the illnesses that were named beside them.
        var kind = found.Where(t => goal.Ask switch
        {
            Ask.Medicines => tables.Facts[t].IsMedicine && !tables.Is(tables.Roles.Medicine, t),
            Ask.Tests => tables.Facts[t].Topic.Kind == TopicKind.Test,
            _ => true,
        }).ToList();
        found = kind.Count < 2 ? found : kind;
        return found.Count < 2 ? [] : [.. found.Select(tables.IdOf)];
    }

    // After "tell me more" a passage that has been quoted whole says nothing new.
    private static ImmutableArray<Ranked> Unsaid(ImmutableArray<Ranked> ranked, IReadOnlyCollection<string> said) =>
        said.Count == 0 ? ranked : [.. ranked.Where(r => r.Matched > 0 && r.Facts.Passage.Section.Sentences.Any(s => !said.Contains(Composed.Key(r.Facts.Passage, s))))];

    // "Nothing on hiccups in babies" says more than "nothing on babies", where we do speak of babies.
    private static string Missing(Snapshot now, Goal goal, ImmutableArray<int> missing)
    {
        var facts = now.Tables.Facts;
        var found = goal.Topics.Where(t => !missing.Contains(t) && facts[t].Topic.Kind != TopicKind.Person).Take(1).ToImmutableArray();
        return missing.All(t => facts[t].Held && facts[t].Topic.Kind == TopicKind.Person) && !found.IsEmpty
            ? now.Knowledge.English.Format("nothing-in", ("topics", Names(now.Tables, found)), ("people", Names(now.Tables, missing)))
            : now.Knowledge.English.Format("nothing-on", ("topics", Names(now.Tables, missing)));
    }

    /// <summary>Names joined for a sentence.</summary>
    public static string Names(AnswerTables tables, IEnumerable<int> topics) => string.Join(", ", topics.Select(tables.NameOf));

    /// <summary>True when a passage names a topic or something broader or narrower.</summary>
    public static bool Covers(AnswerTables tables, PassageFacts facts, int topic) =>
        facts.Topics.Any(t => t == topic || (tables.Facts[topic].Topic.Kind != TopicKind.Doctor && (tables.Facts[t].Broader.Contains(topic) || tables.Facts[topic].Broader.Contains(t))));

    private static List<(PassageFacts Facts, int Share)> Passages(AnswerTables tables, Goal goal, ImmutableArray<Ranked> ranked, ImmutableArray<int> special, Evidence evidence)
    {
        var best = ranked[0];
        var others = ranked.Skip(1)
            .Where(r => r.Score >= NearlyAsGood * best.Score && Belongs(tables, r.Facts, best.Facts, special))
            .Take(3).Select(r => r.Facts).ToList();
        var open = special.Where(t => !Covers(tables, best.Facts, t) && !others.Exists(o => Covers(tables, o, t))).ToList();
        foreach (var topic in open.Take(2))
        {
            // "How do I stop it", of anxiety: what is done about it comes before what it does.
            var near = ranked.Where(r => r.Facts.Topics.Contains(topic) && r.Matched > 0);
            if ((goal.Leans ? near.OrderBy(r => Ranking.Fit(goal.Ask, r.Facts.Passage.Section.Aspect) >= Ranking.Fitting ? 0 : 1).FirstOrDefault() : near.FirstOrDefault()) is { } other)
            {
                others.Insert(0, other.Facts);
            }
        }

        // How MS is treated is beside the point of a calf cramp, and so is an illness that nobody named beside what is told.
        bool IsBeside(PassageFacts passage) => passage != best.Facts && Ranking.IsUnnamedIllness(tables, passage, goal) && (goal.IsTold || goal.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Tests or Ask.Outlook);

        // Where like questions were answered comes next; of a question that was understood whole, the second only if it is about the
        // same, and of a bare one that follows nothing ("what are spasms?") neither: it is like too many.
        ImmutableArray<PassageFacts> asked =
        [
            .. evidence.MostAsked.Where((a, place) => a != best.Facts && !(goal.IsElsewhere(a) && a.Passage.Section.Aspect == Aspect.Causes) && ranked.Any(r => r.Facts == a) && !Ranking.LeavesOut(tables, goal, a)
                && (goal.Follows || (place == 0 && !(goal.Question.IsBare && goal.Question.Told.Length <= goal.Question.Words.Length)) || !goal.Question.Content.IsEmpty || Belongs(tables, a, best.Facts, special))),
        ];
        others.RemoveAll(asked.Contains);
        others.InsertRange(0, asked);
        others.RemoveAll(IsBeside);

        // What is told of children or in pregnancy is beside the point where neither is spoken of.
        others.RemoveAll(o => o.Topics.Any(t => tables.Facts[t] is { Held: true, Topic.Kind: TopicKind.Person } && !goal.Topics.Contains(t) && !best.Facts.Topics.Contains(t)));

        // "How to give relief", of a child's legs: what tells just that, where the best passage tells something else.
        if ((goal.Inherited || goal.Question.Topics.Any(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart)) && goal.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Tests or Ask.Help or Ask.Causes or Ask.Serious or Ask.Symptoms
            && Ranking.Fit(goal.Ask, best.Facts.Passage.Section.Aspect) < Apt && !others.Exists(o => Ranking.Fit(goal.Ask, o.Passage.Section.Aspect) >= Apt)
            && (ranked.FirstOrDefault(r => r.Matched > 0 && r.Score >= Comparable * best.Score && Ranking.Fit(goal.Ask, r.Facts.Passage.Section.Aspect) >= Apt)?.Facts ?? InGeneral(tables, goal)) is { } apt)
        {
            others.Insert(0, apt);
        }

        // A line that only explains a word says too little: "charley horse relief".
        if (others.Count == 0 && best.Facts.Sentences.Length == 1 && Beside(tables, goal, ranked) is { } beside)
        {
            others.Add(beside);
        }

        // What the best passage leaves open comes before more of the same.
        others = [.. others.OrderBy(o => special.Any(t => !Covers(tables, best.Facts, t) && Covers(tables, o, t)) ? 0 : 1)];
        var list = new List<(PassageFacts, int)> { (best.Facts, others.Count == 0 ? SentencePicker.Most : asked.Length > 1 ? 2 : 3) };

        // Of many that may be meant each says its first.
        list.AddRange(others.Select(o => (o, asked.Length > 2 && asked.Contains(o) && o != asked[^1] ? 1 : 2)));
        return list;
    }

    // What is asked of a thing of which nothing of the kind is told is told of spasms: "how is that found out", of kidney trouble.
    // That most spasms are harmless, or how they feel, says nothing of an illness.
    private static PassageFacts? InGeneral(AnswerTables tables, Goal goal) =>
        goal.Ask != goal.Question.Ask || goal.Question.Content.Length > 1 || goal.Question.Topics.Any(t => !tables.Facts[t].Subject) || (goal.Ask is Ask.Serious or Ask.Symptoms && goal.Topics.Any(t => tables.Facts[t] is { Subject: false, Topic.Kind: TopicKind.Condition })) ? null
            : tables.Passages.Where(p => p.Passage.Section.Level == OverviewLevel && p.Primary >= 0 && tables.Facts[p.Primary].Subject && Ranking.Fit(goal.Ask, p.Passage.Section.Aspect) >= Apt)
                .OrderBy(p => goal.Topics.Contains(p.Primary) ? 0 : 1).ThenBy(p => tables.Knowledge.Questions.Lists.Contains(p.Passage.Article.Id) ? 0 : 1).FirstOrDefault();

    private static PassageFacts? Beside(AnswerTables tables, Goal goal, ImmutableArray<Ranked> ranked) =>
        ranked.Skip(1)
            .Where(r => r.Matched > 0 && r.Score >= Comparable * ranked[0].Score && !r.Facts.Compares && !Ranking.LeavesOut(tables, goal, r.Facts))
            .OrderBy(r => Ranking.Fit(goal.Ask, r.Facts.Passage.Section.Aspect) >= Ranking.Fitting ? 0 : 1)
            .Select(r => r.Facts).FirstOrDefault();

    // A second passage must speak of the same thing: the question's own topics, or the best passage's.
    private static bool Belongs(AnswerTables tables, PassageFacts facts, PassageFacts best, ImmutableArray<int> special)
    {
        if (facts.Compares)
        {
            return false;
        }

        if (special.IsEmpty)
        {
            return facts.Primary == best.Primary || facts.Primary < 0 || tables.Facts[facts.Primary].Subject;
        }

        return facts.Primary == best.Primary
            || special.Any(t => facts.Topics.Contains(t) && (!tables.Facts[t].Everyday || special.All(s => tables.Facts[s].Everyday)));
    }

    private static string? Direct(Goal goal, Ranked best, ImmutableArray<int> missing)
    {
        if (!goal.YesNo || !missing.IsEmpty || best.Matched == 0 || goal.Question.Content.Length > 0)
        {
            return null;
        }

        var section = best.Facts.Passage.Section;
        return (goal.Ask, section.Aspect) switch
        {
            (Ask.Causes, Aspect.Causes) => section.Direct ?? "it-can",
            (Ask.Treatment or Ask.Medicines or Ask.Prevention, Aspect.Treatment or Aspect.Prevention) => section.Direct ?? "may-help",
            (Ask.Causes or Ask.Treatment or Ask.Medicines or Ask.Prevention, _) => null,
            _ => section.Direct is "it-can" or "may-help" ? null : section.Direct,
        };
    }
}
