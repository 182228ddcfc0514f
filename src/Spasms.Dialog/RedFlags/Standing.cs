using Spasms.Dialog.Answers;
using Spasms.Dialog.Commands;
using Spasms.Dialog.State;
using Spasms.Dialog.Talk;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.RedFlags;

/// <summary>An emergency that was told of and not taken back: whoever asks whether it can wait hears the advice again, and what comes next doesn't let it be forgotten.</summary>
internal static class Standing
{
    // So many turns after the alarm are begun with it.
    private const int Turns = 2;
    private const int LongestQuestion = 25;

    // Later than this a question about waiting is one about something else.
    private const int Lasting = 6;

    private static readonly HashSet<string> Waits = new(
        ["wait", "waiting", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "morning", "tonight", "later", "overreacting", "exaggerating", "necessary", "really", "bother", "hospital", "ambulance", "911", "999", "112", "111", "drive", "pass", "sure"],
        StringComparer.Ordinal);

    /// <summary>True when a message asks whether the advice need be followed: "is it ok to wait until Monday?", "do I really need to call?"</summary>
    public static bool AsksToWait(Moment moment, AlarmState alarm) =>
        Since(moment, alarm) is > 0 and <= Lasting && IsFree(moment)
        && Read(moment) is { IsAsked: true, Length: <= LongestQuestion } read
        && (read.Words.Any(Waits.Contains) || read.Questions.Any(q => q.Ask is Ask.Help or Ask.Serious && q.Topics.All(t => moment.Now.Tables.Facts[t].Topic.Kind == TopicKind.Doctor)));

    /// <summary>True when words right after the advice ask nothing and are no civility: "thanks, I feel weak on the stairs too", "no bleeding, the baby moves".</summary>
    public static bool TellsOn(Moment moment, AlarmState alarm) =>
        Since(moment, alarm) == 1 && IsFree(moment)
        && SmallTalk.Find(moment.Now.Knowledge.Talk, moment.Message.Text) is null && !FollowUpReader.OnlySays(moment.Now, moment.State, moment.Message.Text)
        && OtherLanguage.Find(moment.Now.Knowledge.Talk, moment.Now.Index, moment.Message.Text) is null
        && Read(moment) is { IsAsked: false } read && (read.IsKeywords || read.Trouble);

    /// <summary>The moment, with the advice in front where an emergency stands that was told of just before.</summary>
    public static Moment Remind(Moment moment) =>
        moment.State.Alarm is { Emergency: true } alarm && Since(moment, alarm) is > 0 and <= Turns && IsFree(moment)
            ? moment.Note("alarm stands") with { Lead = [RedFlagReplies.Still(moment.Now, alarm), .. moment.Lead] }
            : moment;

    private static int Since(Moment moment, AlarmState alarm) => moment.State.Turns - alarm.Turn;

    // An offer is no question of the questionnaire yet.
    private static bool IsFree(Moment moment) =>
        moment.Message.Press is null && moment.Waiting is null or { Pending.Id: "offer" } && CommandWords.Find(moment.Message.Text) is null;

    private static Message Read(Moment moment) => QuestionReader.Read(moment.Now.Tables, moment.Now.Index, moment.Message.Text);
}
