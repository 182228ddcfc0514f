using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using Spasms.Dialog.Answers;
using Spasms.Knowledge;
using Spasms.Knowledge.Prepared;
using Spasms.Search;

namespace Spasms.Tests.Compiling;

public sealed class PreparedKnowledgeTests
{
    private static readonly (byte[] First, byte[] Second) Bytes = PreparedKnowledge.Write(Content.Knowledge);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_prepared_is_what_compiling_gives_down_to_the_last_field(bool mapped)
    {
        var read = PreparedKnowledge.Join(
            PreparedKnowledge.ReadFirst(mapped ? Mapped(Bytes.First) : Bytes.First),
            PreparedKnowledge.ReadSecond(mapped ? Mapped(Bytes.Second) : Bytes.Second));

        AssertSame(Content.Knowledge, read, nameof(KnowledgeBase), new HashSet<object>(ReferenceEqualityComparer.Instance));
        var again = PreparedKnowledge.Write(read);
        Assert.Equal(Bytes.First, again.First);
        Assert.Equal(Bytes.Second, again.Second);
    }

    [Fact]
    public void The_index_that_was_kept_is_the_one_that_is_built()
    {
        var kept = PassageIndex.Kept(Mapped(PassageIndex.Keep(Content.Knowledge)), Content.Knowledge);

        AssertSame(PassageIndex.Build(Content.Knowledge.Passages, Content.Knowledge.Vocabulary), kept, nameof(PassageIndex), new HashSet<object>(ReferenceEqualityComparer.Instance));
        Assert.Equal("cramps", kept.Correct("crampps"));
    }

    [Fact]
    public void The_tables_of_answering_that_were_kept_are_those_that_are_built()
    {
        var kept = AnswerTables.Kept(Mapped(AnswerTables.Keep(Content.Knowledge)), Content.Knowledge);

        AssertSame(AnswerTables.Build(Content.Knowledge), kept, nameof(AnswerTables), new HashSet<object>(ReferenceEqualityComparer.Instance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void Bytes_that_end_too_early_are_refused(int length)
    {
        Assert.Throws<InvalidDataException>(() => PreparedKnowledge.ReadFirst(Bytes.First[..length]));
        Assert.Throws<InvalidDataException>(() => PreparedKnowledge.ReadSecond(Bytes.Second[..length]));
    }

    [Fact]
    public void Bytes_of_another_build_are_refused()
    {
        var other = Bytes.First.ToArray();
        other[5] ^= 1;
        BinaryPrimitives.WriteUInt64LittleEndian(other.AsSpan(^sizeof(ulong)..), PreparedKnowledge.SumOf(other.AsSpan(..^sizeof(ulong))));

        Assert.Contains("Another build", Assert.Throws<InvalidDataException>(() => PreparedKnowledge.ReadFirst(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_altered_bit_anywhere_is_told_and_gives_no_odd_answers()
    {
        for (var part = 1; part < 40; part++)
        {
            var (first, second) = (Bytes.First.ToArray(), Bytes.Second.ToArray());
            first[(int)((long)first.Length * part / 40)] ^= 4;
            second[(int)((long)second.Length * part / 40)] ^= 4;

            Assert.Throws<InvalidDataException>(() => PreparedKnowledge.ReadFirst(first));
            Assert.Throws<InvalidDataException>(() => PreparedKnowledge.ReadSecond(second));
        }
    }

    private static Flat<byte> Mapped(byte[] bytes)
    {
        var address = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, address, bytes.Length);
        return new Flat<byte>(address, bytes.Length);
    }

    private static byte[] Raw(object flat) =>
        (byte[])typeof(PreparedKnowledgeTests).GetMethod(nameof(RawOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(flat.GetType().GetGenericArguments()).Invoke(null, [flat])!;

    private static byte[] RawOf<T>(Flat<T> flat)
        where T : unmanaged => MemoryMarshal.AsBytes(flat.Span).ToArray();

    // By all fields, private ones too, so that a part that the kept form forgets is found.
    private static void AssertSame(object? expected, object? actual, string path, HashSet<object> seen)
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, path);
            return;
        }

        var type = expected.GetType();
        Assert.True(type == actual.GetType(), path);
        if (expected is Delegate)
        {
            // What is worked out on first use is the business of other tests.
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Flat<>))
        {
            // Where they lie differs: what lies there must not.
            Assert.True(Raw(expected).SequenceEqual(Raw(actual)), path);
        }
        else if (type.IsPrimitive || type.IsEnum || expected is string or DateOnly)
        {
            Assert.True(expected.Equals(actual), path);
        }
        else if (expected is IDictionary map)
        {
            var other = (IDictionary)actual;
            Assert.True(map.Count == other.Count, path);
            foreach (var key in map.Keys)
            {
                AssertSame(map[key], other[key], $"{path}[{key}]", seen);
            }
        }
        else if (expected is Array array)
        {
            var other = (Array)actual;
            Assert.True(array.Length == other.Length, path);
            if (type.GetElementType()!.IsPrimitive)
            {
                Assert.True(array.Cast<object>().SequenceEqual(other.Cast<object>()), path);
                return;
            }

            for (var i = 0; i < array.Length; i++)
            {
                AssertSame(array.GetValue(i), other.GetValue(i), $"{path}[{i}]", seen);
            }
        }
        else if (type.IsValueType || seen.Add(expected))
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                AssertSame(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}", seen);
            }
        }
    }
}
