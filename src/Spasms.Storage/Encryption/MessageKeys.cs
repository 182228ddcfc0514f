using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Encryption;

/// <summary>
/// The keys that messages are encrypted with at rest (AES-256-GCM): the first writes, all of them read, so that a new one is
/// put in front and the old ones stay until nothing needs them.
/// </summary>
public sealed class MessageKeys
{
    private const int KeyBytes = 32;
    private const int IdBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // No activity, state or note begins so: what was kept before encryption was switched on is told apart and stays readable.
    private static readonly byte[] Mark = [0x00, (byte)'S', (byte)'X', 0x01];

    private readonly ImmutableArray<(byte[] Id, byte[] Key)> _keys;

    private MessageKeys(ImmutableArray<(byte[] Id, byte[] Key)> keys) => _keys = keys;

    /// <summary>Reads keys in base64, the newest first; null where one is none, or there is none.</summary>
    public static MessageKeys? Read(IEnumerable<string> base64)
    {
        var keys = ImmutableArray.CreateBuilder<(byte[], byte[])>();
        foreach (var text in base64)
        {
            var key = new byte[KeyBytes + 1];
            if (!Convert.TryFromBase64String(text.Trim(), key, out var length) || length != KeyBytes)
            {
                return null;
            }

            key = key[..KeyBytes];
            keys.Add((SHA256.HashData([.. "spasms message key"u8, .. key])[..IdBytes], key));
        }

        return keys.Count == 0 ? null : new MessageKeys(keys.ToImmutable());
    }

    /// <summary>Name of the key that writes: part of a hash, tells nothing of the key.</summary>
    public string WriterId => Convert.ToHexStringLower(_keys[0].Id);

    /// <summary>True when the bytes were encrypted.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> bytes) => bytes.Length >= Mark.Length + IdBytes + NonceBytes + TagBytes && bytes.StartsWith(Mark);

    /// <summary>Name of the key that the bytes were encrypted with.</summary>
    public static string IdOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes.Slice(Mark.Length, IdBytes));

    /// <summary>True when the key with this name is here.</summary>
    public bool Has(string id) => Find(Convert.FromHexString(id)) is not null;

    /// <summary>Encrypts. The bytes can be read in this place only: moved to another row they are refused.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var (id, key) = _keys[0];
        var bytes = new byte[Mark.Length + IdBytes + NonceBytes + plain.Length + TagBytes];
        Mark.CopyTo(bytes, 0);
        id.CopyTo(bytes, Mark.Length);
        var nonce = bytes.AsSpan(Mark.Length + IdBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, bytes.AsSpan(^(TagBytes + plain.Length)..^TagBytes), bytes.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(place));
        return bytes;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made in the same place; gives bytes that were never encrypted as they are.</summary>
    /// <exception cref="StoreUnavailableException">Its key is not here, or the bytes were changed or moved.</exception>
    public byte[] Open(byte[] bytes, string place)
    {
        if (!IsSealed(bytes))
        {
            return bytes;
        }

        var key = Find(bytes.AsSpan(Mark.Length, IdBytes))
            ?? throw new StoreUnavailableException($"A message was encrypted with the key {IdOf(bytes)}, which is not here.");
        var head = Mark.Length + IdBytes + NonceBytes;
        var plain = new byte[bytes.Length - head - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(bytes.AsSpan(Mark.Length + IdBytes, NonceBytes), bytes.AsSpan(head..^TagBytes), bytes.AsSpan(^TagBytes..), plain, Encoding.UTF8.GetBytes(place));
            return plain;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new StoreUnavailableException("A kept message was changed or moved: it can't be decrypted.", fault);
        }
    }

    private byte[]? Find(ReadOnlySpan<byte> id)
    {
        foreach (var (known, key) in _keys)
        {
            if (id.SequenceEqual(known))
            {
                return key;
            }
        }

        return null;
    }
}
