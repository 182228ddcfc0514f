using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// Word groups by mark: the hits of one mark stand together, in the order of their first word. One common word may stand
/// in a hundred groups, and a list for each would cost more than the search.
/// </summary>
internal sealed class HitIndex
{
    private readonly PhraseHit[] _hits;
    private readonly int[] _starts;

    public HitIndex(int marks, ReadOnlySpan<PhraseHit> hits)
    {
        _hits = new PhraseHit[hits.Length];
        _starts = new int[marks + 1];
        foreach (var hit in hits)
        {
            _starts[hit.Mark + 1]++;
        }

        for (var mark = 0; mark < marks; mark++)
        {
            _starts[mark + 1] += _starts[mark];
        }

        var next = _starts.AsSpan(0, marks).ToArray();
        foreach (var hit in hits)
        {
            _hits[next[hit.Mark]++] = hit;
        }
    }

    public bool Has(int mark) => _starts[mark] < _starts[mark + 1];

    public ReadOnlySpan<PhraseHit> Of(int mark) => _hits.AsSpan(_starts[mark].._starts[mark + 1]);
}
