using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Spasms.Knowledge.Prepared;

/// <summary>
/// Bytes that compiled content is written to or read from. Each type says its parts once, in one function that does both: it is
/// given the value to write, or nothing and gives what it reads. So what is written and what is read can't differ.
/// A sum over all bytes stands at the end: what was altered or cut off since is told from what was written.
/// </summary>
internal sealed class Form
{
    private readonly ArrayBufferWriter<byte>? _written;
    private readonly Stream _read = Stream.Null;

    // What was read ahead and not yet taken. Most parts are a few bytes, and the stream need not be asked for each.
    private byte[] _room = [];
    private int _from;
    private int _to;
    private ulong _sum;

    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private Form(ArrayBufferWriter<byte> written) => _written = written;

    private Form(Stream read)
    {
        _read = read;
        _room = new byte[1 << 16];
    }

    /// <summary>All of a value as bytes.</summary>
    public static byte[] Write<T>(Func<Form, T?, T> each, T value)
    {
        var written = new ArrayBufferWriter<byte>(1 << 20);
        var form = new Form(written);
        each(form, value);
        MemoryMarshal.Write(written.GetSpan(sizeof(ulong)), form._sum);
        written.Advance(sizeof(ulong));
        return written.WrittenSpan.ToArray();
    }

    /// <summary>A value from its bytes.</summary>
    /// <exception cref="IOException">The bytes end too early, or can't be read.</exception>
    /// <exception cref="InvalidDataException">They are none of ours, or were altered.</exception>
    public static T Read<T>(Func<Form, T?, T> each, Stream bytes)
    {
        var form = new Form(bytes);
        T value;
        try
        {
            value = each(form, default);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The bytes were altered.", fault);
        }

        var sum = form._sum;
        return MemoryMarshal.Read<ulong>(form.Take(sizeof(ulong))) == sum ? value : throw new InvalidDataException("The bytes were altered.");
    }

    public int Number(int value)
    {
        if (_written is not null)
        {
            MemoryMarshal.Write(_written.GetSpan(sizeof(int)), value);
            Mix(_written.GetSpan(sizeof(int))[..sizeof(int)]);
            _written.Advance(sizeof(int));
            return value;
        }

        return MemoryMarshal.Read<int>(Take(sizeof(int)));
    }

    public double Real(double value)
    {
        if (_written is not null)
        {
            MemoryMarshal.Write(_written.GetSpan(sizeof(double)), value);
            Mix(_written.GetSpan(sizeof(double))[..sizeof(double)]);
            _written.Advance(sizeof(double));
            return value;
        }

        return MemoryMarshal.Read<double>(Take(sizeof(double)));
    }

    public bool Flag(bool value) => Number(value ? 1 : 0) != 0;

    /// <summary>A text that is never null.</summary>
    public string Text(string? value)
    {
        if (_written is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(value!);
            Number(bytes.Length);
            Mix(bytes);
            _written.Write(bytes);
            return value!;
        }

        return Encoding.UTF8.GetString(Take(Length()));
    }

    /// <summary>A text or null.</summary>
    public string? Maybe(string? value) => Flag(value is not null) ? Text(value) : null;

    /// <summary>Numbers or letters as they lie in memory.</summary>
    public T[] Array<T>(T[]? values)
        where T : unmanaged
    {
        if (_written is not null)
        {
            Number(values!.Length);
            Mix(MemoryMarshal.AsBytes(values.AsSpan()));
            _written.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        var read = GC.AllocateUninitializedArray<T>(Length());
        Fill(MemoryMarshal.AsBytes(read.AsSpan()));
        return read;
    }

    /// <summary>The same, immutable.</summary>
    public ImmutableArray<T> Plain<T>(ImmutableArray<T> values)
        where T : unmanaged => ImmutableCollectionsMarshal.AsImmutableArray(Array(ImmutableCollectionsMarshal.AsArray(values)));

    /// <summary>Things of one type, each in its form.</summary>
    public ImmutableArray<T> List<T>(ImmutableArray<T> values, Func<Form, T?, T> each)
    {
        var read = new T[_written is null ? Length() : Number(values.Length)];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = each(this, _written is null ? default : values[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(read);
    }

    public ImmutableArray<string> Texts(ImmutableArray<string> values) => List(values, static (form, text) => form.Text(text));

    /// <summary>Texts by name.</summary>
    public ImmutableDictionary<string, string> Map(ImmutableDictionary<string, string>? values)
    {
        var names = Texts(values is null ? [] : [.. values.Keys.Order(StringComparer.Ordinal)]);
        var read = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            read.Add(name, Text(values?[name]));
        }

        return read.ToImmutable();
    }

    /// <summary>A thing or null.</summary>
    public T? Maybe<T>(T? value, Func<Form, T?, T> each)
        where T : class => Flag(value is not null) ? each(this, value) : null;

    // Nothing of ours is near so long: the bytes are damaged, and must not ask for all of the memory.
    private int Length() => Number(0) is var length and >= 0 and < 1 << 26 ? length : throw new InvalidDataException("A length is none.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_to - _from < length)
        {
            var room = length > _room.Length ? new byte[length] : _room;
            _room.AsSpan(_from, _to - _from).CopyTo(room);
            (_room, _to, _from) = (room, _to - _from, 0);
            _to += _read.ReadAtLeast(_room.AsSpan(_to), length - _to);
        }

        var taken = _room.AsSpan(_from, length);
        _from += length;
        Mix(taken);
        return taken;
    }

    private void Fill(Span<byte> bytes)
    {
        var ahead = Math.Min(bytes.Length, _to - _from);
        _room.AsSpan(_from, ahead).CopyTo(bytes);
        _from += ahead;
        _read.ReadExactly(bytes[ahead..]);
        Mix(bytes);
    }

    private void Mix(ReadOnlySpan<byte> bytes) => _sum = SumOf(_sum, bytes);

    /// <summary>A sum with more bytes. Against chance, not against malice: whoever can write this file can write the program.</summary>
    public static ulong SumOf(ulong sum, ReadOnlySpan<byte> bytes)
    {
        // Four sums side by side: one would wait for itself at each step.
        var whole = MemoryMarshal.Cast<byte, ulong>(bytes);
        var (second, third, fourth) = (Odd, Odd << 1, Odd << 2);
        var at = 0;
        for (; at + 4 <= whole.Length; at += 4)
        {
            sum = Step(sum, whole[at]);
            second = Step(second, whole[at + 1]);
            third = Step(third, whole[at + 2]);
            fourth = Step(fourth, whole[at + 3]);
        }

        if (at > 0)
        {
            sum = Step(Step(Step(sum, second), third), fourth);
        }

        foreach (var one in bytes[(at * sizeof(ulong))..])
        {
            sum = Step(sum, one);
        }

        return sum;
    }

    private static ulong Step(ulong sum, ulong next) => (BitOperations.RotateLeft(sum, 23) ^ next) * Odd;
}
