using Spasms.Dialog.Replies;

namespace Spasms.Dialog.Commands;

/// <summary>
/// What is said while the operator has switched answers off: whom to call, and nothing else. Emergencies were answered before,
/// same-day advice stands in front, and whoever wants to be forgotten still is.
/// </summary>
internal static class AnswersOff
{
    /// <summary>The turn; the state stays as it was, so that the talk goes on once answers are back.</summary>
    public static Turn Take(Moment moment) =>
        moment.Message.Press is null && CommandWords.Find(moment.Message.Text) is Command.ForgetMe && Commanding.Take(moment) is { } forgotten
            ? forgotten
            : moment.Note("answers off").End(moment.State, WhomToCall(moment.Now));

    private static Reply WhomToCall(Snapshot now)
    {
        var writer = new Writer(ReplyKind.Say).Say(now.Knowledge.English["answers-off"]);
        if (now.Country.Find("advice") is { } advice)
        {
            writer.Paragraph(writer.Slice(now.Country, advice));
        }

        if (now.Country.Find("emergency") is { } emergency)
        {
            writer.Paragraph(Writer.Own(now.Knowledge.English["help-emergency"]), writer.Slice(now.Country, emergency));
        }

        return writer.Done();
    }
}
