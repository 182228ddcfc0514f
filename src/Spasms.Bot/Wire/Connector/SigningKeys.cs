using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Spasms.Bot.Wire.Connector;

/// <summary>
/// The signing keys that an OpenID metadata document names, kept for a day. A key that is not among them makes it look again
/// (keys are rolled over), a few times an hour at most: anybody can make up names of keys.
/// </summary>
internal sealed class SigningKeys(string address, HttpClient http, TimeProvider clock, ILogger log)
{
    private const int LooksPerHour = 12;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private Task<OpenIdConnectConfiguration?>? _reading;
    private OpenIdConnectConfiguration? _known;
    private DateTimeOffset _readAt;
    private DateTimeOffset _hour;
    private int _looks;

    /// <summary>The document with its keys; one that holds the named key where there is one. Null: it can't be had.</summary>
    public async ValueTask<OpenIdConnectConfiguration?> GetAsync(string? keyId)
    {
        Task<OpenIdConnectConfiguration?> reading;
        lock (_gate)
        {
            if (_known is { } known && clock.GetUtcNow() - _readAt < Life && (Holds(known, keyId) || !MayLook()))
            {
                return known;
            }

            reading = _reading ??= ReadAsync();
        }

        return await reading;
    }

    /// <summary>The channels that a key is good for; null: any.</summary>
    public static IReadOnlyList<string>? Endorsements(SecurityKey? key) =>
        key is JsonWebKey json && json.AdditionalData.TryGetValue("endorsements", out var list)
            ? list switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(e => e.ToString())],
                IEnumerable<object> several => [.. several.Select(e => e.ToString()!)],
                _ => [list.ToString()!],
            }
            : null;

    // Old keys are better than none while the document can't be had.
    private async Task<OpenIdConnectConfiguration?> ReadAsync()
    {
        await Task.Yield();
        OpenIdConnectConfiguration? read = null;
        try
        {
            var reader = new HttpDocumentRetriever(http) { RequireHttps = !new Uri(address).IsLoopback };
            read = await OpenIdConnectConfigurationRetriever.GetAsync(address, reader, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException or ArgumentException or JsonException or InvalidOperationException)
        {
            Log.NoSigningKeys(log, fault);
        }

        lock (_gate)
        {
            _reading = null;
            if (read is not null)
            {
                (_known, _readAt) = (read, clock.GetUtcNow());
            }

            return _known;
        }
    }

    private bool MayLook()
    {
        var now = clock.GetUtcNow();
        if (now - _hour >= TimeSpan.FromHours(1))
        {
            (_hour, _looks) = (now, 0);
        }

        return ++_looks <= LooksPerHour;
    }

    private static bool Holds(OpenIdConnectConfiguration known, string? keyId) =>
        string.IsNullOrEmpty(keyId) || (known.JsonWebKeySet?.Keys.Any(k => k.Kid == keyId) ?? false);
}
