using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Dialog.Answers;

/// <summary>Whether a short message asks, only takes note ("ok, will do") or tells of somebody's trouble, by what others wrote in talks.</summary>
internal static class FollowUpReader
{
    /// <summary>The most words of what is read as told of oneself.</summary>
    public const int ShortStory = 60;

    private const int ShortText = 100;
    private const int ShortMessage = 15;

    private const float Surely = 0.5f;

    // Of what is told; less where it names a trouble of ours or a part of the body: "toes lock over each other in bed".
    private const float Told = 0.55f;
    private const float Likely = 0.45f;

    // Where some of its words could also ask: "treatment for neck spasm".
    private const float Plainly = 0.7f;

    // Where it names something of ours: "thank you, I can sleep now".
    private const float Beyond = 0.8f;
    private const float Hardly = 0.3f;

    // Where it also thanks.
    private const float Thanked = 0.35f;

    private static readonly HashSet<string> Assents = new(["ok", "okay", "right", "alright", "fine", "cool", "great", "good", "lovely", "sure", "yes", "yeah", "then", "so", "and", "i", "we", "thanks", "cheers", "ta"], StringComparer.Ordinal);

    // "Will do", "I'll ring them"; "will it help", "will get worse" and "I'll never cope" are none.
    private static readonly HashSet<string> Deeds = new(["do", "try", "ring", "call", "tell", "ask", "see", "book", "phone", "speak", "mention", "let", "pass"], StringComparer.Ordinal);
    private static readonly HashSet<string> OwnDeeds = new(
        ["get", "keep", "give", "go", "look", "talk", "check", "make", "have", "show", "start", "read", "drink", "stretch", "buy", "pick", "note", "remember", "bear", "write", "discuss", "arrange", "sort", "contact", "visit", "watch", "message", "email", "leave", "put"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Thanks = new(["thanks", "thank", "thankyou", "thx", "thanx", "ty", "tysm", "cheers", "ta", "appreciate", "appreciated"], StringComparer.Ordinal);
    private static readonly HashSet<string> Farewells = new(["bye", "goodbye", "byebye", "cya", "farewell", "cheerio"], StringComparer.Ordinal);
    private static readonly HashSet<string> Askings = new(
        [
            "what", "whats", "wat", "how", "hwo", "why", "when", "where", "who", "which", "can", "could", "does", "dose", "did", "is", "are", "was", "were", "am", "has", "should", "would", "or", "any", "more", "explain", "about",
            "need", "help", "not", "never", "dont", "cant", "die", "but", "if",
        ],
        StringComparer.Ordinal);

    /// <summary>True when what follows an answer asks nothing and only takes note.</summary>
    public static bool OnlySays(Snapshot now, DialogState state, string text)
    {
        if (state.Last is null || text.Length > ShortText || text.Contains('?'))
        {
            return false;
        }

        var words = Words.Of(text).Select(w => w.Value).ToArray();
        var read = QuestionReader.Read(now.Tables, now.Index, text);
        // "Thanks, I feel weak climbing stairs too" tells of a sign.
        if (read.Trouble || (words.Any(w => w is "i" or "im" or "ive" or "my" or "he" or "hes" or "she" or "shes") && read.Questions.SelectMany(q => q.Topics).Concat(read.Context).Any(t => now.Tables.Facts[t] is { Held: true, Subject: false, Topic.Kind: TopicKind.Symptom })))
        {
            return false;
        }

        var (plain, thanks) = (read.Context.IsEmpty && read.Questions.All(q => q.Topics.IsEmpty && q.Ask == Ask.Unsaid), read.Context.IsEmpty && Thank(words));
        return (read.Context.IsEmpty && Promises(words)) || Leaves(words, read)
            // "Back to the anxiety, anything other than yoga" asks for others.
            || (!read.Questions.Any(q => q.Thread.Other) && (thanks || read.IsKeywords || read.Questions.All(q => q is { Ask: Ask.Unsaid, YesNo: false }))
                && Read(now, state.Thread, read, ShortMessage) is { } shares && shares.Said >= (thanks ? Thanked : plain ? Surely : Beyond));
    }

    // "That's scary but thanks" asks nothing either.
    private static bool Thank(string[] words) =>
        words.Any(Thanks.Contains) && !words.Where((w, at) => !(w == "but" && at + 1 < words.Length && Thanks.Contains(words[at + 1]))).Any(w => Askings.Contains(w) || w is "will" or "have" or "do" or "tell");

    // "Perfect, that's my homework done. Bye."
    private static bool Leaves(string[] words, Message read) => words.Length > 0 && Farewells.Contains(words[^1]) && !read.IsAsked && read.Context.IsEmpty && read.Questions.All(q => q.Topics.IsEmpty);

    // "Ok will ring them", "right I'll tell her": what somebody is going to do.
    private static bool Promises(string[] words) =>
        !words.Any(Askings.Contains) && words.SkipWhile(Assents.Contains).Take(2).ToArray() is [var will, var deed]
        && ((will is "will" or "ill" or "gonna" && Deeds.Contains(deed)) || (will is "ill" or "gonna" && OwnDeeds.Contains(deed)));

    /// <summary>True when, in a talk, words that look like a report ask on: "hes got parkinsons".</summary>
    public static bool AsksOn(Snapshot now, ThreadState thread, Message message) =>
        !thread.Topics.IsEmpty && Read(now, thread, message, ShortMessage) is { } shares && shares.Told + shares.Said < Hardly;

    /// <summary>True when words that ask nothing report: "had one last night".</summary>
    public static bool Tells(Snapshot now, ThreadState thread, Message message) =>
        !message.IsAsked && !message.Questions.Any(q => q.Ask == Ask.Safety || q.Thread.Correction)
        && Read(now, thread, message, ShortStory) is { } shares && shares.Told >= (!message.IsKeywords ? Plainly : NamesTrouble(now.Tables, message) ? Likely : Told);

    private static bool NamesTrouble(AnswerTables tables, Message message) =>
        !message.Elsewhere && message.Questions.SelectMany(q => q.Topics).Concat(message.Context)
            .Any(t => tables.Facts[t] is { Held: true, IsTrouble: true } or { Held: true, Topic.Kind: TopicKind.BodyPart });

    /// <summary>What the words may be; null where there are none, more than some, or nothing to compare them with.</summary>
    public static FollowUpShares? Read(Snapshot now, ThreadState thread, Message message, int most) =>
        message.Length == 0 || message.Length > most || now.Knowledge.FollowUps.IsEmpty
            ? null
            : now.Knowledge.FollowUps.Vote(message.Words.AsSpan(), thread.Worded.AsSpan(), new float[now.Tables.Passages.Length]);
}
