using Spasms.Dialog.Recognizers;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Triage;

/// <summary>What was written to the offer of the questionnaire.</summary>
internal enum OfferReply
{
    /// <summary>Neither yes nor no: a question, or something told. The offer stays.</summary>
    Other,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>No, and a question or a need: "no first tell me, is it the nerve", "no i need help now".</summary>
    NoAndAsks,
}

/// <summary>
/// Reads replies to the offer. People go on talking where they are offered something: "ok but what causes it" is a question and no
/// yes, "ok cool" takes note, "I don't know what to do" is no no; so what stands behind the first word counts as much as the word.
/// In doubt it is neither.
/// </summary>
internal static class OfferReader
{
    private static readonly char[] Breaks = [',', '.', ';', ':', '!', '\n'];

    // Behind these more may be said.
    private static readonly HashSet<string> Plain = Set("yes yeah yep yup ya yea yah yeh yh aye sure please pls plz");

    // Alone or together these say yes, with what may stand around them.
    private static readonly HashSet<string> Agreeing = Set(
        """
        yes yeah yep yup ya yea yah yeh yh ye aye y sure ok okay okey oki okie k alright alrite aight please pls plz absolutely definitely definately certainly
        course gladly ask start begin shoot fire bet indeed haan deal fine ready proceed continue
        """);

    private static readonly HashSet<string> Around = Set(
        """
        go ahead on for it do that this then lets let us away of would id like love to be great good help helpful very much so the some your questions question
        thanks thank you ta mate hun man bro dear sir now well oh ah um umm er hmm lol haha i im me my he she we they says said think ill will answer them
        suppose guess might as dokie dokey doke up happy all ears works sounds soudns mind may can if want need needed why not when are guest quick quickly
        a few just same appreciate any time by means too carry wouldnt dont thatd wont
        """);

    private static readonly string[] AgreeingPhrases =
    [
        "go on", "go ahead", "go for it", "fire away", "ask away", "why not", "be my guest", "all ears", "im up for that", "that works", "works for me", "ready when you are", "sounds good", "soudns good", "id like that", "i would like that", "would like that",
        "wouldnt mind", "would not mind", "dont mind", "might as well", "i suppose so", "suppose so", "i guess so", "do it", "do that", "lets do", "lets go", "you may", "you can", "okie dokie", "i do", "i would", "that would be", "thatd be", "carry on", "if you want", "if you like",
    ];

    // An "ok" with nothing but these takes note.
    private static readonly HashSet<string> Noting = Set("ok okay k fine right alright ah oh cool great good lovely noted thanks thank you ta cheers ji so very much i ill will all now love mate brilliant perfect");

    private static readonly HashSet<string> Denying = Set("no nope nah na naw nay never nty noo non");
    private static readonly HashSet<string> NoDenials = Set("idea one clue wonder had seen felt known been experienced");

    private static readonly string[] DenyingPhrases =
    [
        "rather not", "not for me", "not just now", "not now", "not right now", "not today", "not yet", "not really", "not keen", "not interested", "not needed", "not necessary", "not this time", "no need", "no thanks", "leave it", "leave that",
        "maybe later", "another time", "another day", "maybe another", "some other time", "later maybe", "maybe tomorrow", "im good", "im fine", "im ok", "im okay", "im alright", "its ok", "its fine", "dont want", "doesnt want", "dont need", "doesnt need", "do not want",
        "dont bother", "dont worry", "wont bother", "shant bother", "cant be bothered", "skip it", "ill pass", "not at the moment", "prefer not", "but no", "god no", "ill do it later", "give it a miss", "dont think so", "do not think so", "hes not keen", "shes not keen", "definitely not", "absolutely not", "certainly not", "of course not",
    ];

    private static readonly HashSet<string> Asking = Set(
        """
        what whats wat wats how hows hwo when where wheres who whos which can could cud does dose is isnt are arent should shud shoud shall did was were anything anyone
        tell explain why do will would has have am any
        """);

    // A no with one of these is no end of the talk.
    private static readonly HashSet<string> Needing = Set("need needs help helping know die dying worse scared frightened cant hurts hurting pain anymore how what why");

    // "No questions please, I'm in pain" is still one.
    private static readonly HashSet<string> Hurting = Set("hurts hurting pain");
    private static readonly HashSet<string> Negations = Set("not no nah nope dont stop never without");
    private static readonly HashSet<string> Openers = Set("well um umm uh er erm hmm oh ah so lol haha hm thanks thank you woah wow right sorry wait hey");
    private static readonly HashSet<string> Joining = Set("but and or so first just that before maybe later cool weird though yet time bit");

    // What is not wanted that was offered.
    private static readonly HashSet<string> Wanted = Set("to it that this them these those all one no nothing bother any anything the a your more checks check now thanks thank pls please tho though cheers ta right just yet today you");

    private static readonly HashSet<string> Offered = Set("questions question quiz survey questionnaire");

    private const int FarIn = 2;
    private const int ShortTail = 5;
    private const int LongestNo = 10;

    /// <summary>Reads a reply.</summary>
    public static OfferReply Read(string text)
    {
        var words = Words.Of(text).Select(w => Squeezed(w.Value)).ToArray();
        var rest = words.SkipWhile(Openers.Contains).ToArray();
        if (rest.Length == 0)
        {
            return OfferReply.Other;
        }

        var line = $" {string.Join(' ', rest)} ";
        if (Plain.Contains(rest[0]))
        {
            return Negates(text) || Asks(text) ? OfferReply.Other : OfferReply.Yes;
        }

        if (rest is ["skip" or "pass" or "later"])
        {
            return OfferReply.No;
        }

        if (Denying.Contains(rest[0]) && !(rest.Length > 1 && NoDenials.Contains(rest[1])))
        {
            // "No history of this, but my leg has been cramping for weeks": a story that begins so.
            // "No questions please, I'm in pain" declines, whatever the reason.
            var isRefused = rest.Length > 1 && Offered.Contains(rest[rest[1] == "more" && rest.Length > 2 ? 2 : 1]);
            return rest.Length > LongestNo ? OfferReply.Other
                : isRefused && !Asks(text) && !rest.Any(w => Needing.Contains(w) && !Hurting.Contains(w)) ? OfferReply.No
                : Asks(text) || Without(line, DenyingPhrases).Split(' ').Any(Needing.Contains) ? OfferReply.NoAndAsks : OfferReply.No;
        }

        return Declines(text, rest) ?? (Agrees(text, rest) ? OfferReply.Yes : OfferReply.Other);
    }

    // "I'm fine honestly", and not "I'm ok but my son isn't".
    private static OfferReply? Declines(string text, string[] rest)
    {
        for (var at = 0; at <= Math.Min(FarIn, rest.Length - 1); at++)
        {
            var line = string.Join(' ', rest[at..]) + ' ';
            if (Array.Find(DenyingPhrases, p => line.StartsWith(p + ' ', StringComparison.Ordinal)) is { } phrase)
            {
                var tail = rest[(at + phrase.Split(' ').Length)..];
                // "I don't want tablets" is said of something else than the questions.
                if (phrase.EndsWith(" want", StringComparison.Ordinal) && tail is [var thing, ..] && !Wanted.Contains(thing) && !tail.Any(Offered.Contains))
                {
                    return OfferReply.Other;
                }

                return tail.Length > (phrase == "not really" ? 1 : ShortTail) || tail.Contains("but") || tail.Any(Needing.Contains) ? OfferReply.Other : Asks(text) ? OfferReply.NoAndAsks : OfferReply.No;
            }
        }

        return null;
    }

    private static bool Agrees(string text, string[] rest)
    {
        var line = $" {string.Join(' ', rest)} ";
        if (YesNoReader.IsNotSure(new Said(text)) || Asks(text) || (rest.Length > 1 && rest.All(Noting.Contains)) || rest[0] == "right" || line.Contains("ll ask ", StringComparison.Ordinal) || line.Contains(" will ask ", StringComparison.Ordinal))
        {
            return false;
        }

        var isPhrase = AgreeingPhrases.Any(p => line.Contains($" {p} ", StringComparison.Ordinal));
        return (isPhrase || rest.Any(Agreeing.Contains)) && rest.All(w => Agreeing.Contains(w) || Around.Contains(w)) && !Negates(text);
    }

    // "Yeah no", "please don't"; "why not" and "I don't mind" negate nothing, nor does what is told behind a comma.
    private static bool Negates(string text)
    {
        var near = 4;
        foreach (var part in text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Without($" {Words.Normalise(part)} ", AgreeingPhrases).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(near).Any(Negations.Contains))
            {
                return true;
            }

            near = 1;
        }

        return false;
    }

    // What begins a part of it asks: "no but is it the nerve", and not "no, the doctor is coming".
    private static bool Asks(string text)
    {
        if (text.Contains('?', StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var part in text.Split(Breaks))
        {
            var line = Without($" {string.Join(' ', Words.Of(part).Select(w => Squeezed(w.Value)))} ", [.. AgreeingPhrases, .. DenyingPhrases]);
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

    private static string Without(string line, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            line = line.Replace($" {phrase} ", " ", StringComparison.Ordinal);
        }

        return line;
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

    private static HashSet<string> Set(string words) => new(words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
