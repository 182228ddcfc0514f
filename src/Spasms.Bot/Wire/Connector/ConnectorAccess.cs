using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Spasms.Protocol;

namespace Spasms.Bot.Wire.Connector;

/// <summary>
/// Who may call <c>/api/messages</c> when the bot has an app id: channels, the Emulator and allowed bots, each with a token of
/// the Bot Framework's authentication (REST: "Authenticate requests from the Bot Connector service to your bot").
/// </summary>
internal sealed class ConnectorAccess
{
    private const string ChannelIssuer = "https://api.botframework.com";
    private const int LongestToken = 16_384;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // Microsoft's own tenants that the Emulator and multi-tenant bots get their tokens from; the last one is the government's.
    private static readonly string[] Tenants =
        ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "cab8a31a-1906-4287-a0d8-4eef66b95f6e"];

    private readonly ConnectorSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Lazy<SigningKeys> _channelKeys;
    private readonly Lazy<SigningKeys> _directoryKeys;
    private readonly string[] _directoryIssuers;

    public ConnectorAccess(ConnectorSettings settings, TimeProvider clock, ILogger log)
    {
        (_settings, _clock) = (settings, clock);
        _channelKeys = new(() => new SigningKeys(settings.OpenIdMetadata, ConnectorHttp.Client, clock, log));
        _directoryKeys = settings.EmulatorOpenIdMetadata == settings.OpenIdMetadata
            ? _channelKeys
            : new(() => new SigningKeys(settings.EmulatorOpenIdMetadata, ConnectorHttp.Client, clock, log));
        _directoryIssuers = [.. Tenants.Append(settings.Tenant).OfType<string>().SelectMany(t => (string[])[$"https://sts.windows.net/{t}/", $"https://login.microsoftonline.com/{t}/v2.0"])];
    }

    /// <summary>True when callers must show a token.</summary>
    public bool IsOn => _settings.AppId is not null;

    /// <summary>The caller of a request.</summary>
    /// <exception cref="RefusedException">401: no token, or none that is good here. 403: of a bot that may not call.</exception>
    public async ValueTask<ConnectorCaller> CheckAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken)
        {
            throw Refuse(context, "Send 'Authorization: Bearer' with the connector's token.");
        }

        var handler = new JsonWebTokenHandler { MapInboundClaims = false };
        var text = header[7..].Trim();
        if (Read(handler, text) is not { } unchecked_)
        {
            throw Refuse(context, "The token can't be read.");
        }

        var isDirectory = unchecked_.Issuer.StartsWith("https://sts.windows.net/", StringComparison.OrdinalIgnoreCase)
            || unchecked_.Issuer.StartsWith("https://login.microsoftonline.com/", StringComparison.OrdinalIgnoreCase);
        var keys = await (isDirectory ? _directoryKeys : _channelKeys).Value.GetAsync(unchecked_.Kid)
            ?? throw Refuse(context, "The keys that would prove the token can't be had at the moment.");
        var result = await handler.ValidateTokenAsync(text, Parameters(keys, isDirectory));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            throw Refuse(context, "The token is not good for this bot.");
        }

        return isDirectory ? CheckDirectory(context, token) : CheckChannel(context, token);
    }

    /// <summary>Where the answer to an activity may be posted; null: nowhere, it must be asked for in the response.</summary>
    public string? ServiceUrl(ConnectorCaller? caller, Activity activity)
    {
        if (activity.ServiceUrl is not { Length: > 0 } url || !ConnectorSettings.IsSafe(url) || (IsOn && _settings.AppPassword is null))
        {
            return null;
        }

        return caller?.ServiceUrl is not null || _settings.ServiceUrls.Contains(url.TrimEnd('/'), StringComparer.OrdinalIgnoreCase) ? url : null;
    }

    private TokenValidationParameters Parameters(OpenIdConnectConfiguration keys, bool isDirectory) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        ValidIssuers = isDirectory ? _directoryIssuers : [ChannelIssuer, .. keys.Issuer is { Length: > 0 } own ? (string[])[own] : []],
        ValidAudience = _settings.AppId,
        IssuerSigningKeys = keys.JsonWebKeySet?.Keys ?? [],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) =>
            until is { } end && end + Skew > _clock.GetUtcNow().UtcDateTime && (from is not { } begin || begin - Skew <= _clock.GetUtcNow().UtcDateTime),
    };

    private static ConnectorCaller CheckChannel(HttpContext context, JsonWebToken token) =>
        token.TryGetPayloadValue<string>("serviceurl", out var url) && url.Length > 0
            ? new ConnectorCaller(url, SigningKeys.Endorsements(token.SigningKey))
            : throw Refuse(context, "The token names no serviceurl.");

    // Of the Emulator the app id is the bot's own; of another bot it is that bot's, and it must be let in by name.
    private ConnectorCaller CheckDirectory(HttpContext context, JsonWebToken token)
    {
        var version = token.TryGetPayloadValue<string>("ver", out var ver) ? ver : throw Refuse(context, "The token names no version.");
        var claim = version switch
        {
            "" or "1.0" => "appid",
            "2.0" => "azp",
            _ => throw Refuse(context, "The token's version is not known here."),
        };
        if (!token.TryGetPayloadValue<string>(claim, out var app))
        {
            throw Refuse(context, "The token names no app.");
        }

        return app == _settings.AppId || _settings.AllowedCallers.Contains(app) || _settings.AllowedCallers.Contains("*")
            ? new ConnectorCaller(null, null)
            : throw new RefusedException(Fault.Forbidden("This bot may not call here: see Connector:AllowedCallers."));
    }

    private static JsonWebToken? Read(JsonWebTokenHandler handler, string text)
    {
        try
        {
            return handler.ReadJsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static RefusedException Refuse(HttpContext context, string message)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new RefusedException(Fault.Unauthorized(message));
    }
}
