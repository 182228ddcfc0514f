using System.Buffers;
using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Dialog.Answers;

/// <summary>A passage with what speaks for it.</summary>
/// <param name="Facts">The passage.</param>
/// <param name="Score">Greater is better.</param>
/// <param name="Matched">How many of the question's own topics it names.</param>
internal sealed record Ranked(PassageFacts Facts, double Score, int Matched);

/// <summary>
/// Chooses passages, structure first: the topics of a section, then its aspect, then the words of its heading, and the
/// index's score last. Points: a topic that the section is about 4, one it also names 2, a broader or narrower one 1.5;
/// a topic of the whole subject counts half beside another one; each further topic that it names as well 1.5; the right aspect 3 (5 for getting help), a neighbouring one 1;
/// a comparison of two things loses 1.5 where no difference is asked;
/// each word shared with the heading 0.4, a small one 0.15; the index's score, scaled to its best hit,
/// up to 2, and up to 5 where no cue tells what is asked; the line that holds most of the question up to 3; the votes of
/// questions that were asked before up to 8, half for an illness that nobody named, and less than half
/// where the talk gave the topic and the cue doesn't ask for the aspect.
/// In a talk, what leaves out the thing that a follow-up names ("and coffee?") loses 4.
/// A person who is named counts a third where hardly any vote goes: "grandpa's back" is mostly about the back.
/// </summary>
internal static class Ranking
{
    /// <summary>From here on an aspect is one that was asked for (<see cref="Fit"/>).</summary>
    public const double Fitting = 1.4;

    private const int IndexHits = 20;
    private const double Together = 1.5;
    private const double Lines = 3;
    private const double Enough = 0.5;
    private const double Hardly = 0.1;
    private const double Aside = 0.3;
    private const double Asked = 8;
    private const double Unfit = 0.45;
    private const double Left = 4;
    private const double Unnamed = 0.5;

    /// <summary>The passages with any points, best first; ties go to the lower ordinal.</summary>
    public static ImmutableArray<Ranked> Of(AnswerTables tables, IPassageIndex index, Goal goal)
    {
        using var evidence = Evidence.For(tables, goal);
        return Of(tables, index, goal, evidence);
    }

    /// <summary>The same, with the lines weighed before.</summary>
    public static ImmutableArray<Ranked> Of(AnswerTables tables, IPassageIndex index, Goal goal, Evidence evidence)
    {
        // Lent, and two whole numbers for each real one: of those the framework has a pool compiled ahead.
        var room = ArrayPool<int>.Shared.Rent(2 * tables.Passages.Length);
        var byIndex = MemoryMarshal.Cast<int, double>(room.AsSpan())[..tables.Passages.Length];
        IndexScores(tables, index, goal, byIndex);
        var special = goal.Topics.Any(t => !tables.Facts[t].Subject);
        var asked = new List<AskedWord>();
        foreach (var word in goal.Question.Words.Distinct())
        {
            // A word that stands in no heading and no line has no number.
            if (tables.Words.Find(word) is var number and >= 0)
            {
                asked.Add(new AskedWord(number, tables.NeutralWords.Contains(word) ? 0.15 : 0.4));
            }
        }

        var answering = special && goal.Ask != Ask.Doctor ? [] : tables.AskTopics(goal.Ask);
        ImmutableArray<int> grave = goal.Ask == Ask.Serious ? [.. tables.LineWords(Ask.Serious).Select(w => tables.Words.Find(Fold.Word(w)))] : [];
        var turned = Turned(tables, goal);
        var ranked = new List<Ranked>();
        var near = Near(tables, goal, answering);
        foreach (var passage in tables.Passages)
        {
            if (Apart.Holds(tables, goal, passage))
            {
                continue;
            }

            // Most passages are near nothing that was named: only words or votes can speak for them.
            var votes = evidence.Asked(passage);
            var words = byIndex[passage.Passage.Ordinal];
            if (!near[passage.Passage.Ordinal] && words < 0 && votes < Enough)
            {
                continue;
            }

            var (points, matched) = TopicPoints(tables, passage, goal, special, answering, !goal.Leans && votes < Hardly ? Aside : 1);
            words = Math.Max(0, words);
            if (points <= 0 && words <= 0 && votes < Enough)
            {
                continue;
            }

            // An illness that nobody named must be hinted at by more than likeness; so must, in a talk, what its cue doesn't ask for.
            var voice = Asked * (IsUnnamedIllness(tables, passage, goal) ? Unnamed : 1)
                * (goal.Leans && goal.Ask != Ask.Unsaid && Fit(goal.Ask, passage.Passage.Section.Aspect) < Fitting ? Unfit : 1);
            points -= !turned.IsEmpty && !IsNearAny(tables, passage, turned) ? Left : 0;
            ranked.Add(new Ranked(passage, points + AspectPoints(tables, passage, goal, grave) + HeadingPoints(passage, asked) + words + (points > 0 ? Lines * evidence.Best(passage) : 0) + (voice * votes), matched));
        }

        ArrayPool<int>.Shared.Return(room);
        ranked.Sort(static (a, b) => b.Score.CompareTo(a.Score) is var order && order != 0 ? order : a.Facts.Passage.Ordinal.CompareTo(b.Facts.Passage.Ordinal));
        return [.. ranked];
    }

    /// <summary>What an aspect is worth for an ask.</summary>
    public static double Fit(Ask ask, Aspect aspect) => (ask, aspect) switch
    {
        (Ask.Definition, Aspect.Definition) => 3,
        (Ask.Definition, Aspect.Causes) => 1.2,
        (Ask.Definition, Aspect.Symptoms or Aspect.Treatment or Aspect.Tests) => 1,
        (Ask.Causes, Aspect.Causes) => 3,
        (Ask.Causes, Aspect.Definition or Aspect.WhenToGetHelp) => 1,
        (Ask.Symptoms, Aspect.Symptoms) => 3,
        (Ask.Symptoms, Aspect.Definition) => 1.8,
        (Ask.Where, Aspect.Symptoms or Aspect.Definition) => 2,
        (Ask.Duration, Aspect.Symptoms) => 2.5,
        (Ask.Duration, Aspect.Definition) => 2,
        (Ask.Tests, Aspect.Tests) => 3,
        (Ask.Treatment, Aspect.Treatment) => 3,
        (Ask.Treatment, Aspect.Prevention) => 1.8,
        (Ask.Treatment, Aspect.Tests or Aspect.Definition) => 0.8,
        (Ask.Medicines, Aspect.Treatment) => 3,
        (Ask.Prevention, Aspect.Prevention) => 3,
        (Ask.Prevention, Aspect.Treatment) => 1.8,
        (Ask.Serious, Aspect.WhenToGetHelp) => 4,
        (Ask.Serious, Aspect.Definition) => 1.6,
        (Ask.Serious, Aspect.Symptoms or Aspect.Causes) => 1.4,
        (Ask.Help or Ask.Doctor, Aspect.WhenToGetHelp) => 5,
        (Ask.Outlook, Aspect.Definition) => 1.5,
        (Ask.Outlook, Aspect.Treatment) => 1,
        (Ask.Difference, Aspect.Definition) => 3,
        (Ask.Safety, Aspect.Treatment) => 2,
        (Ask.Unsaid, Aspect.Definition) => 2,
        (Ask.Unsaid, Aspect.Causes or Aspect.Treatment or Aspect.Tests) => 1.8,
        (Ask.Unsaid, Aspect.Prevention or Aspect.Symptoms) => 1.5,
        (Ask.Treatment or Ask.Prevention or Ask.Medicines or Ask.Tests, Aspect.WhenToGetHelp) => -2,
        (Ask.Treatment or Ask.Prevention, Aspect.Causes) => -2.5,
        (Ask.Causes, Aspect.Treatment) => -0.5,
        _ => 0,
    };

    private static double AspectPoints(AnswerTables tables, PassageFacts passage, Goal goal, ImmutableArray<int> grave)
    {
        var points = Fit(goal.Ask, passage.Passage.Section.Aspect);
        if (goal.Ask is Ask.Definition or Ask.Unsaid && passage.Primary >= 0 && goal.Topics.Contains(passage.Primary))
        {
            points = Math.Max(points, ByKind(tables.Facts[passage.Primary].Topic.Kind, passage.Passage.Section.Aspect));
        }

        if (goal.Ask == Ask.Doctor && passage.Primary >= 0 && tables.Facts[passage.Primary].Topic.Kind == TopicKind.Doctor)
        {
            points += 4;
        }

        if (goal.Ask == Ask.Medicines && passage.Primary >= 0 && (tables.Facts[passage.Primary].IsMedicine || tables.Is(tables.Roles.Medicine, passage.Primary)))
        {
            points += 1.5;
        }

        // "How long" and "where" are asked in the words of the heading; "is it serious" in those of a line.
        points += goal.Ask switch
        {
            Ask.Duration when passage.Heading.Contains("long") => 3,
            Ask.Where when passage.Heading.Contains("where") => 2,
            Ask.Serious when HasLineOf(passage, grave) => 2.5,
            _ => 0,
        };
        return goal.Ask != Ask.Difference && passage.Compares ? points - 1.5 : points;
    }

    // What a medicine, a test or a cause "is" stands where it is told what it does.
    private static double ByKind(TopicKind kind, Aspect aspect) => (kind, aspect) switch
    {
        (TopicKind.Medicine or TopicKind.MedicineGroup or TopicKind.Therapy, Aspect.Treatment) => 3,
        (TopicKind.Test, Aspect.Tests) => 3,
        (TopicKind.Cause, Aspect.Causes) => 3,
        _ => 0,
    };

    // The passages, by ordinal, that have points for some topic.
    private static BitArray Near(AnswerTables tables, Goal goal, ImmutableArray<int> answering)
    {
        var near = new BitArray(tables.Passages.Length);
        foreach (var topic in goal.Topics.AsSpan())
        {
            Mark(topic);
        }

        foreach (var topic in answering.AsSpan())
        {
            Mark(topic);
        }

        return near;

        void Mark(int topic)
        {
            foreach (var ordinal in tables.NearTo(topic, Nearness))
            {
                near[ordinal] = true;
            }
        }
    }

    private static (double Points, int Matched) TopicPoints(AnswerTables tables, PassageFacts passage, Goal goal, bool special, ImmutableArray<int> answering, double person)
    {
        double points = 0;
        var matched = 0;
        foreach (var topic in goal.Topics)
        {
            var worth = Nearness(tables, passage, topic);
            if (worth >= 2)
            {
                matched++;
            }

            points += worth * (tables.Facts[topic].Subject && special ? 0.5 : Weight(tables.Facts[topic].Topic.Kind)) * (tables.Facts[topic].Topic.Kind == TopicKind.Person ? person : 1);
        }

        foreach (var topic in answering)
        {
            points += Nearness(tables, passage, topic);
        }

        // What is written for pregnant women or children is for others only when nothing else is.
        if (points > 0 && IsForOthers(tables, passage, goal))
        {
            points -= 2;
        }

        if (matched > 1)
        {
            points += Together * (matched - 1);
        }

        // A section about something that nobody asked for is a worse answer to a question about the whole subject.
        if (points > 0 && !special && passage.Primary >= 0 && !tables.Facts[passage.Primary].Subject && !goal.Topics.Contains(passage.Primary))
        {
            points -= 0.8;
        }

        return (points, matched);
    }

    /// <summary>What a follow-up names itself ("and coffee?", "any exercises") is what it now turns to: a passage of something else leaves it out.</summary>
    public static bool LeavesOut(AnswerTables tables, Goal goal, PassageFacts passage) =>
        (Turned(tables, goal) is { IsEmpty: false } turned && !IsNearAny(tables, passage, turned)) || IsElsewhere(tables, goal, passage);

    // "No, I meant my neck": what is about the back alone is about something else.
    private static bool IsElsewhere(AnswerTables tables, Goal goal, PassageFacts passage) =>
        goal.Follows && passage.Primary >= 0 && tables.Facts[passage.Primary].Topic.Kind == TopicKind.BodyPart
        && goal.Question.Topics.Where(t => tables.Facts[t].Topic.Kind == TopicKind.BodyPart).ToImmutableArray() is { IsEmpty: false } parts && !IsNearAny(tables, passage, parts);

    private static ImmutableArray<int> Turned(AnswerTables tables, Goal goal) =>
        goal.Follows ? [.. goal.Question.Topics.Where(t => tables.Facts[t] is { Subject: false, Held: true, Topic.Kind: not (TopicKind.Person or TopicKind.BodyPart or TopicKind.Doctor or TopicKind.Symptom) } or { Subject: false, Held: true, Everyday: false, Topic.Kind: TopicKind.Symptom })] : [];

    /// <summary>True when a passage is about an illness that nobody named.</summary>
    public static bool IsUnnamedIllness(AnswerTables tables, PassageFacts passage, Goal goal) =>
        passage.Primary >= 0 && tables.Facts[passage.Primary] is { Subject: false, Topic.Kind: TopicKind.Condition } && !goal.Topics.IsEmpty && !goal.Topics.Contains(passage.Primary);

    /// <summary>True when a passage is written for somebody whom nobody named: in pregnancy, for children.</summary>
    public static bool IsForOthers(AnswerTables tables, PassageFacts passage, Goal goal)
    {
        foreach (var topic in passage.Topics)
        {
            if (tables.Facts[topic].Topic.Kind == TopicKind.Person && !goal.Topics.Contains(topic))
            {
                return true;
            }
        }

        return false;
    }

    // A named medicine, test or therapy is what the question is about; a body part is mostly where.
    private static double Weight(TopicKind kind) => kind switch
    {
        TopicKind.Medicine or TopicKind.MedicineGroup or TopicKind.Test or TopicKind.Therapy or TopicKind.Person => 1.5,
        TopicKind.Condition or TopicKind.Cause or TopicKind.Substance or TopicKind.Nutrient => 1.2,
        TopicKind.BodyPart or TopicKind.Doctor => 0.8,
        _ => 1,
    };

    private static double Nearness(AnswerTables tables, PassageFacts passage, int topic)
    {
        if (passage.Primary == topic)
        {
            return 4;
        }

        if (passage.Topics.Contains(topic))
        {
            return 2;
        }

        if (passage.Primary < 0)
        {
            return 0;
        }

        return tables.Facts[passage.Primary].Broader.Contains(topic) || tables.Facts[topic].Broader.Contains(passage.Primary) ? 1.5 : 0;
    }

    private static bool IsNearAny(AnswerTables tables, PassageFacts passage, ImmutableArray<int> topics)
    {
        foreach (var topic in topics)
        {
            if (Nearness(tables, passage, topic) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLineOf(PassageFacts passage, ImmutableArray<int> words)
    {
        foreach (var line in passage.Sentences)
        {
            foreach (var word in words)
            {
                if (line.Contains(word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static double HeadingPoints(PassageFacts passage, List<AskedWord> asked)
    {
        double points = 0;
        foreach (var (word, worth) in asked)
        {
            points += passage.Heading.Contains(word) ? worth : 0;
        }

        return points;
    }

    // What each passage's words are worth, by ordinal; less than nothing where the index didn't find it.
    private static void IndexScores(AnswerTables tables, IPassageIndex index, Goal goal, Span<double> scores)
    {
        var terms = ImmutableArray.CreateBuilder<QueryTerm>();
        foreach (var word in goal.Question.Words)
        {
            terms.Add(new QueryTerm(word, tables.NeutralWords.Contains(word) ? 0.3 : 1));
        }

        foreach (var topic in goal.Topics)
        {
            foreach (var word in Spasms.Knowledge.Text.Words.Of(tables.NameOf(topic)))
            {
                terms.Add(new QueryTerm(word.Value, 0.5));
            }
        }

        var hits = index.Search(new Query(terms.ToImmutable(), AspectOf(goal.Ask)), IndexHits);
        var best = hits.IsEmpty ? 1 : hits[0].Score;
        // Without a cue for what is asked, the words must tell.
        var most = goal.Ask == Ask.Unsaid ? 5.0 : 2.0;
        scores.Fill(-1);
        foreach (var hit in hits)
        {
            scores[hit.Passage.Ordinal] = best > 0 ? most * hit.Score / best : 0;
        }
    }

    private static Aspect? AspectOf(Ask ask) => ask switch
    {
        Ask.Definition => Aspect.Definition,
        Ask.Causes => Aspect.Causes,
        Ask.Symptoms or Ask.Where or Ask.Duration => Aspect.Symptoms,
        Ask.Tests => Aspect.Tests,
        Ask.Treatment or Ask.Medicines or Ask.Safety => Aspect.Treatment,
        Ask.Prevention => Aspect.Prevention,
        Ask.Help or Ask.Doctor or Ask.Serious => Aspect.WhenToGetHelp,
        _ => null,
    };

    private readonly record struct AskedWord(int Word, double Worth);
}
