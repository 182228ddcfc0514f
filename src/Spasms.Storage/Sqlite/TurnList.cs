using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// Where the turns of a conversation stand among all activities, packed into few bytes: for each how far behind the last one its
/// first entry is, how many entries it has, and eight bytes of a hash of its idempotency key. The bytes of a list never change;
/// adding makes a new one.
/// </summary>
/// <param name="Bytes">As they are kept; null for no turns.</param>
internal readonly record struct TurnList(byte[]? Bytes)
{
    private const int HashLength = 8;
    private const int LongestNumber = 10;

    /// <summary>A list without turns.</summary>
    public static TurnList Empty => default;

    /// <summary>The turns, oldest first.</summary>
    /// <param name="last">The place in the log of the last entry of the last turn.</param>
    public ImmutableArray<ListedTurn> Read(long last)
    {
        var turns = ImmutableArray.CreateBuilder<ListedTurn>();
        var rest = new ReadOnlySpan<byte>(Bytes);
        var (end, words) = (0L, 0L);
        while (!rest.IsEmpty)
        {
            var id = end + Number(ref rest);
            var (count, hash) = CountAndHash(ref rest);
            turns.Add(new ListedTurn(id, words + 1, count, hash));
            (end, words) = (id + count, words + count);
        }

        for (var i = 0; i < turns.Count; i++)
        {
            turns[i] = turns[i] with { First = turns[i].First + last - words };
        }

        return turns.DrainToImmutable();
    }

    /// <summary>This list and one more turn.</summary>
    /// <param name="end">The id behind the last entry of this list; 0 for an empty one.</param>
    /// <param name="id">Of the turn's first entry; not before the end.</param>
    /// <param name="count">How many entries the turn has.</param>
    /// <param name="hash">Of its key, where it has one.</param>
    public TurnList With(long end, long id, int count, long? hash)
    {
        Span<byte> more = stackalloc byte[(2 * LongestNumber) + HashLength];
        var length = Write(more, (ulong)(id - end));
        length += Write(more[length..], ((ulong)count << 1) | (hash is null ? 0u : 1u));
        if (hash is { } known)
        {
            BinaryPrimitives.WriteInt64LittleEndian(more[length..], known);
            length += HashLength;
        }

        return new TurnList([.. Bytes ?? [], .. more[..length]]);
    }

    /// <summary>What a list holds of an idempotency key. Two keys may have one hash: what is found by it is compared with the key itself, where the turn left words to keep it with.</summary>
    public static long Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        var bytes = most <= 1024 ? stackalloc byte[most] : new byte[most];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static (int Count, long? Hash) CountAndHash(ref ReadOnlySpan<byte> rest)
    {
        var number = Number(ref rest);
        if ((number & 1) == 0)
        {
            return ((int)(number >> 1), null);
        }

        var hash = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[HashLength..];
        return ((int)(number >> 1), hash);
    }

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static long Number(ref ReadOnlySpan<byte> rest)
    {
        var number = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var one = rest[0];
            rest = rest[1..];
            number |= (long)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return number;
            }
        }
    }

    private static int Write(Span<byte> into, ulong number)
    {
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            into[length++] = (byte)(number | 0x80);
        }

        into[length++] = (byte)number;
        return length;
    }
}

/// <summary>Where a turn stands.</summary>
/// <param name="Id">Of its first entry among all activities; its other entries follow.</param>
/// <param name="First">Its first entry's place in the conversation's log.</param>
/// <param name="Count">How many entries it has.</param>
/// <param name="Hash">Of its idempotency key, where it has one.</param>
internal readonly record struct ListedTurn(long Id, long First, int Count, long? Hash);
