using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Whether a message that begins a talk and asks nothing tells of a trouble of ours or of another: "on a statin now, cholesterol is down" and "back went at the sink" both name what the articles hold.</summary>
internal static class Opening
{
    // How much likelier it has to be of our trouble than of another, by what was told and by what was asked.
    private const float Own = 1.5f;

    // From how much less likely on it is of another, though it names a part of the body or a trouble of ours; and where it names the subject by a word that is nobody else's.
    private const float Other = 0.5f;
    private const float OtherThanClear = 0.07f;

    private const float Told = 0.45f;

    /// <summary>True when words that ask nothing tell of somebody's trouble of ours, at the beginning of a talk or later.</summary>
    public static bool Tells(Snapshot now, ThreadState thread, Message message) =>
        // "My cat's leg twitches" tells of nobody.
        !message.Questions.Any(q => q.Topics.Any(t => Animals.Is(now.Tables.Facts[t])))
        && TellsOfPerson(now, thread, message);

    private static bool TellsOfPerson(Snapshot now, ThreadState thread, Message message) =>
        FollowUpReader.Tells(now, thread, message)
        || (Begins(thread) && message is { IsKeywords: true, IsAsked: false } && !message.Questions.Any(q => q.Ask == Ask.Safety)
            && FollowUpReader.Read(now, thread, message, FollowUpReader.ShortStory) is { } shares && shares.Told >= Told && IsLikelier(now, message, shares, Own));

    /// <summary>True when it names a part of the body or a trouble of ours, and is still told of another.</summary>
    public static bool TellsOfOther(Snapshot now, ThreadState thread, Message message) =>
        Begins(thread) && FollowUpReader.Read(now, thread, message, FollowUpReader.ShortStory) is { } shares
        && !NamesBoth(now.Tables, message) && !IsLikelier(now, message, shares, message.Clear ? OtherThanClear : Other);

    private static bool Begins(ThreadState thread) => thread.Topics.IsEmpty && thread.Worded.IsEmpty;

    // "The twitch under my eye comes out for dinner parties": trouble and where it is.
    private static bool NamesBoth(AnswerTables tables, Message message) =>
        message.Context.Any(t => tables.Facts[t] is { Held: true, IsTrouble: true }) && message.Context.Any(t => tables.Facts[t] is { Held: true, Topic.Kind: TopicKind.BodyPart });

    private static bool IsLikelier(Snapshot now, Message message, FollowUpShares told, float times)
    {
        var asked = now.Knowledge.Asked.Vote(message.Words.AsSpan(), new float[now.Tables.Passages.Length]);
        var other = (1 - told.Said - told.Told) * (1 - told.Ours);
        return told.Told * asked >= times * other * (1 - asked);
    }
}
