using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spasms.Bot.Wire;

/// <summary>
/// Addresses of result pages. Each names a place in a conversation's log and is signed, so that it opens without a token
/// or cookie for whoever was given it, and for nobody who guesses. It ends when the conversation is forgotten.
/// </summary>
internal sealed class ResultLinks(byte[] installationKey)
{
    private const int MacBytes = 16;

    // A key of its own: no token can be mistaken for a link, and no link for a token.
    private readonly byte[] _key = HMACSHA256.HashData(installationKey, "spasms result links"u8);

    /// <summary>The path of a result's page.</summary>
    public string PathOf(string conversation, long sequence)
    {
        var place = Place(conversation, sequence);
        return $"/result/{place}.{Base64Url.EncodeToString(Mac(place))}";
    }

    /// <summary>Reads the last part of an address; false for what was not made here.</summary>
    public bool TryRead(string token, [NotNullWhen(true)] out string? conversation, out long sequence)
    {
        conversation = null;
        sequence = 0;
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[0]) || !Base64Url.IsValid(parts[2])
            || !CryptographicOperations.FixedTimeEquals(Mac($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])))
        {
            return false;
        }

        conversation = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        return long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    private static string Place(string conversation, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(conversation))}.{sequence}");

    private byte[] Mac(string place) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(place))[..MacBytes];
}
