using System.Buffers;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Weighs all words of a message together with the signs that the patterns found, for what nobody wrote a pattern for and for
/// signs that stand far apart: what is denied, past or a figure of speech counts as another word than what is told.
/// How much each sign counts and from where on it is an alarm is learnt with the words. Work grows with the length of the message.
/// </summary>
/// <param name="features">The message.</param>
/// <param name="known">The weights.</param>
/// <param name="signs">What the patterns found.</param>
internal sealed class SecondReader(AlarmFeatures features, AlarmWords known, Signs signs)
{
    // A reader that knows less than one word or pair for so many words has no say: the message is in another language.
    private const int StrangeLanguage = 3;

    // Nor does it doubt what a pattern found where it knows less than two words or pairs for each word.
    private const int Familiar = 2;

    /// <summary>Added to the square of a message's length, so that few words don't weigh like many.</summary>
    public const int ShortMessage = 300;

    private Weighed? _whole;

    private Weighed Whole => _whole ??= Weigh(0, features.Words.Count - 1);

    private bool IsSilent => known.Weights.IsEmpty || Whole.Known * StrangeLanguage < features.Words.Count;

    /// <summary>What words and signs say together; null when they don't speak for an emergency.</summary>
    public Verdict? Read() =>
        !known.Weights.IsEmpty && Sum(Whole) >= known.Scale.Threshold ? new Verdict(Whole.Crisis > 0, Whole.At, Whole.Heard) : null;

    /// <summary>
    /// True when words and signs together make an alarm of a lead: the words of the whole message, or louder those of the
    /// sentences that it was found in, so that no long story around a sign can hush it.
    /// </summary>
    /// <param name="lead">Where the lead was found.</param>
    public bool Agrees(PatternMatch lead) =>
        IsSilent || Sum(Whole) >= known.Scale.Threshold || OfSentences(lead) >= known.Scale.Threshold + known.Scale.Sentence;

    /// <summary>
    /// True when a sign that speaks for itself is to be asked about first: both the whole message and the sentences of the sign
    /// speak against an alarm. Words of self-harm are doubted only where they speak more strongly against it than in nearly every
    /// message that means them.
    /// </summary>
    /// <param name="sign">Where it was found.</param>
    /// <param name="crisis">It speaks of self-harm.</param>
    public bool Doubts(PatternMatch sign, bool crisis) => IsBelow(crisis ? known.Scale.Against : known.Scale.Threshold, sign);

    /// <summary>
    /// True when a sign is not even to be asked about: message and sentences speak against it more strongly than in nearly every
    /// emergency. Words of self-harm are always asked about, and so is a sign that was misspelt.
    /// </summary>
    /// <param name="sign">Where it was found.</param>
    /// <param name="crisis">It speaks of self-harm.</param>
    public bool Hushes(PatternMatch sign, bool crisis) => !crisis && !sign.Corrected && IsBelow(Math.Min(known.Scale.Hushed, known.Scale.Threshold), sign);

    private bool IsBelow(int limit, PatternMatch sign) =>
        !known.Weights.IsEmpty && Whole.Known >= Familiar * features.Words.Count && Sum(Whole) < limit && OfSentences(sign) < limit;

    /// <summary>The first and last word of the sentences in which a sign was found.</summary>
    public static (int From, int To) Sentences(MessageWords words, PatternMatch sign)
    {
        var (from, to) = (sign.First, sign.Last);
        while (from > 0 && !words.EndsSentence[from - 1])
        {
            from--;
        }

        while (to < words.Count - 1 && !words.EndsSentence[to])
        {
            to++;
        }

        return (from, to);
    }

    private double Sum(Weighed words) => words.Alarm + known.Scale.Of(signs);

    private double OfSentences(PatternMatch sign)
    {
        var (from, to) = Sentences(features.Words, sign);
        return Sum(Weigh(from, to));
    }

    private Weighed Weigh(int from, int to)
    {
        if (_whole is not null && from == 0 && to == features.Words.Count - 1)
        {
            return _whole;
        }

        var found = features.Known(known, from, to);
        // Lent, since it has a bit for each of a hundred thousand words.
        var seen = ArrayPool<int>.Shared.Rent((known.Weights.Length / 32) + 1);
        seen.AsSpan().Clear();
        var (alarm, crisis, length) = (0L, 0L, 0L);
        var words = 0;
        var heard = new int[to - from + 1];
        foreach (var feature in found)
        {
            ref var bits = ref seen[feature.Feature / 32];
            if ((bits & (1 << (feature.Feature % 32))) != 0)
            {
                continue;
            }

            bits |= 1 << (feature.Feature % 32);

            var weight = known.Weights[feature.Feature];
            alarm += weight.Alarm;
            crisis += weight.Crisis;
            length += (long)weight.Rarity * weight.Rarity;
            words += feature.IsPart ? 0 : 1;
            if (feature.Word != KnownFeature.NoWord)
            {
                heard[feature.Word - from] += weight.Alarm;
            }
        }

        ArrayPool<int>.Shared.Return(seen);
        var scale = 1 / Math.Sqrt((length / 1e4) + ShortMessage);
        var most = 0;
        for (var i = 1; i < heard.Length; i++)
        {
            most = heard[i] > heard[most] ? i : most;
        }

        var at = from + most;
        return new Weighed(known.Start.Alarm + (alarm * scale), known.Start.Crisis + (crisis * scale), at, words, heard);
    }

    private sealed record Weighed(double Alarm, double Crisis, int At, int Known, int[] Heard);
}

/// <summary>The words of a message speak for an emergency.</summary>
/// <param name="Crisis">They speak of self-harm.</param>
/// <param name="At">The word that speaks most.</param>
/// <param name="Heard">By word: how strongly it speaks for the alarm.</param>
internal readonly record struct Verdict(bool Crisis, int At, int[] Heard);
