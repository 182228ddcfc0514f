using Spasms.Protocol;

namespace Spasms.Bot.Wire.Connector;

/// <summary>Whose signed word a request carries.</summary>
/// <param name="ServiceUrl">A channel's: where it is answered. Null for the Emulator and other bots.</param>
/// <param name="Endorsements">The channels that the signing key is good for; null: any.</param>
internal sealed record ConnectorCaller(string? ServiceUrl, IReadOnlyList<string>? Endorsements)
{
    /// <summary>Refuses an activity that the token doesn't stand for: another channel's, or one to be answered elsewhere.</summary>
    public void Check(Activity activity)
    {
        if (ServiceUrl is not null && !ServiceUrl.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(Fault.Forbidden("The token is for another serviceUrl."));
        }

        if (Endorsements is not null && activity.ChannelId is { Length: > 0 } channel && !Endorsements.Contains(channel, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedException(Fault.Forbidden("The token's key is not endorsed for this channel."));
        }
    }
}
