using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.RedFlags;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.Triage;

/// <summary>
/// Why a result can't end lower than a level, whatever the answers are: a sign in the person's own words means the
/// same day, and a second questionnaire within a week is no self-care. Answers never take either away.
/// </summary>
internal static class Floor
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>The level below which the result can't end.</summary>
    public static Urgency Of(Visit visit, QuestionnaireState state) =>
        !visit.Flags.IsEmpty ? Urgency.Urgent : IsSecond(state) ? Urgency.Routine : Urgency.SelfCare;

    /// <summary>The signs told of lately and not taken back; one that the bot has only asked about is none yet.</summary>
    public static ImmutableArray<RedFlagFamily> Flags(Moment moment) =>
        moment.State.Alarm is { Asked: false } alarm && (alarm.At is not { } at || moment.Message.At - at <= Soon)
            ? [.. alarm.Families.Select(moment.Now.Knowledge.RedFlags.Find).OfType<RedFlagFamily>()]
            : [];

    /// <summary>The newest that is known: of this conversation, or told by the host.</summary>
    public static EndedTriage? Newest(Moment moment) => (moment.State.LastTriage, moment.Message.LastTriage) switch
    {
        ({ } here, { } elsewhere) => here.At >= elsewhere.At ? here : elsewhere,
        var (here, elsewhere) => here ?? elsewhere,
    };

    /// <summary>The one before, when it ended soon before this message.</summary>
    public static EndedTriage? Earlier(Visit visit) =>
        visit.LastTriage is { } last && visit.Message.At - last.At <= Soon ? last : null;

    /// <summary>What is to be remembered of a questionnaire that ends with this step; null when it does not.</summary>
    public static EndedTriage? Ended(DateTimeOffset at, TriageStep step) =>
        step.State is { Ended: { } level } state && step.Replies.Any(r => r.Urgency is not null) ? new EndedTriage(at, level, Who(state)) : null;

    /// <summary>The same for one that an alarm has stopped.</summary>
    public static EndedTriage Stopped(DateTimeOffset at, QuestionnaireState state) => new(at, Urgency.Emergency, Who(state));

    /// <summary>Ids that stand among the rules of the result.</summary>
    public static IEnumerable<string> Ids(Visit visit, QuestionnaireState state) =>
        visit.Flags.Select(f => f.Id).Concat(IsSecond(state) ? [Questionnaire.SecondCheck] : []);

    /// <summary>The reasons, as they follow "because you said that".</summary>
    public static IEnumerable<string> Reasons(Visit visit, QuestionnaireState state)
    {
        var words = visit.Now.Knowledge.English;
        return visit.Flags.Select(f => words.Format("triage-because-flag", ("sign", f.Name)))
            .Concat(IsSecond(state) ? [words.Format("triage-because-second", ("when", When(visit, state.Earlier!)))] : []);
    }

    /// <summary>Says at the start that this is a second time.</summary>
    public static Reply Remind(Visit visit, EndedTriage earlier) => Flow.Say(visit, "triage-second", ("when", When(visit, earlier)));

    /// <summary>Says that a sign was heard while another question waits; the result gives the advice.</summary>
    public static Reply Noted(Snapshot now, ScanResult found) => new Writer(ReplyKind.Say)
        .Say(now.Knowledge.English.Format("triage-noted", ("sign", now.Knowledge.RedFlags.Find(found.Hits[0].Family)?.Name ?? "")))
        .Done();

    // Two people, two troubles: a parent who asks for a child after asking for themselves asks for the first time.
    private static bool IsSecond(QuestionnaireState state) =>
        state.Earlier is { } earlier && (earlier.Who is null || Who(state) is not { } who || who == earlier.Who);

    private static string? Who(QuestionnaireState state) =>
        state.Responses.FirstOrDefault(r => r.Question == Person.Question && r.Kind == ResponseKind.Read)?.Options.FirstOrDefault();

    private static string When(Visit visit, EndedTriage earlier)
    {
        var words = visit.Now.Knowledge.English;
        var days = (int)Math.Max(0, (visit.Message.At - earlier.At).TotalDays);
        return days switch
        {
            0 => words["triage-lately"],
            1 => words["triage-one-day-ago"],
            _ => words.Format("triage-days-ago", ("n", days.ToString(CultureInfo.InvariantCulture))),
        };
    }
}
