using System.Collections.Immutable;

namespace Spasms.Bot.Wire.Connector;

/// <summary>Who the bot is to the Bot Connector, and which addresses belong to that.</summary>
internal sealed record ConnectorSettings
{
    private const string ChannelMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    private const string DirectoryMetadata = "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration";
    private const string AnyTenant = "botframework.com";

    /// <summary>The bot's app id; null: no channel is connected, and only this machine may call.</summary>
    public string? AppId { get; private init; }

    /// <summary>The app's secret; null: callers are checked, but answers go out in the response only.</summary>
    public string? AppPassword { get; private init; }

    /// <summary>The one tenant that the app belongs to; null: an app of many tenants.</summary>
    public string? Tenant { get; private init; }

    /// <summary>Where the keys of channels are published.</summary>
    public string OpenIdMetadata { get; private init; } = ChannelMetadata;

    /// <summary>Where the keys of the directory are published: for the Emulator and for other bots.</summary>
    public string EmulatorOpenIdMetadata { get; private init; } = DirectoryMetadata;

    /// <summary>Where the app gets its own token; null: what the metadata names, or Microsoft's.</summary>
    public string? LoginUrl { get; private init; }

    /// <summary>Addresses that answers may be posted to without a channel's signed word for them, no slash at the end.</summary>
    public ImmutableArray<string> ServiceUrls { get; private init; } = [];

    /// <summary>App ids of other bots that may call this one; <c>*</c> is any.</summary>
    public ImmutableArray<string> AllowedCallers { get; private init; } = [];

    /// <summary>Microsoft's address for the app's token.</summary>
    public string MicrosoftLogin => $"https://login.microsoftonline.com/{Tenant ?? AnyTenant}/oauth2/v2.0/token";

    /// <summary>Reads the settings; what is wrong is added to the faults.</summary>
    public static ConnectorSettings Read(IConfiguration configuration, ImmutableArray<string>.Builder faults)
    {
        var id = Text("MicrosoftAppId");
        if (id is null && (Text("MicrosoftAppPassword") ?? Text("OpenIdMetadata")) is not null)
        {
            faults.Add("MicrosoftAppPassword and OpenIdMetadata check nothing without MicrosoftAppId: set it, or leave them out.");
        }

        // A private cloud publishes the keys of both kinds of callers in one place.
        var metadata = Address("OpenIdMetadata");
        return new ConnectorSettings
        {
            AppId = id,
            AppPassword = Text("MicrosoftAppPassword"),
            Tenant = Text("MicrosoftAppTenantId"),
            OpenIdMetadata = metadata ?? ChannelMetadata,
            EmulatorOpenIdMetadata = Address("Connector:EmulatorOpenIdMetadata") ?? metadata ?? DirectoryMetadata,
            LoginUrl = Address("Connector:LoginUrl"),
            ServiceUrls = [.. Texts("Connector:ServiceUrls").Select(u => Checked("Connector:ServiceUrls", u).TrimEnd('/'))],
            AllowedCallers = [.. Texts("Connector:AllowedCallers")],
        };

        string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

        IEnumerable<string> Texts(string key) => configuration.GetSection(key).GetChildren().Select(c => c.Value).OfType<string>().Where(v => v.Length > 0);

        string? Address(string key) => Text(key) is { } text ? Checked(key, text) : null;

        string Checked(string key, string text)
        {
            if (!IsSafe(text))
            {
                faults.Add($"The setting {key} takes an https address, or an http one of this machine, not '{text}'.");
            }

            return text;
        }
    }

    /// <summary>True for an address that keys and tokens may travel to: encrypted, or within this machine.</summary>
    public static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback));
}
