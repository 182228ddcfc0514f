using System.Runtime.InteropServices;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>Where a pattern matched.</summary>
/// <param name="First">Index of the first word.</param>
/// <param name="Last">Index of the last word.</param>
/// <param name="Corrected">A word was read under correction.</param>
/// <param name="Confirmed">Another word of the match was not.</param>
internal readonly record struct PatternMatch(int First, int Last, bool Corrected, bool Confirmed);

/// <summary>The word groups found in a message, by mark, without those that the reading takes away.</summary>
internal sealed class MarkHits
{
    private const int GuardReach = 8;
    private const int ShortestConfirming = 4;
    private const int MostOnStack = 256;

    private readonly HitIndex _counting;
    private readonly MessageWords _words;
    private readonly int _marks;
    private readonly List<PhraseHit> _found;
    private HitIndex? _all;

    private MarkHits(int marks, ReadOnlySpan<PhraseHit> kept, List<PhraseHit> found, MessageWords words)
    {
        _counting = new HitIndex(marks, kept);
        _marks = marks;
        _found = found;
        _words = words;
    }

    public static MarkHits Of(RedFlagLexicon lexicon, MessageWords words, Reading reading, List<PhraseHit> hits)
    {
        Span<PhraseHit> kept = hits.Count <= MostOnStack ? stackalloc PhraseHit[MostOnStack] : new PhraseHit[hits.Count];
        var count = 0;
        var fiction = reading.Any(Cue.Fiction);
        foreach (var hit in hits)
        {
            if (hit.Mark >= RedFlagLexicon.FirstGroup && Counts(reading, hit, lexicon.Background[hit.Mark], fiction))
            {
                kept[count++] = hit;
            }
        }

        return new MarkHits(lexicon.Marks, kept[..count], hits, words);
    }

    /// <summary>True when a hit of a group is there.</summary>
    public bool Has(int group) => _counting.Has(group);

    /// <summary>A place where one hit of each group stands within the pattern's window and no guard near, or null.</summary>
    public PatternMatch? Find(RedFlagPattern pattern)
    {
        foreach (var group in pattern.Groups)
        {
            if (!_counting.Has(group))
            {
                return null;
            }
        }

        foreach (var hit in _counting.Of(pattern.Groups[0]))
        {
            if (Around(pattern, hit) is { } match && !Guarded(pattern, match))
            {
                return match;
            }
        }

        return null;
    }

    private static bool Counts(Reading reading, PhraseHit hit, bool background, bool fiction)
    {
        var denied = reading.DeniedBy[hit.First];
        if (denied is -2 || (denied >= 0 && denied < hit.First) || reading.Figure[hit.First] || reading.Figure[hit.Last] || reading.NotHuman[hit.First])
        {
            return false;
        }

        return background || !(reading.Past[hit.First] || reading.Supposed[hit.First] || fiction);
    }

    private PatternMatch? Around(RedFlagPattern pattern, PhraseHit anchor)
    {
        var first = anchor.First;
        var last = anchor.Last;
        var corrected = AnyCorrected(anchor);
        var confirmed = Confirms(anchor);
        for (var g = 1; g < pattern.Groups.Length; g++)
        {
            if (Nearest(_counting.Of(pattern.Groups[g]), anchor) is not { } near)
            {
                return null;
            }

            first = Math.Min(first, near.First);
            last = Math.Max(last, near.Last);
            corrected |= AnyCorrected(near);
            confirmed |= Confirms(near);
        }

        return _words.Positions[last] - _words.Positions[first] <= pattern.Window
            ? new PatternMatch(first, last, corrected, confirmed)
            : null;
    }

    // Hits stand in the order of their first word.
    private PhraseHit? Nearest(ReadOnlySpan<PhraseHit> hits, PhraseHit anchor)
    {
        var low = 0;
        var high = hits.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].First < anchor.First)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        PhraseHit? best = null;
        for (var i = Math.Max(0, low - 3); i < hits.Length && i < low + 3; i++)
        {
            var overlaps = hits[i].First <= anchor.Last && anchor.First <= hits[i].Last;
            if (!overlaps && (best is null || Distance(hits[i], anchor) < Distance(best.Value, anchor)))
            {
                best = hits[i];
            }
        }

        return best;
    }

    private int Distance(PhraseHit a, PhraseHit b) => Math.Abs(_words.Positions[a.First] - _words.Positions[b.First]);

    // A guard counts wherever it stands: "when should I call an ambulance" only asks, and its "when should" is the guard.
    private bool Guarded(RedFlagPattern pattern, PatternMatch match)
    {
        if (pattern.Guards.IsEmpty)
        {
            return false;
        }

        _all ??= new HitIndex(_marks, CollectionsMarshal.AsSpan(_found));
        foreach (var guard in pattern.Guards)
        {
            foreach (var hit in _all.Of(guard))
            {
                if (_words.Positions[hit.First] - _words.Positions[match.Last] <= GuardReach
                    && _words.Positions[match.First] - _words.Positions[hit.Last] <= GuardReach
                    && InOneSentence(hit.Last, match.First) && InOneSentence(match.Last, hit.First))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool InOneSentence(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_words.EndsSentence[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool AnyCorrected(PhraseHit hit)
    {
        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (_words.Corrected[i])
            {
                return true;
            }
        }

        return false;
    }

    private bool Confirms(PhraseHit hit)
    {
        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (!_words.Corrected[i] && _words.Values[i].Length >= ShortestConfirming)
            {
                return true;
            }
        }

        return false;
    }
}
