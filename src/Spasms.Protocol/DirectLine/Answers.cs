using System.Text.Json.Serialization;

namespace Spasms.Protocol;

/// <summary>The body of every refusal.</summary>
public sealed record ErrorBody(ErrorDetail Error)
{
    /// <summary>The fault as a body.</summary>
    public static ErrorBody Of(Fault fault) => new(new ErrorDetail(fault.Code, fault.Message));
}

/// <summary>What is wrong: a stable code and words for people.</summary>
public sealed record ErrorDetail(string Code, string Message);

/// <summary>Answer to tokens/generate and tokens/refresh.</summary>
/// <param name="ConversationId">The one conversation that the token is good for.</param>
/// <param name="Token">The token.</param>
/// <param name="ExpiresIn">Its life from now, in seconds.</param>
public sealed record TokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>Answer to start and reconnect. The token must be in both, or the client forgets its own.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">A token for it.</param>
/// <param name="ExpiresIn">The token's life from now, in seconds.</param>
/// <param name="StreamUrl">Absolute ws or wss address, good for a short while.</param>
public sealed record ConversationAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);

/// <summary>Answer to a post: the id under which the activity is echoed.</summary>
public sealed record ResourceAnswer(string Id);
