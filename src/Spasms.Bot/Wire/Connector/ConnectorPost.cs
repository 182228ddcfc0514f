using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Spasms.Protocol;

namespace Spasms.Bot.Wire.Connector;

/// <summary>What came of posting one reply.</summary>
/// <param name="Status">The channel's answer; 0: none came.</param>
/// <param name="Wait">How long the channel asks to be left alone; null: it doesn't say.</param>
internal readonly record struct Posted(int Status, TimeSpan? Wait = null)
{
    /// <summary>True when the channel has it.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>True when trying again may help: the channel was away, busy or broken.</summary>
    public bool MayRetry => Status is 0 or 401 or 408 or 412 or 425 or 429 or >= 500;
}

/// <summary>Posts one reply to a channel's connector (Bot Connector API: Reply To Activity, Send To Conversation).</summary>
internal sealed class ConnectorPost(ConnectorSettings settings, TimeProvider clock, ILogger log)
{
    private readonly Lazy<AppToken> _token = new(() => new AppToken(settings, clock, log));

    /// <summary>Posts it once; with a fresh token a second time when the first one is refused.</summary>
    public async Task<Posted> SendAsync(string serviceUrl, byte[] body, CancellationToken cancel)
    {
        try
        {
            var token = await _token.Value.GetAsync(cancel);
            var posted = await OnceAsync(serviceUrl, body, token, cancel);
            if (posted.Status != 401 || token is null)
            {
                return posted;
            }

            _token.Value.Drop(token);
            return await OnceAsync(serviceUrl, body, await _token.Value.GetAsync(cancel), cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Posted(0);
        }
    }

    /// <summary>Where a reply is posted.</summary>
    public static Uri AddressOf(string serviceUrl, JsonElement activity)
    {
        var conversation = activity.TryGetProperty("conversation", out var given) ? Activity.Text(given, "id") ?? "" : "";
        var address = $"{serviceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(conversation)}/activities";
        return new Uri(Activity.Text(activity, "replyToId") is { Length: > 0 } question ? $"{address}/{Uri.EscapeDataString(question)}" : address);
    }

    private static async Task<Posted> OnceAsync(string serviceUrl, byte[] body, string? token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(serviceUrl, JsonElement.Parse(body)))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await ConnectorHttp.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return new Posted((int)answer.StatusCode, answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? answer.Headers.RetryAfter?.Delta : null);
    }
}
