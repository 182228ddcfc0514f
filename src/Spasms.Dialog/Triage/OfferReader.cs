using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Triage;

/// <summary>What was written to the offer of the questionnaire.</summary>
internal enum OfferReply
{
    /// <summary>Neither yes nor no: a question, or something told.</summary>
    Other,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>No, and a question: "no first tell me, is it the nerve".</summary>
    NoAndAsks,
}

/// <summary>
/// Reads replies to the offer. People go on talking where they are offered something: "ok but what causes it" is a question and no
/// yes, "ok cool" takes note; so what stands behind the first word counts as much as the word.
/// </summary>
internal static class OfferReader
{
    // Alone or together these say yes, with what may stand around them.
    private static readonly HashSet<string> Agreeing = new(
        [
            "yes", "yeah", "yep", "yup", "ya", "yea", "yah", "yeh", "yess", "yh", "ye", "aye", "y", "sure", "ok", "okay", "okey", "oki", "okie", "k", "alright", "alrite", "aight", "please", "pls", "plz",
            "absolutely", "definitely", "definately", "certainly", "course", "gladly", "ask", "start", "begin", "shoot", "fire", "bet", "indeed", "haan", "ji", "deal", "fine", "yas", "yessir", "ready", "proceed", "continue",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Around = new(
        [
            "go", "ahead", "on", "for", "it", "do", "that", "this", "then", "lets", "let", "us", "away", "of", "would", "id", "like", "love", "to", "be", "great", "good", "help", "helpful", "very", "much", "so", "the", "some", "your", "questions", "question",
            "thanks", "thank", "you", "ta", "mate", "hun", "man", "bro", "dear", "sir", "now", "well", "oh", "ah", "um", "umm", "er", "hmm", "lol", "haha", "i", "im", "me", "my", "he", "she", "we", "they", "says", "said", "think", "ill", "will", "answer", "them",
            "suppose", "guess", "might", "as", "dokie", "dokey", "doke", "up", "happy", "all", "ears", "works", "sounds", "soudns", "wouldnt", "mind", "may", "can", "if", "want", "need", "needed", "why", "not", "when", "are", "guest", "quick", "quickly", "a", "few", "please", "just", "same", "appreciate", "any", "time", "by", "means", "too", "carry",
        ],
        StringComparer.Ordinal);

    private static readonly string[] AgreeingPhrases =
    [
        "go on", "go ahead", "go for it", "fire away", "ask away", "why not", "be my guest", "all ears", "im up for", "that works", "works for me", "ready when you are", "sounds good", "soudns good", "id like that", "i would like that",
        "wouldnt mind", "would not mind", "might as well", "i suppose so", "suppose so", "i guess so", "do it", "do that", "lets do", "lets go", "you may", "you can", "okie dokie", "i do", "i would", "that would be", "thatd be", "carry on", "if you want", "if you like",
    ];

    // Alone they only take note.
    private static readonly HashSet<string> Noting = new(["ah ok", "oh ok", "ok cool", "oh okay", "ah okay", "right", "oh right", "ah right", "ok then thanks", "ok thanks", "okay thanks", "ok thank you", "okay thank you", "ok ta", "ok great thanks"], StringComparer.Ordinal);

    private static readonly HashSet<string> Denying = new(["no", "nope", "nah", "na", "nay", "never", "nty", "noo", "nooo", "non"], StringComparer.Ordinal);

    private static readonly string[] DenyingPhrases =
    [
        "rather not", "not for me", "not just now", "not now", "not right now", "not today", "not yet", "not really", "not keen", "not interested", "not needed", "not necessary", "no need", "no thanks", "leave it", "leave that", "maybe later", "another time", "another day", "some other time", "later maybe", "maybe tomorrow",
        "im good", "im fine", "im ok", "im okay", "im alright", "im all right", "dont want", "doesnt want", "dont need", "doesnt need", "do not want", "dont bother", "dont worry", "wont bother", "shant bother", "cant be bothered", "pass", "skip it", "give it a miss", "dont think so", "do not think so", "i dont", "id rather",
    ];

    private static readonly HashSet<string> Asking = new(
        [
            "what", "whats", "wat", "wats", "how", "hows", "hwo", "when", "where", "wheres", "who", "whos", "which", "can", "could", "cud", "does", "dose", "is", "isnt", "are", "arent", "should", "shud", "shoud", "shall", "did", "was", "were", "anything", "anyone",
            "tell", "explain", "why", "do", "will", "would", "has", "have", "am", "any",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Openers = new(["well", "um", "umm", "uh", "er", "erm", "hmm", "oh", "ah", "so", "lol", "haha", "hm", "thanks", "thank", "you", "woah", "wow", "right", "sorry"], StringComparer.Ordinal);

    private static readonly char[] Breaks = [',', '.', ';', ':', '!', '\n'];

    private static readonly HashSet<string> Joining = new(["but", "and", "or", "so", "first", "just", "that", "before", "maybe", "later", "cool", "weird", "though", "yet", "time", "bit"], StringComparer.Ordinal);

    /// <summary>Reads a reply.</summary>
    public static OfferReply Read(string text)
    {
        var words = Words.Of(text).Select(w => Squeezed(w.Value)).ToArray();
        var line = string.Join(' ', words);
        if (words.Length == 0 || Noting.Contains(line))
        {
            return OfferReply.Other;
        }

        var rest = words.SkipWhile(Openers.Contains).ToArray();
        if (rest.Length > 0 && (Denying.Contains(rest[0]) || DenyingPhrases.Any(p => $" {line} ".Contains($" {p} ", StringComparison.Ordinal))))
        {
            return Asks(text, DenyingPhrases) ? OfferReply.NoAndAsks : OfferReply.No;
        }

        var agrees = AgreeingPhrases.Any(p => $" {line} ".Contains($" {p} ", StringComparison.Ordinal)) || words.Any(Agreeing.Contains);
        if (agrees && words.All(w => Agreeing.Contains(w) || Around.Contains(w)) && !text.Contains('?', StringComparison.Ordinal))
        {
            return OfferReply.Yes;
        }

        // More was said than yes: a plain yes without a question stands, an "ok" may be about something else.
        return rest.Length > 0 && rest[0] is "yes" or "yeah" or "yep" or "yup" or "sure" or "please" && !Asks(text, AgreeingPhrases) ? OfferReply.Yes : OfferReply.Other;
    }

    // What begins a part of it asks: "no but is it the nerve", and not "no, the doctor is coming".
    private static bool Asks(string text, string[] unless)
    {
        if (text.Contains('?', StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var part in text.Split(Breaks))
        {
            var line = $" {string.Join(' ', Words.Of(part).Select(w => Squeezed(w.Value)))} ";
            foreach (var phrase in unless)
            {
                line = line.Replace($" {phrase} ", " ", StringComparison.Ordinal);
            }

            var begins = true;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (begins && Asking.Contains(word))
                {
                    return true;
                }

                begins = (begins && (Openers.Contains(word) || Denying.Contains(word))) || Agreeing.Contains(word) || Joining.Contains(word);
            }
        }

        return false;
    }

    // "Yeahh", "okk".
    private static string Squeezed(string word)
    {
        var end = word.Length;
        while (end > 2 && word[end - 1] == word[end - 2])
        {
            end--;
        }

        return end < word.Length && (Agreeing.Contains(word[..end]) || Denying.Contains(word[..end])) ? word[..end] : word;
    }
}
