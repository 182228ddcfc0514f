using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>
/// Whether to answer: one sum over named signs, each with a weight of calibration.yaml, learnt by logistic regression from the
/// questions of tests/search that should be answered and those that should be refused. From 0 up the bot answers.
/// </summary>
internal static class Confidence
{
    private const double Many = 4;
    private const double LongQuestion = 30;
    private const int LongMessage = 15;
    private const double MostOdds = 6;
    private const double Unthinkable = 1e-6;

    /// <summary>The names of the signs, in the order of <see cref="Signs"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "start", "coverage", "subject", "shared-subject", "ours", "everyday-only", "nothing-named", "given-by-talk", "points-back",
        "strange-words", "strange-words-alone", "strange-share", "known-words", "elsewhere", "nothing-asked", "help-asked", "definition-asked",
        "of-muscles", "subject-around", "named-together", "best-line", "best-passage", "not-held", "illness-only", "warning-asked", "long",
        "common-only", "several-topics", "yes-no", "foreign-around", "bare-help", "short", "plain-strange", "odd-strange", "first-topic-leads",
        "elsewhere-around", "ours-around", "elsewhere-alone", "medicine", "test", "therapy", "nutrient", "illness", "sign", "part", "person", "cause",
        "everyday-strange", "bare", "short-strange", "shared-beside-body", "line-of-topics", "somebody", "pure", "pure-asked", "pure-means", "long-without-subject", "pure-everyday",
        "asked-ours", "asked-surely", "asked-hardly", "asked-odds", "asked-odds-long", "asked-first",
        "in-talk", "in-talk-asked", "in-talk-words", "follows-odds", "follows-named-odds",
    ];

    /// <summary>True when a question is one that the articles answer.</summary>
    public static bool Suffices(Snapshot now, Goal goal, Message message, Evidence evidence)
    {
        var facts = now.Tables.Facts;

        // Of what no article holds, and of a person's pet, there is nothing to say, however near the words are.
        if (!goal.Topics.IsEmpty && (goal.Topics.All(t => !facts[t].Held) || goal.Topics.Any(t => Animals.Is(facts[t]))))
        {
            return false;
        }

        // "How is it treated?", with nothing before it.
        if (goal.Topics.IsEmpty && goal.Question.Content.IsEmpty)
        {
            return false;
        }

        if (now.Tables.Deciding is not { } weights)
        {
            return goal.Topics.Any(t => facts[t].Held) && goal.Question.Coverage >= now.Knowledge.Questions.Calibration.Ours;
        }

        return Sum(weights, Signs(now, goal, message, evidence)) >= 0;
    }

    /// <summary>What speaks for answering less what speaks against it.</summary>
    public static double Sum(ImmutableArray<double> weights, double[] signs)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * signs[i];
        }

        return sum;
    }

    /// <summary>The signs of a question, each about 0 to 1.</summary>
    public static double[] Signs(Snapshot now, Goal goal, Message message, Evidence evidence)
    {
        var tables = now.Tables;
        var question = goal.Question;
        var own = question.Topics;
        var facts = tables.Facts;
        string[] unknown = [.. question.Content.Where(w => !now.Index.Knows(w))];
        var (strange, odd) = (unknown.Length, unknown.Count(w => !tables.Plain.Contains(w)));
        var subject = question.Clear;
        var shared = !subject && own.Any(t => facts[t].Subject);
        var body = own.Any(t => facts[t].Topic.Kind is TopicKind.BodyPart or TopicKind.Person);
        var pure = !own.IsEmpty && question.Content.IsEmpty && !question.Elsewhere;
        var everyday = !own.IsEmpty && own.All(t => facts[t].Everyday && !facts[t].Subject);
        // Asked questions stand alone: what leans on the talk is like none of them.
        var alone = goal.Leans ? 0.0 : 1;
        return
        [
            1,
            question.Coverage / 100.0,
            Is(subject),
            Is(shared),
            Is(own.Any(t => facts[t] is { Held: true, Everyday: false, Subject: false })),
            Is(everyday),
            Is(own.IsEmpty),
            Is(goal.Inherited),
            Is(question.Thread.Back),
            Share(strange),
            subject ? 0 : Share(strange),
            strange / Math.Max(1.0, question.Words.Length),
            Share(question.Content.Length - strange),
            Is(question.Elsewhere),
            Is(goal.Ask == Ask.Unsaid),
            Is(goal.Ask is Ask.Help or Ask.Serious),
            Is(goal.Ask == Ask.Definition),
            Is(message.OfMuscles),
            Is(message.Context.Any(t => facts[t].Subject)),
            Is(own.Length > 1 && facts[own[0]].Passages.Any(p => own.All(tables.Passages[p].Topics.Contains))),
            evidence.Most,
            BestPassage(now, question),
            Is(goal.Topics.Any(t => !facts[t].Held)),
            Is(!goal.Topics.IsEmpty && goal.Topics.All(t => facts[t] is { Everyday: true, Topic.Kind: TopicKind.Condition or TopicKind.Person })),
            Is(own.Any(t => Abstaining.HasWarning(tables, t)) && goal.Ask is Ask.Help or Ask.Serious or Ask.Symptoms or Ask.Definition or Ask.Difference),
            Math.Min(question.Words.Length, LongQuestion) / LongQuestion,
            Is(!own.IsEmpty && own.All(t => Abstaining.IsCommon(tables, t))),
            Is(own.Length > 1),
            Is(goal.YesNo),
            Is(message.ForeignContext),
            Is(question.IsBare && goal.YesNo),
            Is(question.Words.Length <= 3),
            Share(strange - odd),
            Share(odd),
            Is(own.Length > 0 && question.Words.Length > 0 && facts[own[0]].Names.Contains(question.Words[0])),
            Is(message.Elsewhere && !question.Elsewhere),
            Is(message.Context.Any(t => facts[t] is { Held: true, Everyday: false, Subject: false })),
            Is(question.Elsewhere && !subject),
            Kind(TopicKind.Medicine, TopicKind.MedicineGroup),
            Kind(TopicKind.Test, TopicKind.Test),
            Kind(TopicKind.Therapy, TopicKind.Therapy),
            Kind(TopicKind.Nutrient, TopicKind.Substance),
            Kind(TopicKind.Condition, TopicKind.Condition),
            own.Any(t => facts[t] is { Subject: false, Topic.Kind: TopicKind.Symptom }) ? 1 : 0,
            Kind(TopicKind.BodyPart, TopicKind.BodyPart),
            Kind(TopicKind.Person, TopicKind.Doctor),
            Kind(TopicKind.Cause, TopicKind.Activity),
            everyday ? Share(strange) : 0,
            Is(question.IsBare),
            Is(question.Words.Length <= 5 && strange > 0),
            Is(shared && body),
            BestLine(tables, evidence, goal.Topics),
            Is(question.Words.Any(w => w is "i" or "im" or "my" or "me" or "he" or "she" or "his" or "her")),
            Is(pure),
            Is(pure && goal.Ask != Ask.Unsaid),
            Is(pure && own.Any(t => facts[t].IsMedicine || facts[t].Topic.Kind is TopicKind.Therapy or TopicKind.Test or TopicKind.Nutrient)),
            Is(message.Length > LongMessage && !message.Clear),
            Is(pure && everyday),
            alone * evidence.Ours,
            alone * Math.Max(0, evidence.Ours - 0.9) * 10,
            alone * Math.Max(0, 0.7 - evidence.Ours),
            alone * Odds(evidence.Ours),
            message.Length > LongMessage ? alone * Odds(evidence.Ours) : 0,
            alone * evidence.First,
            Is(goal.InTalk),
            (1 - alone) * Odds(evidence.Ours),
            goal.InTalk && own.IsEmpty ? Share(question.Content.Length) : 0,
            goal.Follows && !goal.Leans && own.IsEmpty ? Odds(evidence.Follows) : 0,
            goal.Follows && !goal.Leans && !own.IsEmpty ? Odds(evidence.Follows) : 0,
        ];

        double Kind(TopicKind one, TopicKind other)
        {
            foreach (var topic in own)
            {
                if (facts[topic].Topic.Kind is var kind && (kind == one || kind == other))
                {
                    return 1;
                }
            }

            return 0;
        }
    }

    // How many times likelier ours than not, on a scale that treats both alike.
    private static double Odds(double share) =>
        Math.Clamp(Math.Log(Math.Max(share, Unthinkable) / Math.Max(1 - share, Unthinkable)), -MostOdds, MostOdds) / MostOdds;

    private static double Is(bool sign) => sign ? 1 : 0;

    private static double Share(int count) => Math.Min(count, Many) / Many;

    // What the best line about some topics holds of the question.
    private static double BestLine(AnswerTables tables, Evidence evidence, ImmutableArray<int> topics)
    {
        var best = 0.0;
        foreach (var topic in topics)
        {
            foreach (var passage in tables.Facts[topic].Passages)
            {
                best = Math.Max(best, evidence.Best(tables.Passages[passage]));
            }
        }

        return best;
    }

    // The index's best score as a share of all that the words could have had, unknown ones included; three fields can each give it.
    private static double BestPassage(Snapshot now, Understood question)
    {
        var words = question.Words.Where(w => !now.Tables.NeutralWords.Contains(w) && !now.Tables.Small.Contains(w)).Distinct().ToArray();
        if (words.Length == 0)
        {
            return 0;
        }

        var hits = now.Index.Search(Query.Of(words), 1);
        return hits.IsEmpty ? 0 : Math.Min(1, hits[0].Score / words.Sum(now.Index.Idf) / 3);
    }
}
