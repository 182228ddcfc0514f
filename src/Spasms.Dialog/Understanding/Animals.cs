using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Understanding;

/// <summary>
/// Tells whether an animal is what a message is about, or only stands in a person's story: "walking the dog last night my calf
/// locked up". Of an animal's trouble the articles hold nothing; a person's must not be refused for a dog beside it.
/// </summary>
internal static class Animals
{
    // "My lower left leg", and not "my boy's legs".
    private const int Reach = 3;

    private static readonly HashSet<string> Which = new(["left", "right", "lower", "upper", "whole", "own", "both", "poor", "bad", "sore", "inner", "outer", "big", "little", "old", "entire", "other", "good"], StringComparer.Ordinal);

    /// <summary>True for a topic that stands for animals.</summary>
    public static bool Is(TopicFacts facts) => facts is { Held: false, Topic.Kind: TopicKind.Person };

    /// <summary>True when an animal is named and the trouble is a person's own.</summary>
    public static bool AreAside(AnswerTables tables, ImmutableArray<Segment> segments)
    {
        var named = segments.Where(s => Names(tables, s.Words.AsSpan(), Is)).ToImmutableArray();
        return !named.IsEmpty
            && (segments.Any(s => SaysMy(tables, s.Words.AsSpan()))
                || (!segments.Any(s => s.Words.Any(IsOther)) && segments.Except(named).Any(s => s.Words.Any(w => w is "i" or "ive" or "im" or "me") && Names(tables, s.Words.AsSpan(), IsTold))));
    }

    private static bool IsOther(string word) => word is "he" or "hes" or "she" or "shes" or "it" or "its" or "him" or "his" or "her" or "their";

    private static bool IsTold(TopicFacts facts) => facts is { Held: true } and ({ IsTrouble: true } or { Topic.Kind: TopicKind.BodyPart });

    private static bool SaysMy(AnswerTables tables, ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var after = i + 1; words[i] == "my" && after <= i + Reach && after < words.Length; after++)
            {
                if (tables.Topics.Match(words, after, out var topic) > 0)
                {
                    if (IsTold(tables.Facts[topic]))
                    {
                        return true;
                    }

                    break;
                }

                if (!Which.Contains(words[after]))
                {
                    break;
                }
            }
        }

        return false;
    }

    private static bool Names(AnswerTables tables, ReadOnlySpan<string> words, Func<TopicFacts, bool> which)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (tables.Topics.Match(words, i, out var topic) > 0 && which(tables.Facts[topic]))
            {
                return true;
            }
        }

        return false;
    }
}
