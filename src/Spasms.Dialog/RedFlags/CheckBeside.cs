using System.Collections.Immutable;
using Spasms.Dialog.Privacy;
using Spasms.Dialog.Recognizers;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Talk;
using Spasms.Dialog.Triage;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// What somebody asks with a sign that is hardly meant ("had tablets, had injections, when do they operate") is answered, and the
/// check stands before the answer with all that is to be done. A yes, "not sure" or anything in between takes it up; who goes on
/// and is answered has read it; after anything else it is put alone.
/// </summary>
internal static class CheckBeside
{
    /// <summary>Check and answer; null where nothing is answered. A misspelt sign and thoughts of self-harm are asked about alone.</summary>
    public static Turn? Check(Moment moment, ScanResult found, AlarmState remembered)
    {
        if (moment.Message is not { Press: null, AnswersAreOff: false, HasFiles: false } || moment.Waiting is { Pending.Id: not "offer" }
            || found.Hits.Any(h => h.Corrected || h.Family == RedFlagReplies.CrisisFamily(moment.Now)))
        {
            return null;
        }

        var turn = DialogEngine.Answer(Discreet(moment.Note("alarm check beside an answer")));
        ImmutableArray<Reply> answers = [.. turn.Replies.Where(IsAnswer)];
        return answers.IsEmpty ? null : turn with
        {
            State = turn.State with { Alarm = remembered with { Answered = true }, Questionnaire = moment.State.Questionnaire },
            Replies = [RedFlagReplies.For(moment.Now, found, moment.State.Turns) with { Kind = ReplyKind.Say, Question = null }, .. answers],
        };
    }

    /// <summary>True when a message says yes or no to the check, or neither clearly.</summary>
    public static bool IsTakenUp(Moment moment)
    {
        if (moment.Message.Press is { } press)
        {
            return press.Question == RedFlagReplies.CheckQuestion;
        }

        var text = moment.Message.Text;
        return PlainRecognizer.Instance.Read(QuestionType.YesNo, text, [], moment.Message.At) switch
        {
            // "Ok thanks" and "I have tried heat too, what else" begin like a yes.
            Recognizers.Reading.Truth { Yes: true } => SmallTalk.Find(moment.Now.Knowledge.Talk, text) is null or { Intent: "yes-alone" } && OfferReader.Read(text) == OfferReply.Yes,
            Recognizers.Reading.Truth or Recognizers.Reading.NotSure or Recognizers.Reading.Ambiguous => true,
            _ => false,
        };
    }

    /// <summary>The moment without the check; what was remembered before it stands again.</summary>
    public static Moment PassedOver(Moment moment, AlarmState check) =>
        moment.Note("alarm check passed over") with { State = moment.State with { Alarm = check.Before } };

    /// <summary>True when a message gets more than a refusal or a word about ourselves: its writer goes on with the talk.</summary>
    public static bool IsHeard(Moment moment) =>
        moment.Message.Press is not null
        || (moment.Message is { AnswersAreOff: false, HasFiles: false }
            && !IsAmount(moment)
            && DialogEngine.TakeSafe(Discreet(moment)).Replies.Any(r => IsAnswer(r) || r.Kind is ReplyKind.SmallTalk or ReplyKind.Ask));

    /// <summary>The check by itself, with its buttons.</summary>
    public static Turn Alone(Moment moment, AlarmState check)
    {
        var asked = new ScanResult(RedFlagLevel.Ask, [.. check.Families.Select(f => new FlagHit(f, RedFlagLevel.Ask, 0, 0, FlagPerson.Self, false))]);
        return moment.Note("alarm check put alone").End(moment.State with { Alarm = check with { Answered = null } }, RedFlagReplies.For(moment.Now, asked, moment.State.Turns));
    }

    /// <summary>After a clear no: what else stands in the message is answered, and trouble that was told is offered the questionnaire.</summary>
    public static (Moment Moment, Turn? Ended) Relieved(Moment calm, Reply relief)
    {
        if (calm.Message.Press is null && OfferReader.Read(calm.Message.Text) == OfferReply.NoAndAsks)
        {
            return (calm with { Lead = [relief] }, null);
        }

        if (calm.State is not { Questionnaire: null, Story.Length: > 0 })
        {
            return (calm, calm.EndAndAskAgain(calm.State, relief));
        }

        var offer = Questionnaire.Offer(calm.Visit, calm.State.Story);
        return (calm, calm.End(calm.State with { Questionnaire = offer.State }, [relief, .. offer.Replies]));
    }

    // "About 20" says how many.
    private static bool IsAmount(Moment moment) =>
        QuestionReader.Read(moment.Now.Tables, moment.Now.Index, moment.Message.Text) is { IsAsked: false } read
        && read.Words.Any(w => char.IsAsciiDigit(w[0])) && read.Context.IsEmpty && read.Questions.All(q => q.Topics.IsEmpty);

    private static Moment Discreet(Moment moment) =>
        moment with { Message = moment.Message with { Text = PersonalData.Remove(moment.Now.Knowledge, moment.Message.Text) } };

    private static bool IsAnswer(Reply reply) => reply.Kind is ReplyKind.Answer or ReplyKind.Partial;
}
