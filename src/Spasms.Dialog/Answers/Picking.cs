using System.Collections.Immutable;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>What a follow-up picks by one word of its name among what was named: "the occupational one, how would that help?", "and the electrical kind".</summary>
internal static class Picking
{
    private const int Shortest = 4;
    private const int Beginning = 6;
    private const int MostWords = 15;

    private static readonly HashSet<string> Ones = new(["one", "kind", "type", "sort", "thing", "version", "bit"], StringComparer.Ordinal);

    /// <summary>The question with what its words pick; the same question where it names something itself or picks nothing.</summary>
    public static Understood Picked(AnswerTables tables, Understood question, Message message, ThreadState thread)
    {
        if (message.Words.Length > MostWords || thread.Topics.IsEmpty || question.Topics.Any(t => !tables.Facts[t].Subject && !(question.Thread.Other && tables.Facts[t].Topic.Kind == TopicKind.BodyPart)) || question.Thread.Ordinal is not null)
        {
            return question;
        }

        var picked = ImmutableArray.CreateBuilder<int>();
        for (var i = 1; i < message.Words.Length; i++)
        {
            if (Ones.Contains(message.Words[i]) && message.Words[i - 1] is var word && word.Length >= Shortest && !tables.Small.Contains(word)
                && tables.Topics.Match([word], 0, out _) == 0 && One(tables, word, thread) is { } topic && !picked.Contains(topic))
            {
                picked.Add(topic);
            }
        }

        // "The other one with the nerves", after a test of the muscles.
        if (picked.Count == 0 && question.Thread.Other && message.Words.AsSpan().IndexOfAny("one", "test", "tablet") is >= 0 and var one && one + 2 < message.Words.Length && message.Words[one + 1] is "with" or "for" or "on" or "of" or "about"
            && One(tables, message.Words[^1], thread) is { } other)
        {
            picked.Add(other);
        }

        return picked.Count == 0 ? question : question with { Topics = [.. picked.Concat(question.Topics.Where(t => tables.Facts[t].Subject && picked.Count == 1))], Content = question.Content.RemoveAll(w => Ones.Contains(w) || picked.Any(t => Names(tables, t, w))) };
    }

    // One of what was shown or talked about, else of its kin: of the kind of something that was named, and told of in the articles.
    private static int? One(AnswerTables tables, string word, ThreadState thread)
    {
        var named = Threading.Known(tables, [.. thread.Topics, .. thread.Shown]).Where(t => !tables.Facts[t].Subject).Distinct().ToArray();
        foreach (var topic in named)
        {
            if (IsNamed(topic))
            {
                return topic;
            }
        }

        var groups = named.Select(t => (tables.Facts[t].Topic.Kind, tables.Facts[t].Topic.Group)).ToHashSet();
        var kin = Enumerable.Range(0, tables.Facts.Length).Where(t => tables.Facts[t] is { Held: true, Subject: false, Topic.Group: not null } f && groups.Contains((f.Topic.Kind, f.Topic.Group)) && IsNamed(t)).Take(2).ToArray();
        return kin is [var only] ? only : null;

        bool IsNamed(int topic) => tables.Facts[topic].Topic.Kind is not (TopicKind.Person or TopicKind.BodyPart) && Names(tables, topic, word);
    }

    private static bool Names(AnswerTables tables, int topic, string word) =>
        tables.Facts[topic].Names.Any(n => n == word || (n.Length >= Beginning && word.Length >= Beginning && n.AsSpan(0, Beginning).SequenceEqual(word.AsSpan(0, Beginning))));
}
