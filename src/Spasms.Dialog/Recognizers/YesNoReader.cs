
namespace Spasms.Dialog.Recognizers;

/// <summary>Reads yes, no and "not sure" in the forms people use.</summary>
internal static class YesNoReader
{
    private static readonly string[] NotSure =
    [
        "not sure", "unsure", "dont know", "do not know", "idk", "no idea", "dunno", "cant say", "cant tell", "hard to say", "hard to tell",
        "who knows", "not certain", "uncertain", "cannot tell", "couldnt say", "couldnt tell you", "dont remember", "cant remember", "no clue",
        "havent a clue", "dont recall", "not 100", "wouldnt know", "unknown", "never checked", "havent checked", "not really sure", "cant really tell", "cant really say", "havent noticed", "not noticed", "never noticed", "could be either",
    ];

    private static readonly HashSet<string> Maybe = new(
        ["maybe", "perhaps", "possibly", "might be", "could be", "it might", "it could be", "maybe not", "i guess", "probably maybe", "i might", "i might have", "might have", "could have", "i may have", "may have", "it may", "it may have", "we might"], StringComparer.Ordinal);

    private static readonly HashSet<string> Hedges = new(
        ["kind of", "sort of", "kinda", "sorta", "in a way", "ish", "yes and no", "it depends", "depends", "more or less", "so so", "half and half", "yes no", "no yes", "not any more", "not anymore", "used to", "i used to", "in the past", "it did but"], StringComparer.Ordinal);

    private static readonly string[] NoStarts =
    [
        "no", "nope", "nah", "nay", "n", "not", "never", "none", "nothing", "neither", "negative", "non", "nop", "noo", "nooo", "na", "0",
        "dont think so", "do not think so", "dont think", "do not think", "i dont", "i do not", "i havent", "i have not", "i hadnt", "i didnt", "i did not", "i cant say i have",
        "im not", "i am not", "i wasnt", "it isnt", "it is not", "its not", "it doesnt", "it does not", "it hasnt", "it wasnt",
        "he doesnt", "he isnt", "he hasnt", "hes not", "he didnt", "he is not", "she doesnt", "she isnt", "she hasnt", "shes not", "she didnt", "she is not",
        "they dont", "they arent", "they havent", "theyre not", "we dont", "we havent", "there isnt", "there arent", "there is no", "absolutely not",
        "of course not", "certainly not", "definitely not", "probably not", "thankfully no", "thank god no", "luckily no", "fortunately not", "hardly", "hell no", "without",
        "doubt it", "i doubt it", "i doubt that",
    ];

    private static readonly string[] YesStarts =
    [
        "yes", "yeah", "yep", "yup", "ya", "yea", "y", "yah", "yeh", "yess", "yis", "aye", "sure", "ok", "okay", "right", "correct", "true", "indeed", "absolutely", "definitely",
        "of course", "certainly", "exactly", "affirmative", "please", "please do", "go ahead", "lets do it", "lets go", "why not", "totally", "very much", "afraid so", "im afraid so",
        "i think so", "think so", "i believe so", "i guess so", "i suppose so", "probably", "most likely", "likely", "sometimes", "often", "always", "a bit", "a little", "a lot", "slightly",
        "a tiny bit", "tiny bit", "a touch", "little bit", "quite a bit", "i believe it", "i believe i", "i think it", "i think i", "i believe they", "i think they", "somewhat", "occasionally", "mostly", "i do", "i am", "i have", "ive", "i did", "i was", "it does", "it is", "it has", "it did", "they do", "they are", "they have",
        "he does", "he is", "he has", "he did", "she does", "she is", "she has", "she did", "we do", "we have", "there is", "there are", "all good", "looks right", "thats right", "sounds good", "that is right", "thats correct", "fine", "good", "perfect", "uh huh", "mhm", "mm hmm", "yes please",
    ];

    private static readonly string[] Fillers = ["well", "um", "umm", "uh", "er", "erm", "hmm", "oh", "ah", "so", "honestly", "actually", "hm", "i would say", "id say", "i mean", "hi", "ok so", "thanks", "unfortunately", "sadly", "thankfully", "luckily", "fortunately", "frankly", "just", "i"];

    /// <summary>yes, no, not sure, or ambiguous.</summary>
    public static Reading Read(Said said)
    {
        if (IsNotSure(said))
        {
            return new Reading.NotSure();
        }

        var line = WithoutFillers(said.Line.Trim());
        if (Maybe.Contains(line))
        {
            return new Reading.NotSure();
        }

        if (Hedges.Contains(line))
        {
            return new Reading.Ambiguous();
        }

        var no = NoStarts.Any(n => Begins(line, n));
        var yes = YesStarts.Any(y => Begins(line, y)) || (!no && EndsInYes(said, line));
        if (yes && !no && (Begins(line, "yes no") || line.Contains(" but no ", StringComparison.Ordinal) || line.EndsWith(" not", StringComparison.Ordinal) || line.EndsWith(" no", StringComparison.Ordinal)))
        {
            return new Reading.Ambiguous();
        }

        if (no && (line.Contains(" but yes", StringComparison.Ordinal) || line.EndsWith(" yes", StringComparison.Ordinal) || Begins(line, "not only")))
        {
            return new Reading.Ambiguous();
        }

        return (yes, no) switch
        {
            (_, true) => new Reading.Truth(false),
            (true, _) => new Reading.Truth(true),
            _ when Hedges.Any(h => line.Contains(h, StringComparison.Ordinal)) => new Reading.Ambiguous(),
            _ => new Reading.Unread(),
        };
    }

    /// <summary>Whether it says "I don't know" in any form.</summary>
    public static bool IsNotSure(Said said)
    {
        // "I don't know, maybe six" still holds a value; callers look for that first.
        foreach (var phrase in NotSure)
        {
            if (said.Has(phrase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the whole message only says no: "none of these", "nothing like that".</summary>
    public static bool IsPlainNo(Said said)
    {
        var line = WithoutFillers(said.Line.Trim());
        return said.Count <= 7 && !IsNotSure(said) && NoStarts.Any(n => Begins(line, n))
            && !line.Contains(" but ", StringComparison.Ordinal) && !line.Contains(" only ", StringComparison.Ordinal);
    }

    // "Now that you mention it, yes."
    private static bool EndsInYes(Said said, string line) =>
        said.Count <= 8 && (line.EndsWith(" yes", StringComparison.Ordinal) || line.EndsWith(" yeah", StringComparison.Ordinal)) && !said.HasAny("no", "not", "or");

    private static bool Begins(string line, string start) => line == start || line.StartsWith(start + " ", StringComparison.Ordinal);

    private static string WithoutFillers(string line)
    {
        foreach (var filler in Fillers)
        {
            // "I" is a filler only before a denial: "I no", "I never"; "just" is none before a time: "just now".
            if (Begins(line, filler) && line.Length > filler.Length && (filler != "i" || Begins(line, "i never") || Begins(line, "i no")))
            {
                return WithoutFillers(line[(filler.Length + 1)..]);
            }
        }

        return line.Contains("dont think so", StringComparison.Ordinal) || line.Contains("do not think so", StringComparison.Ordinal) ? "no" : line;
    }
}
