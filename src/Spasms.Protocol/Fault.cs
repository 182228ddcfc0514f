namespace Spasms.Protocol;

/// <summary>A refusal as it goes on the wire: <c>{"error":{"code","message"}}</c> under an HTTP status.</summary>
/// <param name="Status">HTTP status, 400 and up.</param>
/// <param name="Code">Stable; clients go by it.</param>
/// <param name="Message">For people; may change. Never holds exception text.</param>
public sealed record Fault(int Status, string Code, string Message)
{
    /// <summary>Seconds after which a retry makes sense, sent as <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>An argument in the URL, a header or the body is wrong.</summary>
    public static Fault BadArgument(string message) => new(400, "BadArgument", message);

    /// <summary>The body is not the JSON that is expected.</summary>
    public static Fault BadSyntax(string message) => new(400, "BadSyntax", message);

    /// <summary>A required property is absent.</summary>
    public static Fault MissingProperty(string name) => new(400, "MissingProperty", $"The property '{name}' is required.");

    /// <summary>No credentials, or none of the form <c>Bearer ...</c>.</summary>
    public static Fault Unauthorized(string message) => new(401, "Unauthorized", message);

    /// <summary>The credentials are not good for this.</summary>
    public static Fault Forbidden(string message) => new(403, "Forbidden", message);

    /// <summary>The token ran out: clients know 403 with this code, not 401.</summary>
    public static Fault TokenExpired { get; } = new(403, "TokenExpired", "The token has expired.");

    /// <summary>There is no such resource; clients take it as the end of the conversation.</summary>
    public static Fault NotFound(string message) => new(404, "NotFound", message);

    /// <summary>The body is bigger than the limit.</summary>
    public static Fault TooBig(int limit) => new(413, "MessageSizeTooBig", $"The body is bigger than {limit} bytes.");

    /// <summary>The body is of a kind that is not taken here.</summary>
    public static Fault MediaType { get; } = new(415, "UnsupportedMediaType", "This media type is not taken here.");

    /// <summary>Too many messages; nothing was kept.</summary>
    /// <param name="seconds">When to come back.</param>
    public static Fault TooMany(int seconds) =>
        new(429, "TooManyRequests", "Too many messages. Please wait a moment.") { RetryAfter = seconds };

    /// <summary>The store can't be reached.</summary>
    public static Fault Unavailable { get; } =
        new(503, "ServiceUnavailable", "The message could not be kept. Please try again soon.") { RetryAfter = 2 };

    /// <summary>A fault of ours.</summary>
    public static Fault Internal { get; } = new(500, "ServiceError", "Something went wrong here.");
}
