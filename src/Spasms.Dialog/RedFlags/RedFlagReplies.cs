using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.RedFlags;

/// <summary>What the bot says to a red flag: the number first, what to do, and why; never the person's own words.</summary>
public static class RedFlagReplies
{
    /// <summary>Id of the question that an unclear sign leads to; anything but a clear no counts as yes.</summary>
    public const string CheckQuestion = "alarm-check";

    // Families for which the poison line knows more.
    private static readonly string[] s_poisons = ["overdose", "poison"];

    /// <summary>The reply to a scan that found something. Kind Emergency, Advise (same day) or Ask.</summary>
    /// <param name="now">The newest snapshot.</param>
    /// <param name="found">A result whose level is not None.</param>
    /// <param name="turn">The turn in which it is said: a question carries it.</param>
    public static Reply For(Snapshot now, ScanResult found, int turn) => found.Level switch
    {
        RedFlagLevel.Crisis => Crisis(now, found),
        RedFlagLevel.Emergency => Emergency(now, found),
        RedFlagLevel.Urgent => SameDay(now, found),
        _ => Check(now, found, turn),
    };

    /// <summary>What is then taken as found, when the person says yes, or nothing clear, to <see cref="CheckQuestion"/>.</summary>
    public static ScanResult Confirmed(Snapshot now, AlarmState alarm)
    {
        var level = alarm.Families.Contains(CrisisFamily(now)) ? RedFlagLevel.Crisis : RedFlagLevel.Emergency;
        return new ScanResult(level, [.. alarm.Families.Select(f => new FlagHit(f, level, 0, 0, FlagPerson.Self, false))]);
    }

    /// <summary>What the conversation remembers of the result.</summary>
    public static AlarmState Remember(ScanResult found, int turn) => new()
    {
        Families = [.. found.Hits.Select(h => h.Family)],
        Turn = turn,
        Asked = found.Level == RedFlagLevel.Ask,
        Emergency = found.Level >= RedFlagLevel.Emergency ? true : null,
    };

    /// <summary>
    /// True when a message after an alarm explains it away ("it was a figure of speech", "I'm fine", "just asking").
    /// Never true for a message that itself holds a sign ("no, I can't breathe").
    /// </summary>
    public static bool IsStandDown(Snapshot now, string text)
    {
        if (RedFlagScan.Scan(now, text).Level != RedFlagLevel.None)
        {
            return false;
        }

        var (words, reading) = RedFlagScan.Read(now, text);
        for (var i = 0; i < words.Count; i++)
        {
            if (reading.Is(Cue.StandDown, i) && reading.DeniedBy[i] == -1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Repeats the safety line and lets the alarm go.</summary>
    public static Reply StandDown(Snapshot now, AlarmState alarm)
    {
        var writer = new Writer(ReplyKind.Say).Say(now.Knowledge.English["alarm-stand-down"]);
        var crisis = alarm.Families.Contains(CrisisFamily(now));
        Line(now, writer, crisis ? "crisis" : "emergency", now.Knowledge.English[crisis ? "alarm-if-crisis" : "alarm-if-it-happens"]);
        return writer.Done();
    }

    /// <summary>That what was said still holds, in one line.</summary>
    public static Reply Still(Snapshot now, AlarmState alarm)
    {
        var writer = new Writer(ReplyKind.Say);
        Line(now, writer, alarm.Families.Contains(CrisisFamily(now)) ? "crisis" : "emergency", now.Knowledge.English["alarm-still"]);
        return writer.Done();
    }

    /// <summary>The same-day advice once more, to somebody who wants no questions.</summary>
    /// <param name="now">The newest snapshot.</param>
    /// <param name="families">The signs told of.</param>
    /// <param name="lead">What is said before it.</param>
    public static Reply SameDayAgain(Snapshot now, ImmutableArray<RedFlagFamily> families, string lead)
    {
        var writer = new Writer(ReplyKind.Advise).Say(lead);
        Line(now, writer, "advice");
        Advice(now, writer, families);
        Line(now, writer, "emergency", now.Knowledge.English["alarm-if-worse"]);
        return writer.Done() with { Urgency = Urgency.Urgent, Rules = [.. families.Select(f => f.Id)] };
    }

    private static Reply Emergency(Snapshot now, ScanResult found)
    {
        var writer = new Writer(ReplyKind.Emergency);
        Line(now, writer, "emergency");
        var shown = Of(now, found, found.Level);
        Advice(now, writer, shown);
        if (shown.Any(f => s_poisons.Contains(f.Id)))
        {
            Line(now, writer, "poison");
        }

        Why(now, writer, found, shown);
        return writer.Done() with { Urgency = Urgency.Emergency, Rules = Rules(found) };
    }

    private static Reply Crisis(Snapshot now, ScanResult found)
    {
        var own = now.Knowledge.English;
        var writer = new Writer(ReplyKind.Emergency);
        var harm = Of(now, found, RedFlagLevel.Emergency);
        var other = found.Hits[0].Person == FlagPerson.Other;

        // Something was taken or done already: the ambulance comes first, and the words stay calm.
        if (harm.Length > 0)
        {
            Line(now, writer, "emergency");
            Advice(now, writer, harm);
        }

        writer.Say(own[other ? "alarm-crisis-other" : "alarm-crisis"]);
        Line(now, writer, "crisis");
        if (harm.Length == 0)
        {
            Line(now, writer, "emergency", own["alarm-crisis-danger"]);
        }

        Advice(now, writer, Of(now, found, RedFlagLevel.Crisis));
        writer.Say(own["alarm-crisis-talk"]);
        return writer.Done() with { Urgency = Urgency.Emergency, Rules = Rules(found) };
    }

    private static Reply SameDay(Snapshot now, ScanResult found)
    {
        var writer = new Writer(ReplyKind.Advise);
        var shown = Of(now, found, RedFlagLevel.Urgent);
        Line(now, writer, "advice");
        Advice(now, writer, shown);
        Why(now, writer, found, shown);
        Line(now, writer, "emergency", now.Knowledge.English["alarm-if-worse"]);
        return writer.Done() with { Urgency = Urgency.Urgent, Rules = Rules(found) };
    }

    private static Reply Check(Snapshot now, ScanResult found, int turn)
    {
        var own = now.Knowledge.English;
        var family = now.Knowledge.RedFlags.Find(found.Hits[0].Family);
        var crisis = family?.Id == CrisisFamily(now);
        var writer = new Writer(ReplyKind.Ask)
            .Say(crisis ? own["alarm-check-crisis"] : own.Format("alarm-check", ("sign", family?.Name ?? "")));
        Line(now, writer, crisis ? "crisis" : "emergency", own["alarm-check-yes"]);
        ImmutableArray<AskedOption> options =
        [
            new("yes", own["alarm-yes"]),
            new("no", own["alarm-no"]),
            new("not_sure", own["alarm-not-sure"]),
        ];
        return writer.Done() with { Question = new AskedQuestion(CheckQuestion, QuestionType.YesNo, options, turn) };
    }

    /// <summary>Id of the family that speaks of self-harm; empty where there is none.</summary>
    internal static string CrisisFamily(Snapshot now)
    {
        foreach (var pattern in now.Knowledge.RedFlags.Lexicon.Patterns)
        {
            if (pattern.Level == RedFlagLevel.Crisis)
            {
                return now.Knowledge.RedFlags.Families[pattern.Family].Id;
            }
        }

        return "";
    }

    private static ImmutableArray<RedFlagFamily> Of(Snapshot now, ScanResult found, RedFlagLevel level) =>
        [.. found.Hits.Where(h => h.Level == level).Select(h => now.Knowledge.RedFlags.Find(h.Family)).OfType<RedFlagFamily>()];

    private static ImmutableArray<string> Rules(ScanResult found) =>
        [.. found.Hits.Where(h => h.Level > RedFlagLevel.Ask).Select(h => h.Family)];

    private static void Line(Snapshot now, Writer writer, string entry, string? lead = null)
    {
        if (now.Country.Find(entry) is not { } line)
        {
            return;
        }

        var slice = writer.Slice(now.Country, line);
        if (lead is null)
        {
            writer.Paragraph(slice);
        }
        else
        {
            writer.Paragraph(Writer.Own(lead), slice);
        }
    }

    // Two families at most: a person in need reads no list.
    private static void Advice(Snapshot now, Writer writer, ImmutableArray<RedFlagFamily> families)
    {
        if (families.Length > 0)
        {
            writer.Paragraph([.. families.Take(2).Select(f => writer.Slice(new Citation("triage", f.Id, f.Advice, f.Name, now.Knowledge.RedFlags.Hash)))]);
        }
    }

    private static void Why(Snapshot now, Writer writer, ScanResult found, ImmutableArray<RedFlagFamily> shown)
    {
        if (shown is [{ Id: RedFlagScan.ManySigns }, ..] && !found.Heard.IsEmpty)
        {
            writer.Say(now.Knowledge.English.Format("alarm-why-heard", ("signs", string.Join(", ", found.Heard))));
        }
        else if (shown.Length > 0)
        {
            var phrase = found.Hits[0].Person == FlagPerson.Other ? "alarm-why-other" : "alarm-why";
            writer.Say(now.Knowledge.English.Format(phrase, ("sign", shown[0].Name)));
        }
    }
}
