using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;

namespace Spasms.Dialog.Answers;

/// <summary>Whether a short message asks, only takes note ("ok, will do") or tells of somebody's trouble, by what others wrote in talks.</summary>
internal static class FollowUpReader
{
    private const int ShortText = 100;
    private const int ShortMessage = 15;
    private const int ShortStory = 40;
    private const float Surely = 0.5f;

    // Where it names something of ours: "thank you, I can sleep now".
    private const float Beyond = 0.8f;
    private const float Hardly = 0.3f;

    /// <summary>True when what follows an answer asks nothing and only takes note.</summary>
    public static bool OnlySays(Snapshot now, DialogState state, string text)
    {
        if (state.Last is null || text.Length > ShortText || text.Contains('?'))
        {
            return false;
        }

        var read = QuestionReader.Read(now.Tables, now.Index, text);
        var plain = read.Context.IsEmpty && read.Questions.All(q => q.Topics.IsEmpty && q.Ask == Ask.Unsaid);
        return !read.Trouble && (read.IsKeywords || read.Questions.All(q => q is { Ask: Ask.Unsaid, YesNo: false }))
            && Read(now, state.Thread, read, ShortMessage) is { } shares && shares.Said >= (plain ? Surely : Beyond);
    }

    /// <summary>True when, in a talk, words that look like a report ask on: "hes got parkinsons".</summary>
    public static bool AsksOn(Snapshot now, ThreadState thread, Message message) =>
        !thread.Topics.IsEmpty && Read(now, thread, message, ShortMessage) is { } shares && shares.Told + shares.Said < Hardly;

    /// <summary>True when words that ask nothing report: "had one last night".</summary>
    public static bool Tells(Snapshot now, ThreadState thread, Message message) =>
        Read(now, thread, message, ShortStory) is { } shares && shares.Told >= Surely;

    private static FollowUpShares? Read(Snapshot now, ThreadState thread, Message message, int most) =>
        message.Length == 0 || message.Length > most || now.Knowledge.FollowUps.IsEmpty
            ? null
            : now.Knowledge.FollowUps.Vote(message.Words.AsSpan(), thread.Worded.AsSpan(), new float[now.Tables.Passages.Length]);
}
