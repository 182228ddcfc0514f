using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spasms.Knowledge.Prepared;

/// <summary>
/// Numbers or letters that lie in one piece and never change: in an array, or in a kept file just as it was mapped into memory.
/// A start then copies none of them, and reads from the disk only what is looked at.
/// </summary>
public readonly unsafe struct Flat<T>
    where T : unmanaged
{
    private readonly T[]? _array;
    private readonly T* _mapped;

    private Flat(T[] array)
    {
        _array = array;
        Length = array.Length;
    }

    /// <summary>What lies at an address, which must be good for as long as the process lives.</summary>
    public Flat(nint address, int length)
    {
        _mapped = (T*)address;
        Length = length;
    }

    /// <summary>How many there are.</summary>
    public int Length { get; }

    /// <summary>True where there are none.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>All of them.</summary>
    public ReadOnlySpan<T> Span => _array is null ? new ReadOnlySpan<T>(_mapped, Length) : new ReadOnlySpan<T>(_array);

    /// <summary>One of them.</summary>
    public T this[int index] => Span[index];

    /// <summary>Those of an array, which must not be changed any more.</summary>
    public static implicit operator Flat<T>(T[] array) => new(array);

    /// <summary>Some of them as numbers of another kind: mapped ones where they lie, others in an array of their own.</summary>
    internal Flat<TOther> Part<TOther>(int from, int count)
        where TOther : unmanaged
    {
        var bytes = count * Unsafe.SizeOf<TOther>();
        var part = Span.Slice(from, bytes / Unsafe.SizeOf<T>());
        return _array is null ? new Flat<TOther>((nint)(_mapped + from), count) : MemoryMarshal.Cast<T, TOther>(part).ToArray();
    }
}
