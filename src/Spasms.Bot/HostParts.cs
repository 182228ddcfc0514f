using Spasms.Bot.Turns;
using Spasms.Bot.Wire;
using Spasms.Bot.Wire.Connector;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol.Store;

namespace Spasms.Bot;

/// <summary>What the routes share; put together once in <see cref="BotHost"/>.</summary>
internal sealed record HostParts(
    Settings Settings,
    Snapshots Snapshots,
    IConversationStore Store,
    Feed Feed,
    TurnRunner Runner,
    Access Access,
    Conversations Conversations,
    RateLimits Limits,
    Uploads Uploads,
    ConnectorAccess Connector,
    Delivery Delivery,
    TimeProvider Clock,
    ILogger Logger,
    CancellationToken Stopping);
