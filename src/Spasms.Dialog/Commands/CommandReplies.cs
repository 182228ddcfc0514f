using System.Collections.Immutable;
using Spasms.Dialog.Answers;
using Spasms.Dialog.Replies;

namespace Spasms.Dialog.Commands;

/// <summary>What the bot says to the commands that need no more than words.</summary>
internal static class CommandReplies
{
    /// <summary>What the bot can and can't do, with things to try.</summary>
    /// <param name="now">The newest snapshot.</param>
    /// <param name="asking">True while a question of the questionnaire waits: what can be written there comes first.</param>
    public static Reply Help(Snapshot now, bool asking)
    {
        var phrases = now.Knowledge.English;
        var writer = new Writer(ReplyKind.Say);
        if (asking)
        {
            writer.Say(phrases["help-asking"]).List(Lines(phrases["help-asking-moves"]));
        }

        writer.Say(phrases["help-intro"]).List(Lines(phrases["help-moves"]));
        return WithEmergency(writer, now).Done() with { Suggestions = Starters.Of(now) };
    }

    /// <summary>The articles by title.</summary>
    public static Reply Topics(Snapshot now) =>
        new Writer(ReplyKind.Say)
            .Say(now.Knowledge.English["topics-intro"])
            .List(now.Knowledge.Articles.Select(a => ImmutableArray.Create(Writer.Own(a.Title))))
            .Done() with { Suggestions = Starters.Of(now) };

    /// <summary>That files are not looked at.</summary>
    public static Reply FilesUnseen(Snapshot now) =>
        WithEmergency(new Writer(ReplyKind.Say).Say(now.Knowledge.English["files-unseen"]), now).Done();

    /// <summary>What is kept, how long, and how to have it removed.</summary>
    public static Reply MyData(Snapshot now) => Words(now, "my-data");

    /// <summary>That everything of this person goes.</summary>
    public static Reply Forgotten(Snapshot now) => Words(now, "forgotten");

    /// <summary>What the bot is and is not.</summary>
    public static Reply Terms(Snapshot now) =>
        WithEmergency(new Writer(ReplyKind.Say).Say(now.Knowledge.English["terms"]), now).Done();

    /// <summary>That the talk begins anew.</summary>
    public static Reply StartedOver(Snapshot now) => Words(now, "started-over") with { Suggestions = Starters.Of(now) };

    /// <summary>That there is nothing to stop, repeat or go back to.</summary>
    public static Reply NothingTo(Snapshot now) => Words(now, "nothing-to-do") with { Suggestions = Starters.Of(now) };

    /// <summary>That a button of an older question changes nothing any more.</summary>
    public static Reply Stale(Snapshot now) => Words(now, "stale-button");

    private static IEnumerable<ImmutableArray<Span>> Lines(string phrase) => phrase
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => ImmutableArray.Create(Writer.Own(line)));

    private static Reply Words(Snapshot now, string phrase) =>
        new Writer(ReplyKind.Say).Say(now.Knowledge.English[phrase]).Done();

    private static Writer WithEmergency(Writer writer, Snapshot now) =>
        now.Country.Find("emergency") is { } entry
            ? writer.Paragraph(Writer.Own(now.Knowledge.English["help-emergency"]), writer.Slice(now.Country, entry))
            : writer;
}
