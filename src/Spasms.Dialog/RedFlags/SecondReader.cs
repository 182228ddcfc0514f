using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Weighs all words of a message together, for what nobody wrote a pattern for and for signs that stand far apart: what is
/// denied, past, supposed or a figure of speech counts as another word than what is told. Work grows with the length of the message.
/// </summary>
internal static class SecondReader
{
    private const int Louder = 150;

    // A reader that knows less than one word or pair for so many words has no say: the message is in another language.
    private const int StrangeLanguage = 3;

    /// <summary>What each further lead counts, in hundredths.</summary>
    public const int AnotherLead = 100;

    /// <summary>What the words say; null when they don't speak for an emergency.</summary>
    /// <param name="features">The message.</param>
    /// <param name="known">The weights.</param>
    /// <param name="sameDay">A same-day sign was found: then the words must speak louder.</param>
    public static Verdict? Read(AlarmFeatures features, AlarmWords known, bool sameDay = false)
    {
        if (known.Weights.IsEmpty)
        {
            return null;
        }

        var sum = Sum(features, known, 0, features.Words.Count - 1);
        return sum.Alarm >= known.Threshold + (sameDay ? Louder : 0) ? new Verdict(sum.Crisis > 0, sum.At) : null;
    }

    /// <summary>
    /// True when the words don't speak against an alarm by this lead: those of the whole message, or those of a sentence
    /// that it was found in, or of all these, so that no long story around a sign can hush it. Leads speak for each other.
    /// </summary>
    /// <param name="features">The message.</param>
    /// <param name="known">The weights.</param>
    /// <param name="lead">Where the lead was found.</param>
    /// <param name="leads">How many leads were found in the message.</param>
    public static bool Agrees(AlarmFeatures features, AlarmWords known, PatternMatch lead, int leads)
    {
        var least = known.Agreement - (AnotherLead * (leads - 1.0));
        var whole = Sum(features, known, 0, features.Words.Count - 1);
        if (whole.Alarm >= least || whole.Known * StrangeLanguage < features.Words.Count)
        {
            return true;
        }

        var last = features.Words.Count - 1;
        var from = lead.First;
        while (from > 0 && !features.Words.EndsSentence[from - 1])
        {
            from--;
        }

        for (var (start, at) = (from, from); at <= last && start <= lead.Last; at++)
        {
            if (at == last || features.Words.EndsSentence[at])
            {
                if (Sum(features, known, start, at).Alarm >= least || (at >= lead.Last && Sum(features, known, from, at).Alarm >= least))
                {
                    return true;
                }

                start = at + 1;
            }
        }

        return false;
    }

    private static (double Alarm, double Crisis, int At, int Known) Sum(AlarmFeatures features, AlarmWords known, int from, int to)
    {
        var seen = new HashSet<int>();
        long alarm = 0;
        long crisis = 0;
        var strongest = 0;
        var at = from;
        foreach (var (feature, word) in features.Known(known, from, to))
        {
            if (!seen.Add(feature))
            {
                continue;
            }

            var weight = known.Weights[feature];
            alarm += weight.Alarm;
            crisis += weight.Crisis;
            if (weight.Alarm > strongest)
            {
                strongest = weight.Alarm;
                at = word;
            }
        }

        var scale = Math.Sqrt(seen.Count + 1);
        return (known.Start.Alarm + (alarm / scale), known.Start.Crisis + (crisis / scale), at, seen.Count);
    }
}

/// <summary>The words of a message speak for an emergency.</summary>
/// <param name="Crisis">They speak of self-harm.</param>
/// <param name="At">The word that speaks most.</param>
internal readonly record struct Verdict(bool Crisis, int At);
