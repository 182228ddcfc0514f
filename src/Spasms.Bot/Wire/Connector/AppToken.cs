using System.Text.Json;
using Spasms.Protocol;

namespace Spasms.Bot.Wire.Connector;

/// <summary>The bot's own token for the connector: fetched with its password (OAuth 2.0 client credentials), kept until shortly before its end.</summary>
internal sealed class AppToken(ConnectorSettings settings, TimeProvider clock, ILogger log)
{
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly SigningKeys _metadata = new(settings.OpenIdMetadata, ConnectorHttp.Client, clock, log);
    private Task<string>? _fetching;
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>The token; null for a bot without credentials.</summary>
    /// <exception cref="HttpRequestException">The login refused or could not be reached.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancel)
    {
        if (settings.AppId is null || settings.AppPassword is null)
        {
            return null;
        }

        Task<string> fetching;
        lock (_gate)
        {
            if (_token is not null && clock.GetUtcNow() < _until)
            {
                return _token;
            }

            fetching = _fetching ??= FetchAsync();
        }

        return await fetching.WaitAsync(cancel);
    }

    /// <summary>Lets a token go that a channel refused.</summary>
    public void Drop(string? refused)
    {
        lock (_gate)
        {
            _token = _token == refused ? null : _token;
        }
    }

    private async Task<string> FetchAsync()
    {
        await Task.Yield();
        try
        {
            var (token, seconds) = await AskAsync();
            lock (_gate)
            {
                (_token, _until) = (token, clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - (seconds > 600 ? Margin : TimeSpan.FromSeconds(seconds / 10)));
            }

            return token;
        }
        finally
        {
            lock (_gate)
            {
                _fetching = null;
            }
        }
    }

    private async Task<(string Token, int Seconds)> AskAsync()
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", settings.AppId!),
            new("client_secret", settings.AppPassword!),
            new("scope", Scope),
        ]);
        using var answer = await ConnectorHttp.Client.PostAsync(new Uri(await LoginAsync()), form);
        answer.EnsureSuccessStatusCode();
        if (!Activity.TryJson(await answer.Content.ReadAsByteArrayAsync(), out var json) || Activity.Text(json, "access_token") is not { Length: > 0 } token)
        {
            throw new HttpRequestException("The login gave no token.");
        }

        // Tokens live for a day or an hour; a lifetime that is not told is taken for a short one.
        return (token, json.TryGetProperty("expires_in", out var life) && life.ValueKind == JsonValueKind.Number && life.TryGetInt32(out var n) ? n : 600);
    }

    // A private cloud names its login beside its keys; Microsoft's own document does not.
    private async ValueTask<string> LoginAsync() =>
        settings.LoginUrl
        ?? ((await _metadata.GetAsync(null))?.TokenEndpoint is { Length: > 0 } named && ConnectorSettings.IsSafe(named) ? named : settings.MicrosoftLogin);
}
