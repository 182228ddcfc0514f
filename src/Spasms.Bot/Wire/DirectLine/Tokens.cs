using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>
/// Makes and reads Direct Line tokens: JWTs signed with HS256 under this installation's own key. Only tokens of our own
/// are ever read, so the header must be ours to the byte: no other algorithm can be talked into (RFC 8725, 3.1).
/// </summary>
internal sealed class Tokens(byte[] key, TimeProvider clock)
{
    /// <summary>Audience of tokens for the REST calls.</summary>
    public const string Rest = "directline";

    /// <summary>Audience of tokens that only open a stream; they stand in addresses and live for seconds.</summary>
    public const string Stream = "directline-stream";

    /// <summary>Audience of tokens that only open one file that was sent.</summary>
    public const string Upload = "directline-upload";

    private const string Issuer = "spasms-bot";
    private const string SharedName = "key/directline";
    private const int KeyBytes = 32;

    private static readonly string Header = Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8);

    // Tokens whose signature was found right: a client sends the same one with every message.
    private readonly Recent<TokenClaims> _signed = new();

    /// <summary>A signed token with these claims, good from now for this many seconds.</summary>
    public string Make(TokenClaims claims, string audience, int seconds)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var whole = claims with
        {
            Iss = Issuer,
            Aud = audience,
            Bot = Envelope.BotId,
            Site = "spasms",
            Nbf = now,
            Exp = now + seconds,
            Jti = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(8)),
        };
        var signed = Header + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(whole, ProtocolJson.Wire.TokenClaims));
        return signed + "." + Base64Url.EncodeToString(Sign(signed));
    }

    /// <summary>What a token says, when its signature, audience and times are right; the refusal otherwise.</summary>
    public (TokenClaims? Claims, Fault? Fault) Read(ReadOnlySpan<char> token, string audience)
    {
        var known = _signed.Find(token);
        var claims = known ?? ReadSigned(token.ToString());
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (claims is null || claims.Iss != Issuer || claims.Aud != audience || claims.Nbf > now)
        {
            return (null, Fault.Forbidden("The token or secret is not valid."));
        }

        if (claims.Exp <= now)
        {
            return (null, Fault.TokenExpired);
        }

        // The others are for one call.
        if (known is null && audience == Rest)
        {
            _signed.Keep(token.ToString(), claims);
        }

        return (claims, null);
    }

    // Null where the signature isn't ours.
    private TokenClaims? ReadSigned(string token)
    {
        var dot = token.LastIndexOf('.');
        if (dot < 0 || !token.StartsWith(Header + ".", StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return null;
        }

        var body = token[(Header.Length + 1)..Math.Max(dot, Header.Length + 1)];
        return CryptographicOperations.FixedTimeEquals(Sign(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1))) && Base64Url.IsValid(body)
            ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(body), ProtocolJson.Wire.TokenClaims)
            : null;
    }

    /// <summary>The key of the settings' installation: for this run, in the data folder, or in the database that its hosts share.</summary>
    public static byte[] KeyOf(Settings settings, IConversationStore store) => settings.Storage switch
    {
        StorageKind.Memory => NewKey(),
        StorageKind.Postgres => SharedKey(store),
        _ => LoadKey(settings.DataFolder),
    };

    // What is kept under a name first stays: of hosts that start together, one makes the key and all read it.
    private static byte[] SharedKey(IConversationStore store)
    {
        store.SaveSnapshotAsync(SharedName, NewKey(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return store.ReadSnapshotAsync(SharedName, CancellationToken.None).AsTask().GetAwaiter().GetResult()
            ?? throw new StoreUnavailableException("The database gave no key for tokens.");
    }

    /// <summary>This installation's key: made once, readable by its owner alone.</summary>
    public static byte[] LoadKey(string folder)
    {
        var path = Path.Combine(folder, "directline.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeyBytes } kept)
        {
            return kept;
        }

        Directory.CreateDirectory(folder);
        var key = NewKey();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>A key for as long as the program runs.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    private byte[] Sign(string text) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));
}
