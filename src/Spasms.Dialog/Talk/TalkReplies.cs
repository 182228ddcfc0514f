using Spasms.Dialog.Commands;
using Spasms.Dialog.Answers;
using Spasms.Dialog.Replies;
using Spasms.Knowledge.Phrases;

namespace Spasms.Dialog.Talk;

/// <summary>What the bot says to small talk and to other languages.</summary>
internal static class TalkReplies
{
    /// <summary>The answer to small talk.</summary>
    public static Reply To(Snapshot now, SmallTalkHit hit) =>
        new Writer(ReplyKind.SmallTalk).Say(now.Knowledge.English[hit.Phrase]).Done() with { Suggestions = Starters.Of(now) };

    /// <summary>In the person's own language: only English here, and whom to call. In English where that language has no words.</summary>
    public static Reply InOtherLanguage(Snapshot now, string tag)
    {
        var book = now.Knowledge.Phrases.GetValueOrDefault(tag) is { } own && own.Texts.ContainsKey(Phrase) ? own : now.Knowledge.English;
        return new Writer(ReplyKind.Abstain).Say(book.Format(Phrase, ("number", EmergencyNumber(now)))).Done() with { Language = book.Language };
    }

    private const string Phrase = "other-language";

    // 112 reaches the emergency services from mobile phones nearly everywhere (GSM and EU rule).
    private static string EmergencyNumber(Snapshot now) => now.Country.Find("emergency")?.Number ?? "112";
}
