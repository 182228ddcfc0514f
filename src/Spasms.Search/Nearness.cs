using System.Buffers;

namespace Spasms.Search;

/// <summary>
/// Tells which terms of a question stand near their neighbours in a passage: "leg cramps" asked, "cramps in the leg" found.
/// Holds rented room for one query; dispose gives it back.
/// </summary>
internal ref struct Nearness
{
    /// <summary>At most this many places apart, in either order, is near.</summary>
    public const int Window = 4;

    private readonly IndexData _data;
    private readonly int[] _slotOfTerm;
    private readonly int[] _lastPlace;
    private readonly bool[] _near;
    private readonly int _count;

    public Nearness(IndexData data, QueryPlan plan)
    {
        _data = data;
        _count = plan.Count;
        _slotOfTerm = ArrayPool<int>.Shared.Rent(data.Starts.Length);
        _lastPlace = ArrayPool<int>.Shared.Rent(_count + 2);
        _near = ArrayPool<bool>.Shared.Rent(_count + 2);
        Array.Clear(_slotOfTerm, 0, data.Starts.Length);
        for (var slot = 0; slot < _count; slot++)
        {
            _slotOfTerm[plan.Terms[slot]] = slot + 1;
        }
    }

    /// <summary>Tokens read so far.</summary>
    public long TokensRead { get; private set; }

    /// <summary>For each term of the plan: does it stand near the one before or after it?</summary>
    public ReadOnlySpan<bool> In(int document)
    {
        // Slots run from 1 here, so that the first and the last have (never seen) neighbours too.
        const int Never = -Window - 1;
        var last = _lastPlace.AsSpan(0, _count + 2);
        var near = _near.AsSpan(0, _count + 2);
        last.Fill(Never);
        near.Clear();
        var from = _data.TokenStarts[document];
        var tokens = _data.Tokens.Span[from.._data.TokenStarts[document + 1]];
        TokensRead += tokens.Length;
        var place = 0;
        foreach (var token in tokens)
        {
            place += token == IndexData.Border ? Window + 1 : 1;
            var slot = token == IndexData.Border ? 0 : _slotOfTerm[token];
            if (slot == 0)
            {
                continue;
            }

            last[slot] = place;
            Mark(near, last, slot, slot - 1, place);
            Mark(near, last, slot, slot + 1, place);
        }

        return near.Slice(1, _count);
    }

    /// <summary>Gives the room back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_slotOfTerm);
        ArrayPool<int>.Shared.Return(_lastPlace);
        ArrayPool<bool>.Shared.Return(_near);
    }

    private static void Mark(Span<bool> near, Span<int> last, int slot, int neighbour, int place)
    {
        if (last[neighbour] >= 0 && place - last[neighbour] <= Window)
        {
            near[slot] = true;
            near[neighbour] = true;
        }
    }
}
