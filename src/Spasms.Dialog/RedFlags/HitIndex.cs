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
        _starts = new int[marks + 2];
        foreach (var hit in hits)
        {
            _starts[hit.Mark + 2]++;
        }

        for (var mark = 1; mark < marks; mark++)
        {
            _starts[mark + 1] += _starts[mark];
        }

        // A mark's end is counted up from its start; at the end it is where the next mark begins.
        foreach (var hit in hits)
        {
            _hits[_starts[hit.Mark + 1]++] = hit;
        }
    }

    public bool Has(int mark) => _starts[mark] < _starts[mark + 1];

    public ReadOnlySpan<PhraseHit> Of(int mark) => _hits.AsSpan(_starts[mark].._starts[mark + 1]);
}
