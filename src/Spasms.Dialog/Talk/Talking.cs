using Spasms.Dialog.Answers;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Talk;

/// <summary>The step that answers civilities and other languages; whatever else stands in a message goes on to the answers.</summary>
internal static class Talking
{
    private const int MostClosing = 100;

    // "Treatment options. Bye." still asks.
    private const int LeastSaid = 4;
    private static readonly SmallTalkHit Noted = new("ok", "talk-ok");

    /// <summary>The turn, or null when the message is about something and in English.</summary>
    public static Turn? Take(Moment moment)
    {
        var (now, text) = (moment.Now, moment.Message.Text);
        if (moment.Message.Press is not null)
        {
            return null;
        }

        if (SmallTalk.Find(now.Knowledge.Talk, text) is { } hit && !(hit.Intent is "what-are-you" or "what-can-you-do" or "test" && PointsBack(moment)) && !(hit.Intent is "not-understood" or "ok" or "yes-alone" && GoesOn(moment)))
        {
            return moment.Note("small talk " + hit.Intent).EndAndAskAgain(moment.State, TalkReplies.To(now, hit));
        }

        // Thanks beside advice that leads are no end of the story: what was told is gone into.
        if (moment.Lead.IsEmpty && FollowUpReader.OnlySays(now, moment.State, text))
        {
            return moment.Note("takes note").EndAndAskAgain(moment.State, TalkReplies.To(now, Noted));
        }

        if (Closes(moment) is { } closing)
        {
            return moment.Note("small talk " + closing.Intent).EndAndAskAgain(moment.State, TalkReplies.To(now, closing));
        }

        return OtherLanguage.Find(now.Knowledge.Talk, now.Index, text) is { } tag
            ? moment.Note("language " + tag).EndAndAskAgain(moment.State, TalkReplies.InOtherLanguage(now, tag))
            : null;
    }

    // "That is my whole outline. Bye.", after an answer: words that ask nothing and name nothing, and a farewell behind a stop.
    private static SmallTalkHit? Closes(Moment moment)
    {
        var text = moment.Message.Text.AsSpan().TrimEnd(" .!\n").ToString();
        var stop = text.LastIndexOfAny(['.', '!', ',', '\n']);
        if (moment.State.Last is null || !moment.Lead.IsEmpty || stop <= 0 || text.Length > MostClosing || text.Contains('?')
            || SmallTalk.Find(moment.Now.Knowledge.Talk, text[(stop + 1)..]) is not { Intent: "bye" } hit)
        {
            return null;
        }

        var read = QuestionReader.Read(moment.Now.Tables, moment.Now.Index, text[..stop]);
        return !read.Trouble && read.Context.IsEmpty && read.IsKeywords && read.Length >= LeastSaid && read.Questions.All(q => q is { Topics.IsEmpty: true, Ask: Ask.Unsaid, Thread.Back: false }) ? hit : null;
    }

    // "Then what?" and "go on", after an answer, ask on.
    private static bool GoesOn(Moment moment)
    {
        var words = Words.Of(moment.Message.Text).Select(w => w.Value).ToArray();
        return !moment.State.Thread.Topics.IsEmpty && (words.Any(w => w is "then" or "next") || moment.Now.Tables.Pointing.More.Match(words, 0, out _) == words.Length);
    }

    // "How does it work?" after an answer about a treatment means the treatment, not the bot.
    private static bool PointsBack(Moment moment) =>
        !moment.State.Thread.Topics.IsEmpty
        && Words.Of(moment.Message.Text).Any(w => w.Value is "it" or "its" or "that" or "this" or "they" or "them");
}
