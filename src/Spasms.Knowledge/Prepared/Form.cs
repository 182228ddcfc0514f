using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
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
    // What lies in one piece begins at a multiple of this, so that it can be used where it lies.
    private const int Room = sizeof(ulong);

    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private readonly ArrayBufferWriter<byte>? _written;
    private readonly Flat<byte> _read;
    private int _from;

    private Form(ArrayBufferWriter<byte> written) => _written = written;

    private Form(Flat<byte> read) => _read = read;

    /// <summary>All of a value as bytes.</summary>
    public static byte[] Write<T>(Func<Form, T?, T> each, T value)
    {
        var written = new ArrayBufferWriter<byte>(1 << 20);
        each(new Form(written), value);
        BinaryPrimitives.WriteUInt64LittleEndian(written.GetSpan(sizeof(ulong)), SumOf(0, written.WrittenSpan));
        written.Advance(sizeof(ulong));
        return written.WrittenSpan.ToArray();
    }

    /// <summary>A value from its bytes; what lies in one piece stays in them where they are mapped.</summary>
    /// <param name="each">Says the parts of the value.</param>
    /// <param name="bytes">As <see cref="Write"/> gave them; mapped ones begin at a multiple of eight.</param>
    /// <exception cref="InvalidDataException">They are none of ours, were altered, or end too early.</exception>
    public static T Read<T>(Func<Form, T?, T> each, Flat<byte> bytes)
    {
        var whole = bytes.Length - sizeof(ulong);
        if (whole < 0 || SumOf(0, bytes.Span[..whole]) != BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[whole..]))
        {
            throw new InvalidDataException("The bytes were altered.");
        }

        try
        {
            return each(new Form(bytes), default);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The bytes were altered.", fault);
        }
    }

    /// <summary>Says which build of the code this is of: another may work the same content out otherwise.</summary>
    /// <exception cref="InvalidDataException">Another build made the bytes.</exception>
    public void CheckBuild(Module code)
    {
        var build = code.ModuleVersionId.ToByteArray();
        if (!Plain(ImmutableCollectionsMarshal.AsImmutableArray(build)).AsSpan().SequenceEqual(build))
        {
            throw new InvalidDataException("Another build of the program made it.");
        }
    }

    public int Number(int value)
    {
        if (_written is not null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_written.GetSpan(sizeof(int)), value);
            _written.Advance(sizeof(int));
            return value;
        }

        return BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
    }

    public double Real(double value)
    {
        if (_written is not null)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(_written.GetSpan(sizeof(double)), value);
            _written.Advance(sizeof(double));
            return value;
        }

        return BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
    }

    public bool Flag(bool value) => Number(value ? 1 : 0) != 0;

    /// <summary>A text that is never null.</summary>
    public string Text(string? value)
    {
        if (_written is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(value!);
            Number(bytes.Length);
            _written.Write(bytes);
            return value!;
        }

        return Encoding.UTF8.GetString(Take(Length()));
    }

    /// <summary>A text or null.</summary>
    public string? Maybe(string? value) => Flag(value is not null) ? Text(value) : null;

    /// <summary>Numbers or letters as they lie in memory.</summary>
    public Flat<T> Flat<T>(Flat<T> values)
        where T : unmanaged
    {
        if (_written is not null)
        {
            Number(values.Length);
            _written.Write(stackalloc byte[Gap(_written.WrittenCount)]);
            _written.Write(MemoryMarshal.AsBytes(values.Span));
            return values;
        }

        var length = Length();
        _from += Gap(_from);
        var part = _read.Part<T>(_from, length);
        _from += length * Unsafe.SizeOf<T>();
        return part;
    }

    /// <summary>The same, few and immutable.</summary>
    public ImmutableArray<T> Plain<T>(ImmutableArray<T> values)
        where T : unmanaged
    {
        if (_written is not null)
        {
            Number(values.Length);
            _written.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        var read = new T[Length()];
        Take(read.Length * Unsafe.SizeOf<T>()).CopyTo(MemoryMarshal.AsBytes(read.AsSpan()));
        return ImmutableCollectionsMarshal.AsImmutableArray(read);
    }

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

    private static int Gap(int at) => -at & (Room - 1);

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _read.Span.Slice(_from, length);
        _from += length;
        return taken;
    }

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
