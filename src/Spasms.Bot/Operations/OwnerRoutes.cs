using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Spasms.Bot.Pages;
using Spasms.Bot.Wire;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Operations;

/// <summary>
/// <c>/owner</c>: what people ask and where the chat fails them, for whoever holds the key (HTTP Basic, any name, the key as
/// password). Without a key in the settings there is no such page.
/// </summary>
internal sealed class OwnerRoutes(HostParts host, Tally tally, string? key)
{
    /// <summary>The setting of the key.</summary>
    public const string KeySetting = "OwnerKey";

    private const int ShortestKey = 16;
    private static readonly TimeSpan Span = TimeSpan.FromDays(30);

    /// <summary>Reads the key; one that can be guessed is a fault.</summary>
    public static string? ReadKey(IConfiguration configuration, ImmutableArray<string>.Builder faults)
    {
        if (configuration[KeySetting] is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length < ShortestKey)
        {
            faults.Add($"The setting {KeySetting} takes {ShortestKey} characters or more.");
        }

        return text;
    }

    /// <summary>Adds the route, where there is a key.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        if (key is not null)
        {
            app.MapGet("/owner", PageAnswer.From(ShowAsync));
        }
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        if (!IsOwner(http.Request.Headers.Authorization.ToString()))
        {
            // Guesses are counted like messages.
            host.Limits.Check(http);
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"owner\", charset=\"UTF-8\"";
            throw new RefusedException(Fault.Unauthorized("This page is for whoever runs this chat."));
        }

        var since = host.Clock.GetUtcNow() - Span;
        var counts = await tally.SumAsync(since, http.RequestAborted);
        var misses = await Miss.ReadAsync(host.Store, since, http.RequestAborted);
        var page = OwnerPage.Write(host.Snapshots.Current.Knowledge, counts, misses, await ThumbsAsync(since, http.RequestAborted), Span.Days);
        var answer = PageAnswer.Of(http, page);
        http.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private bool IsOwner(string header)
    {
        var bytes = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return false;
        }

        var given = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key!)));
    }

    // A later thumb on the same answer stands for the earlier one.
    private async Task<(int Up, int Down)> ThumbsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var last = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (note, i) in (await host.Store.ReadNotesAsync("feedback", null, cancel)).Where(n => n.At >= since).Select((n, i) => (n, i)))
        {
            if (Activity.TryJson(note.Bytes, out var json) && Reaction(json) is { } reaction)
            {
                last[Activity.Text(json, "answer") ?? $"#{i}"] = reaction == "like";
            }
        }

        return (last.Values.Count(up => up), last.Values.Count(up => !up));
    }

    private static string? Reaction(JsonElement json) =>
        Activity.Text(json, "reaction")
        ?? (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("actionValue", out var given) ? Activity.Text(given, "reaction") : null);
}
