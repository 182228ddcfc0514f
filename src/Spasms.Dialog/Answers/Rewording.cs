using System.Collections.Immutable;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>A question in the words that it would have had alone: "and how is it treated?", after talk of dystonia, is "how is dystonia treated?".</summary>
internal static class Rewording
{
    /// <summary>The words of the question before, and of the topics that the talk gave and it doesn't name.</summary>
    public static ImmutableArray<string> Before(AnswerTables tables, Goal goal) =>
        [.. goal.Before, .. goal.Topics.Where(t => !goal.Question.Topics.Contains(t) && !tables.Facts[t].Subject && !tables.Facts[t].Names.Overlaps(goal.Before)).SelectMany(t => Fold.Text(tables.NameOf(t))).Where(w => !goal.Before.Contains(w))];

    /// <summary>The words, folded, in their order: what the talk gave stands where a pronoun stood, else at the end.</summary>
    public static ImmutableArray<string> Of(AnswerTables tables, Goal goal)
    {
        var question = goal.Question;
        ImmutableArray<string> given = [.. goal.Topics.Where(t => !question.Topics.Contains(t)).SelectMany(t => Fold.Text(tables.NameOf(t))).Where(w => !question.Told.Contains(w))];
        if (!goal.Leans)
        {
            return [.. question.Told, .. given];
        }

        var words = question.Told.AsSpan();
        var said = ImmutableArray.CreateBuilder<string>();
        var stands = given.IsEmpty;
        for (var i = tables.Pointing.About.Match(words, 0, out _); i < words.Length; i++)
        {
            var length = tables.Pointing.Pronouns.Match(words, i, out _);
            if (length == 0)
            {
                said.Add(words[i]);
                continue;
            }

            said.AddRange(stands ? [] : given);
            stands = true;
            i += length - 1;
        }

        if (question.Ask is Ask.Unsaid or Ask.Definition && goal.Ask != question.Ask)
        {
            said.AddRange(Fold.Text(Suggesting.Choice(tables.Knowledge, goal.Ask, "")));
        }

        said.AddRange(stands ? [] : given);
        return said.ToImmutable();
    }
}
