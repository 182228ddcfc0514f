using System.Text.Json.Serialization;

namespace Spasms.Protocol;

/// <summary>What a token says. Good for one conversation, and where it names a user, for that one only.</summary>
public sealed record TokenClaims
{
    /// <summary>Who made it.</summary>
    public string Iss { get; init; } = "";

    /// <summary>What it is for: the REST calls, or opening one stream.</summary>
    public string Aud { get; init; } = "";

    /// <summary>The bot.</summary>
    public string Bot { get; init; } = "";

    /// <summary>The place it was given out from.</summary>
    public string Site { get; init; } = "";

    /// <summary>The conversation.</summary>
    public string Conv { get; init; } = "";

    /// <summary>The id that every post gets as its sender; null leaves that to the client. Web Chat reads it here.</summary>
    public string? User { get; init; }

    /// <summary>Whose data the conversation's is; null: nobody's but the conversation's own.</summary>
    public string? Sub { get; init; }

    /// <summary>Page origins that may use it; null: any.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>The one file that it opens; null: none.</summary>
    public string? File { get; init; }

    /// <summary>Not before, in seconds since 1970.</summary>
    public long Nbf { get; init; }

    /// <summary>Not from this second on.</summary>
    public long Exp { get; init; }

    /// <summary>Makes two tokens of one second differ.</summary>
    public string Jti { get; init; } = "";
}
