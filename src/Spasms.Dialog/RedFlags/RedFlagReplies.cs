using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Dialog.RedFlags;

/// <summary>What the bot says to a red flag: the number first, what to do, and why; never the person's own words.</summary>
public static class RedFlagReplies
{
    /// <summary>Id of the question that an unclear sign leads to; anything but a clear no counts as yes.</summary>
    public const string CheckQuestion = "alarm-check";

    /// <summary>The reply to a scan that found something. Kind Emergency, Advise (same day) or Ask.</summary>
    /// <param name="now">The newest snapshot.</param>
    /// <param name="found">A result whose level is not None.</param>
    /// <param name="turn">The turn in which it is said: a question carries it.</param>
    public static Reply For(Snapshot now, ScanResult found, int turn) => new(ReplyKind.Emergency, []);

    /// <summary>What the conversation remembers of the result.</summary>
    public static AlarmState Remember(ScanResult found, int turn) => new();

    /// <summary>
    /// True when a message after an alarm explains it away ("it was a figure of speech", "I'm fine", "just asking").
    /// Never true for a message that itself holds a sign ("no, I can't breathe").
    /// </summary>
    public static bool IsStandDown(Snapshot now, string text) => false;

    /// <summary>Repeats the safety line and lets the alarm go.</summary>
    public static Reply StandDown(Snapshot now, AlarmState alarm) => new(ReplyKind.Say, []);
}
