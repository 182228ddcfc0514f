using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a question wants left out of its answer: "what other tests", after one; "what helps without pills"; "what comes before that".</summary>
internal static class Apart
{
    private static readonly HashSet<string> Pronouns = new(["it", "that", "this", "them", "those", "these", "either", "both", "they"], StringComparer.Ordinal);

    /// <summary>The topics that are left out: those that the question denies, or those of the talk of which it wants others.</summary>
    public static ImmutableArray<int> Of(AnswerTables tables, Goal goal, ImmutableArray<int> before)
    {
        var question = goal.Question;
        ImmutableArray<int> denied = goal.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention || question.Thread.Other ? question.Denied : [];
        var known = goal is { Inherited: true, More: false } && (question.Thread.Other || Points(question) || question.IsMilder) && goal.Ask is Ask.Treatment or Ask.Medicines or Ask.Prevention or Ask.Tests or Ask.Causes
            ? before.Where(t => !tables.Facts[t].Subject && !tables.Is(tables.Roles.Medicine, t) && tables.Facts[t].Topic.Kind is not (TopicKind.Person or TopicKind.BodyPart or TopicKind.Symptom) && (goal.Ask == Ask.Causes || tables.Facts[t].Topic.Kind != TopicKind.Condition))
            : [];
        return [.. denied.Concat(known).Where(t => !goal.Topics.Contains(t)).Distinct()];
    }

    /// <summary>True when a passage is about what is left out.</summary>
    public static bool Holds(AnswerTables tables, Goal goal, PassageFacts passage) =>
        passage.Primary >= 0
        && (goal.Apart.Contains(passage.Primary)
            || (goal is { Ask: Ask.Causes, Question.IsMilder: true } && Ranking.IsUnnamedIllness(tables, passage, goal))
            || (goal.Apart.Any(t => tables.Is(tables.Roles.Medicine, t)) && tables.Facts[passage.Primary].IsMedicine));

    /// <summary>True when a question leaves out what was talked about: "without it", "apart from those", "before that", "instead".</summary>
    public static bool Points(Understood question)
    {
        var words = question.Words;
        for (var i = 0; i < words.Length; i++)
        {
            var leaves = words[i] is "without" or "before" or "beside" or "besides"
                || (i > 0 && (words[i - 1], words[i]) is ("apart" or "aside", "from") or ("other" or "rather", "than") or ("instead", "of"));
            if ((leaves && i + 1 < words.Length && Pronouns.Contains(words[i + 1])) || (i > 0 && i + 1 == words.Length && words[i] == "instead"))
            {
                return !words.Any(w => w is "happen" or "happens");
            }
        }

        return false;
    }
}
