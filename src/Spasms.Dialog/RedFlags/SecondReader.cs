using System.Collections;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Weighs all words of a message together, for what nobody wrote a pattern for and for signs that stand far apart: what is
/// denied, past, supposed or a figure of speech counts as another word than what is told. Work grows with the length of the message.
/// </summary>
/// <param name="features">The message.</param>
/// <param name="known">The weights.</param>
internal sealed class SecondReader(AlarmFeatures features, AlarmWords known)
{
    private const int Louder = 100;

    // One sentence has fewer words to speak against it than the whole message has.
    private const int LouderAlone = 80;

    // A reader that knows less than one word or pair for so many words has no say: the message is in another language.
    private const int StrangeLanguage = 3;

    /// <summary>What the first lead counts, in hundredths: measured on messages that no pattern was written after.</summary>
    public const int FirstLead = 70;

    /// <summary>What each further lead counts.</summary>
    public const int AnotherLead = 30;

    /// <summary>What so many leads count, in hundredths.</summary>
    public static int Leads(int count) => count == 0 ? 0 : FirstLead + (AnotherLead * (count - 1));

    /// <summary>Added to the square of a message's length, so that few words don't weigh like many.</summary>
    public const int ShortMessage = 300;

    private Weighed? _whole;

    private Weighed Whole => _whole ??= Weigh(0, features.Words.Count - 1);

    /// <summary>What the words say; null when they don't speak for an emergency.</summary>
    /// <param name="sameDay">A same-day sign was found: then the words must speak louder.</param>
    public Verdict? Read(bool sameDay = false) =>
        !known.Weights.IsEmpty && Whole.Alarm >= known.Threshold + (sameDay ? Louder : 0) ? new Verdict(Whole.Crisis > 0, Whole.At) : null;

    /// <summary>
    /// True when the words don't speak against an alarm by this lead: those of the whole message, or louder those of a sentence
    /// that it was found in, or of all these, so that no long story around a sign can hush it. Leads speak for each other.
    /// </summary>
    /// <param name="lead">Where the lead was found.</param>
    /// <param name="leads">How many leads were found in the message.</param>
    public bool Agrees(PatternMatch lead, int leads)
    {
        var least = known.Agreement - (AnotherLead * (leads - 1.0));
        if (Whole.Alarm >= least || Whole.Known * StrangeLanguage < features.Words.Count)
        {
            return true;
        }

        least += LouderAlone;
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
                if (Weigh(start, at).Alarm >= least || (start > from && at >= lead.Last && Weigh(from, at).Alarm >= least))
                {
                    return true;
                }

                start = at + 1;
            }
        }

        return false;
    }

    private Weighed Weigh(int from, int to)
    {
        if (_whole is not null && from == 0 && to == features.Words.Count - 1)
        {
            return _whole;
        }

        var found = features.Known(known, from, to);
        var seen = new BitArray(known.Weights.Length);
        var (alarm, crisis, length) = (0L, 0L, 0L);
        var (words, strongest, strongestAt) = (0, 0, from);
        foreach (var feature in found)
        {
            if (seen[feature.Feature])
            {
                continue;
            }

            seen[feature.Feature] = true;

            var weight = known.Weights[feature.Feature];
            alarm += weight.Alarm;
            crisis += weight.Crisis;
            length += (long)weight.Rarity * weight.Rarity;
            words += feature.IsPart ? 0 : 1;
            if (weight.Alarm > strongest && !feature.IsPart)
            {
                (strongest, strongestAt) = (weight.Alarm, feature.Word);
            }
        }

        var scale = 1 / Math.Sqrt((length / 1e4) + ShortMessage);
        return new Weighed(known.Start.Alarm + (alarm * scale), known.Start.Crisis + (crisis * scale), strongestAt, words);
    }

    private sealed record Weighed(double Alarm, double Crisis, int At, int Known);
}

/// <summary>The words of a message speak for an emergency.</summary>
/// <param name="Crisis">They speak of self-harm.</param>
/// <param name="At">The word that speaks most.</param>
internal readonly record struct Verdict(bool Crisis, int At);
