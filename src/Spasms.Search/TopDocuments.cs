namespace Spasms.Search;

/// <summary>Keeps the best few documents: greater score first, then the lower number. A heap whose root is the worst kept.</summary>
internal ref struct TopDocuments(Span<(double Score, int Document)> room)
{
    private readonly Span<(double Score, int Document)> _heap = room;
    private int _count;

    /// <summary>What is kept, in no order.</summary>
    public readonly ReadOnlySpan<(double Score, int Document)> Kept => _heap[.._count];

    /// <summary>How many it keeps at most.</summary>
    public readonly int Room => _heap.Length;

    /// <summary>The score below which nothing enters; 0 while there is room.</summary>
    public readonly double Threshold => _count == _heap.Length && _count > 0 ? _heap[0].Score : 0;

    /// <summary>Offers a document.</summary>
    public void Offer(double score, int document)
    {
        if (_count < _heap.Length)
        {
            _heap[_count] = (score, document);
            Up(_count++);
        }
        else if (_count > 0 && Worse(_heap[0], (score, document)))
        {
            _heap[0] = (score, document);
            Down(_count);
        }
    }

    /// <summary>Puts the best first and returns all.</summary>
    public readonly ReadOnlySpan<(double Score, int Document)> Sorted()
    {
        // The root is the worst: taken off again and again, they stand best first.
        for (var last = _count - 1; last > 0; last--)
        {
            (_heap[0], _heap[last]) = (_heap[last], _heap[0]);
            Down(last);
        }

        return Kept;
    }

    private static bool Worse((double Score, int Document) a, (double Score, int Document) b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Document > b.Document);

    private readonly void Up(int at)
    {
        while (at > 0 && Worse(_heap[at], _heap[(at - 1) / 2]))
        {
            (_heap[at], _heap[(at - 1) / 2]) = (_heap[(at - 1) / 2], _heap[at]);
            at = (at - 1) / 2;
        }
    }

    private readonly void Down(int count)
    {
        for (var at = 0; ;)
        {
            var child = (2 * at) + 1;
            if (child >= count)
            {
                return;
            }

            if (child + 1 < count && Worse(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!Worse(_heap[child], _heap[at]))
            {
                return;
            }

            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
