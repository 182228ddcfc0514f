using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Word groups by mark: the hits of one mark stand together, in the order in which they were given, that of their first
/// word. One common word may stand in a hundred groups, and a list for each would cost more than the search. Of some thousand marks a message holds a few
/// dozen: a bit for each mark says at once which it doesn't.
/// </summary>
internal sealed class HitIndex
{
    private const int Bits = 64;

    private readonly ulong[] _present;

    // Mark and place, by mark and then by place; the hits in that order.
    private readonly long[] _keys;
    private readonly PhraseHit[] _hits;

    public HitIndex(int marks, ReadOnlySpan<PhraseHit> hits)
    {
        _present = new ulong[(marks + Bits - 1) / Bits];
        _keys = new long[hits.Length];
        for (var i = 0; i < hits.Length; i++)
        {
            var mark = hits[i].Mark;
            _present[mark / Bits] |= 1UL << (mark % Bits);
            _keys[i] = ((long)mark << 32) | (uint)i;
        }

        Array.Sort(_keys);
        _hits = new PhraseHit[hits.Length];
        for (var i = 0; i < hits.Length; i++)
        {
            _hits[i] = hits[(int)_keys[i]];
        }
    }

    public bool Has(int mark) => (_present[mark / Bits] & (1UL << (mark % Bits))) != 0;

    public ReadOnlySpan<PhraseHit> Of(int mark)
    {
        if (!Has(mark))
        {
            return [];
        }

        var from = First(mark);
        var to = from;
        while (to < _hits.Length && _hits[to].Mark == mark)
        {
            to++;
        }

        return _hits.AsSpan(from, to - from);
    }

    // Where the hits of a mark begin.
    private int First(int mark)
    {
        var (low, high) = (0, _hits.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _hits[middle].Mark < mark ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
