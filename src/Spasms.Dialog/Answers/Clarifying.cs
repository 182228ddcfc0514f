using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What the bot asks back when a question is ours but leaves out about what, or what: at most three choices.</summary>
internal static class Clarifying
{
    private const int FewWords = 4;
    private const int PartWords = 2;
    private const int ShortMessage = 7;
    private static readonly ImmutableArray<Ask> Common = [Ask.Causes, Ask.Symptoms, Ask.Tests, Ask.Treatment, Ask.Prevention];
    private static readonly ImmutableArray<Ask> Asks = [Ask.Causes, Ask.Treatment, Ask.Help];

    /// <summary>The choices; null when the question is no such question.</summary>
    public static AnswerOutcome? Write(Snapshot now, Goal goal, Message message, ThreadState thread)
    {
        var tables = now.Tables;
        var question = goal.Question;
        if (question.Elsewhere || !question.Content.IsEmpty || message.Length > ShortMessage || message.Length > question.Words.Length)
        {
            return null;
        }

        // "How is it treated?" with nothing before it.
        if (goal.Topics.IsEmpty && goal.Ask != Ask.Unsaid && (question.Thread.Pronoun || (question.Words.Length <= FewWords && Common.Contains(goal.Ask))))
        {
            ImmutableArray<int> topics = [.. tables.Roles.Choices.Where(tables.TopicOf.ContainsKey).Select(id => tables.TopicOf[id])];
            var reply = new Writer(ReplyKind.Clarify).Say(now.Knowledge.English.Format("clarify-what", ("topics", Or(topics.Select(tables.NameOf))))).Done();
            return new AnswerOutcome(
                [reply with { Suggestions = Suggesting.Choices(now, goal.Ask, topics) }],
                thread with { Ask = goal.Ask, Shown = [.. topics.Select(tables.IdOf)], Misses = 0 },
                false,
                ["clarify what"]);
        }

        // "My neck", and no more.
        if (goal.Topics.Length == 1 && question.Words.Length <= PartWords && tables.Facts[goal.Topics[0]] is { Held: true, Topic.Kind: TopicKind.BodyPart } part)
        {
            var reply = new Writer(ReplyKind.Clarify).Say(now.Knowledge.English.Format("clarify-part", ("part", part.Topic.Name))).Done();
            var spasm = now.Knowledge.English.Format("spasm-of", ("part", part.Topic.Name));
            return new AnswerOutcome(
                [reply with { Suggestions = [.. Asks.Select(a => Suggesting.Choice(now.Knowledge, a, spasm))] }],
                thread with { Topics = [tables.IdOf(goal.Topics[0])], Misses = 0 },
                false,
                ["clarify part"]);
        }

        return null;
    }

    private static string Or(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all[..^1]) + " or " + all[^1];
    }
}
