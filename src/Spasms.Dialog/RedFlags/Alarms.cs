using System.Collections.Immutable;
using Spasms.Dialog.Privacy;
using Spasms.Dialog.Recognizers;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Talk;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.RedFlags;

/// <summary>The first step of every turn (I1): scans the message, raises the alarm, asks about an unclear sign, lets a false one go.</summary>
internal static class Alarms
{
    private const int LongestAnswer = 6;

    /// <summary>The moment with same-day advice in front, or the turn that ends here.</summary>
    public static (Moment Moment, Turn? Ended) Screen(Moment moment)
    {
        var found = IsButton(moment) || NamesQuestion(moment) ? ScanResult.None : RedFlagScan.Scan(moment.Now, Words(moment));
        found = found.Level != RedFlagLevel.None && Answers(moment) ? found.Clear() : found;
        if (found.Level < RedFlagLevel.Emergency && moment.State.Alarm is { Asked: true, Answered: true } check && !CheckBeside.IsTakenUp(moment))
        {
            var calm = CheckBeside.PassedOver(moment, check);
            if (found.Level == RedFlagLevel.None && !CheckBeside.IsHeard(calm))
            {
                return (moment, CheckBeside.Alone(moment, check));
            }

            moment = calm;
        }

        return found.Level switch
        {
            RedFlagLevel.Emergency or RedFlagLevel.Crisis => (moment, Raise(moment, found)),
            _ when moment.State.Alarm is { Asked: true } alarm => Checked(moment, alarm),
            _ when moment.State.Alarm is { } alarm && !IsMove(moment) && RedFlagReplies.IsStandDown(moment.Now, moment.Message.Text) => (moment, StandDown(moment, alarm)),
            RedFlagLevel.None when moment.State.Alarm is { Emergency: true, Repeated: null } alarm && Nods(moment, alarm) => (moment, OnceMore(moment, alarm)),
            RedFlagLevel.None or RedFlagLevel.Urgent when moment.State.Alarm is { Emergency: true } alarm && !IsMove(moment) && (Standing.AsksToWait(moment, alarm) || (alarm.Repeated is null && Standing.TellsOn(moment, alarm))) => (moment, OnceMore(moment, alarm)),
            RedFlagLevel.Ask => (moment, CheckBeside.Check(moment, found, Asked(moment, found)) ?? Ask(moment, found)),
            RedFlagLevel.Urgent => (Standing.Remind(Advise(moment, found)), null),
            _ => (Standing.Remind(moment), null),
        };
    }

    // Words of our own buttons are no cry for help: their meaning is the rules' business. Anything else that comes
    // with a press, and a press of an older question, is looked through like typed words.
    private static bool IsButton(Moment moment)
    {
        if (moment.Waiting?.Pending is not { } pending)
        {
            return false;
        }

        var text = moment.Message.Text;
        return moment.Message.Press is { } press
            ? press.Question == pending.Id && press.Turn == pending.Turn && (text.Length == 0 || Responding.Button(pending, text) is { IsEmpty: false })
            : Responding.Button(pending, text) is { IsEmpty: false };
    }

    // "Both legs swollen" where just that is asked: the rules know what it means better than a weighing of words. The
    // patterns count all the same, and so does whatever more is said than an answer.
    private static bool Answers(Moment moment) =>
        moment.Message.Press is null
        && moment.Waiting?.Pending is { } pending
        && moment.Book.Question(pending.Id) is { } question
        && (question.Stage == Stage.Screen || new Said(moment.Message.Text).Count <= LongestAnswer)
        && Reader.Of(moment.Visit, question, moment.Message.Text) is { Kind: ResponseKind.Read };

    // "Not now" to an offer declines it and takes no sign back.
    private static bool IsMove(Moment moment) =>
        moment.Waiting is not null && Moves.Of(moment.Message.Text).Move is not (Move.None or Move.Elsewhere);

    // "change my chest and breath signs": the name is ours, whatever it sounds like.
    private static bool NamesQuestion(Moment moment)
    {
        const string Change = "change ", My = "my ";
        if (moment.State.Questionnaire is null || !moment.Message.Text.AsSpan().TrimStart().StartsWith(Change, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var name = Knowledge.Text.Words.Normalise(moment.Message.Text)[Change.Length..];
        name = name.StartsWith(My, StringComparison.Ordinal) ? name[My.Length..] : name;
        return moment.Book.Questions.Any(q => Knowledge.Text.Words.Normalise(q.Name) == name);
    }

    // What was said, or what the pressed buttons said where the client sent no words.
    private static string Words(Moment moment) =>
        moment.Message is { Text.Length: 0, Press: { } press } && moment.Book.Question(press.Question) is { } question
            ? string.Join(". ", question.Options.Where(o => press.Options.Contains(o.Id)).Select(o => o.Text))
            : moment.Message.Text;

    private static Turn Raise(Moment moment, ScanResult found)
    {
        var state = moment.State with
        {
            Alarm = Remember(moment, found),
            Questionnaire = moment.State.Questionnaire is { } running ? running with { Pending = null, Ended = Urgency.Emergency } : null,
        };
        state = moment.Waiting is { Pending.Id: not "offer" } stopped ? state with { LastTriage = Floor.Stopped(moment.Message.At, stopped) } : state;
        return moment.Note("alarm " + string.Join(' ', found.Hits.Select(h => h.Family)))
            .End(state, RedFlagReplies.For(moment.Now, found, moment.State.Turns));
    }

    private static Turn Ask(Moment moment, ScanResult found) =>
        moment.Note("alarm check").End(
            moment.State with { Alarm = Asked(moment, found) with { Said = moment.Message.Press is null ? PersonalData.Remove(moment.Now.Knowledge, moment.Message.Text) : null } },
            RedFlagReplies.For(moment.Now, found, moment.State.Turns));

    // Anything but a clear no counts as yes: "not sure" is never "no". After a no the talk goes on with what was said.
    private static (Moment Moment, Turn? Ended) Checked(Moment moment, AlarmState alarm)
    {
        if (!IsClearNo(moment))
        {
            return (moment, Raise(moment, RedFlagReplies.Confirmed(moment.Now, alarm)));
        }

        var calm = moment.Note("alarm check: no") with { State = moment.State with { Alarm = alarm.Before } };
        var relief = new Writer(ReplyKind.Say).Say(moment.Now.Knowledge.English["alarm-check-no"]).Done();
        return alarm.Answered is true ? CheckBeside.Relieved(calm, relief)
            : alarm.Said is { Length: > 0 } said
            ? (calm with { Lead = [relief], Message = moment.Message with { Text = said, Press = null } }, null)
            : (calm, calm.EndAndAskAgain(calm.State, relief));
    }

    private static bool IsClearNo(Moment moment) => moment.Message.Press is { } press
        ? press.Question == RedFlagReplies.CheckQuestion && press.Options is ["no"]
        : PlainRecognizer.Instance.Read(QuestionType.YesNo, moment.Message.Text, [], moment.Message.At) is Recognizers.Reading.Truth { Yes: false };

    // "ok" or "yes" right after the advice, with nothing else waiting for it.
    private static bool Nods(Moment moment, AlarmState alarm) =>
        moment.State.Turns - alarm.Turn <= 1
        && moment.Message.Press is null
        && moment.Waiting is null
        && (SmallTalk.Find(moment.Now.Knowledge.Talk, moment.Message.Text) is { Intent: "ok" }
            || PlainRecognizer.Instance.Read(QuestionType.YesNo, moment.Message.Text, [], moment.Message.At) is Recognizers.Reading.Truth { Yes: true });

    // Small talk would leave the person with nothing to do: the advice stands a second time, and then no more.
    private static Turn OnceMore(Moment moment, AlarmState alarm) =>
        moment.Note("alarm once more").End(
            moment.State with { Alarm = alarm with { Repeated = true } },
            RedFlagReplies.For(moment.Now, RedFlagReplies.Confirmed(moment.Now, alarm), moment.State.Turns));

    // A questionnaire that the alarm had stopped goes on.
    private static Turn StandDown(Moment moment, AlarmState alarm)
    {
        var reply = RedFlagReplies.StandDown(moment.Now, alarm);
        var calm = (moment with { State = moment.State with { Alarm = null } }).Note("alarm let go");
        if (calm.State.Questionnaire is not { Ended: Urgency.Emergency } stopped)
        {
            return calm.EndAndAskAgain(calm.State, reply);
        }

        var step = Questionnaire.Resume(calm.Visit, stopped);
        return calm.End(calm.State with { Questionnaire = step.State }, [reply, .. step.Replies]);
    }

    // Said once; inside a questionnaire the sign raises the result instead, which then says why.
    private static Moment Advise(Moment moment, ScanResult found)
    {
        var known = moment.State.Alarm?.Families ?? [];
        var fresh = found.Hits.Any(h => !known.Contains(h.Family));
        var remembered = Remember(moment, found);
        var state = moment.State with { Alarm = remembered with { Families = [.. known.Union(remembered.Families)] } };
        return moment.Note("same-day sign") with { State = state, Lead = fresh ? Said(moment, found) : [] };
    }

    // An offer is no question of the questionnaire yet: whoever never takes it up must still hear the advice.
    // The danger screen asks for such signs: what it hears needs no word of its own.
    private static ImmutableArray<Reply> Said(Moment moment, ScanResult found) => moment.Waiting switch
    {
        null or { Pending.Id: "offer" } => [RedFlagReplies.For(moment.Now, found, moment.State.Turns)],
        { Pending.Id: var id } when moment.Book.Question(id) is { Stage: Stage.Screen } => [],
        _ => [Floor.Noted(moment.Now, found)],
    };

    private static AlarmState Asked(Moment moment, ScanResult found) =>
        Remember(moment, found) with { Before = moment.State.Alarm is { Asked: true } check ? check.Before : moment.State.Alarm };

    private static AlarmState Remember(Moment moment, ScanResult found) =>
        RedFlagReplies.Remember(found, moment.State.Turns) with { At = moment.Message.At };
}
