using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Phrases;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>What a person who was forgotten is told: how much of each kind went, when, and when the last copy of it goes.</summary>
internal static class Receipt
{
    /// <summary>As the last reply of the talk.</summary>
    public static Reply Of(PhraseBook words, Forgotten gone, DateTimeOffset at, int backupDays)
    {
        var writer = new Writer(ReplyKind.Say);
        foreach (var line in Lines(words, gone, at, backupDays))
        {
            writer.Say(line);
        }

        return writer.Done();
    }

    /// <summary>Line by line.</summary>
    /// <param name="words">In whose language.</param>
    /// <param name="gone">What was removed.</param>
    /// <param name="at">When.</param>
    /// <param name="backupDays">Days until the last backup that holds it is gone; 0: there are none.</param>
    public static ImmutableArray<string> Lines(PhraseBook words, Forgotten gone, DateTimeOffset at, int backupDays) =>
    [
        words.Format("forgotten-receipt", ("date", Date(at, "d MMMM yyyy HH:mm 'UTC'")), ("chats", Text(gone.Conversations)), ("messages", Text(gone.Activities)), ("notes", Text(gone.Notes))),
        backupDays > 0 ? words.Format("forgotten-backups", ("date", Date(at.AddDays(backupDays), "d MMMM yyyy"))) : words["forgotten-no-backups"],
    ];

    private static string Date(DateTimeOffset at, string form) => at.UtcDateTime.ToString(form, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
