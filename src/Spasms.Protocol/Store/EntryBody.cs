using System.Buffers;

namespace Spasms.Protocol.Store;

/// <summary>
/// The bytes of an activity, of which a part may be shared: many are told the same words, and only what stands around them is
/// each one's own.
/// </summary>
public readonly record struct EntryBody
{
    private readonly byte[] _own;
    private readonly byte[]? _shared;
    private readonly int _at;

    /// <summary>A body of its own.</summary>
    public EntryBody(byte[] own) => _own = own;

    /// <summary>A body with a part that others have too. Neither array may change any more.</summary>
    /// <param name="own">What stands before and behind the shared part.</param>
    /// <param name="shared">The shared part.</param>
    /// <param name="at">How many bytes of the own stand before it.</param>
    public EntryBody(byte[] own, byte[] shared, int at)
    {
        _own = own;
        _shared = shared;
        _at = at;
    }

    /// <summary>True when a part of it is others' too: in one array it is a copy.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>How many bytes it has.</summary>
    public int Length => _own.Length + (_shared?.Length ?? 0);

    /// <summary>All of it in one array; not a copy where nothing is shared.</summary>
    public byte[] ToArray()
    {
        if (_shared is null)
        {
            return _own;
        }

        var all = GC.AllocateUninitializedArray<byte>(Length);
        CopyTo(all);
        return all;
    }

    /// <summary>Copies it to where there is room for <see cref="Length"/> bytes.</summary>
    public void CopyTo(Span<byte> into)
    {
        if (_shared is null)
        {
            _own.CopyTo(into);
            return;
        }

        _own.AsSpan(0, _at).CopyTo(into);
        _shared.CopyTo(into[_at..]);
        _own.AsSpan(_at).CopyTo(into[(_at + _shared.Length)..]);
    }

    /// <summary>Writes it on.</summary>
    public void WriteTo(IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (_shared is null)
        {
            into.Write(_own);
            return;
        }

        into.Write(_own.AsSpan(0, _at));
        into.Write(_shared);
        into.Write(_own.AsSpan(_at));
    }
}
