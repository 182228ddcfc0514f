namespace Spasms.Bot;

/// <summary>Everything the host logs, on stderr. No message text and no secret ever stands in it.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Serving {Addresses}; {Articles} articles, content {Hash}")]
    public static partial void Serving(ILogger logger, string addresses, int articles, string hash);

    [LoggerMessage(2, LogLevel.Debug, "The conversation changed elsewhere; attempt {Attempt} starts anew")]
    public static partial void Conflict(ILogger logger, int attempt);

    [LoggerMessage(3, LogLevel.Error, "The store is down")]
    public static partial void StoreDown(ILogger logger, Exception fault);

    [LoggerMessage(4, LogLevel.Warning, "A stored state of form {Format} can't be read; the talk starts anew")]
    public static partial void StateUnreadable(ILogger logger, string format);

    [LoggerMessage(5, LogLevel.Information, "A person was forgotten: {Conversations} conversations, {Activities} activities, {Notes} notes removed")]
    public static partial void Forgotten(ILogger logger, int conversations, int activities, int notes);

    [LoggerMessage(6, LogLevel.Error, "A request failed")]
    public static partial void RequestFailed(ILogger logger, Exception fault);

    [LoggerMessage(7, LogLevel.Warning, "The new content has {Errors} errors; the last good content goes on serving")]
    public static partial void ContentRefused(ILogger logger, int errors);

    [LoggerMessage(8, LogLevel.Information, "New content {Hash}")]
    public static partial void ContentReloaded(ILogger logger, string hash);

    [LoggerMessage(9, LogLevel.Debug, "A socket ended: {Reason}")]
    public static partial void SocketEnded(ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Warning, "{Diagnostic}")]
    public static partial void Content(ILogger logger, string diagnostic);

    [LoggerMessage(12, LogLevel.Error, "A turn failed")]
    public static partial void TurnFailed(ILogger logger, Exception fault);

    [LoggerMessage(13, LogLevel.Error, "The content could not be loaded again; the last good content goes on serving")]
    public static partial void ReloadFailed(ILogger logger, Exception fault);

    [LoggerMessage(14, LogLevel.Warning, "The signing keys of the connector's callers can't be read")]
    public static partial void NoSigningKeys(ILogger logger, Exception fault);

    [LoggerMessage(15, LogLevel.Warning, "A reply could not be delivered to its channel, which answered {Status} after {Attempts} attempts; it is kept as a dead letter")]
    public static partial void DeadLetter(ILogger logger, int status, int attempts);

    [LoggerMessage(16, LogLevel.Warning, "A delivery waits for the next start: {Reason}")]
    public static partial void DeliveryStopped(ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Warning, "The knowledge folder can't be watched; a change needs a restart")]
    public static partial void NotWatching(ILogger logger, Exception fault);

    [LoggerMessage(20, LogLevel.Error, "Other hosts' turns no longer reach the sockets of this one: restart it")]
    public static partial void FanoutEnded(ILogger logger, Exception fault);

    [LoggerMessage(30, LogLevel.Information, "Kept long enough: {Conversations} conversations and {Notes} notes removed")]
    public static partial void Swept(ILogger logger, int conversations, int notes);
}
