using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Spasms.Bot.Turns;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>Opens conversations and gives out what a client needs to talk in one.</summary>
internal sealed class Conversations(TurnRunner runner, Tokens tokens, Settings settings, TimeProvider clock)
{
    /// <summary>The channel's name on every activity.</summary>
    public const string ChannelId = "directline";

    /// <summary>Seconds that a token is good.</summary>
    public int TokenSeconds { get; } = (int)settings.TokenLifetime.TotalSeconds;

    /// <summary>An id that nobody guesses.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>What is kept of a resume key.</summary>
    public static string HashOf(string resumeKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resumeKey)));

    /// <summary>Opens a conversation with the greeting in it. False: it was open already.</summary>
    public async Task<bool> OpenAsync(HttpContext context, TokenClaims claims, string? resumeKeyHash = null)
    {
        var envelope = new Envelope(ChannelId, claims.Conv, claims.User ?? "", BaseUrl(context));
        var outcome = await runner.RunAsync(new TurnRequest(claims.Conv, clock.GetUtcNow(), envelope)
        {
            Greet = true,
            IdempotencyKey = "open",
            OpenFor = claims.Sub ?? claims.Conv,
            ResumeKeyHash = resumeKeyHash,
        });
        return outcome is TurnOutcome.Kept { Repeated: false };
    }

    /// <summary>A token for the REST calls.</summary>
    public string Token(TokenClaims claims) => tokens.Make(claims, Tokens.Rest, TokenSeconds);

    /// <summary>The answer to start and reconnect.</summary>
    /// <param name="context">Its request shows how this host is reached.</param>
    /// <param name="claims">The token's.</param>
    /// <param name="watermark">Where the stream begins; null: at the start.</param>
    public ConversationAnswer Answer(HttpContext context, TokenClaims claims, string? watermark)
    {
        var stream = tokens.Make(claims, Tokens.Stream, (int)settings.StreamLifetime.TotalSeconds);
        var from = string.IsNullOrEmpty(watermark) ? "-" : Uri.EscapeDataString(watermark);
        var address = "ws" + BaseUrl(context)["http".Length..];
        return new ConversationAnswer(
            claims.Conv, Token(claims), TokenSeconds, $"{address}/v3/directline/conversations/{claims.Conv}/stream?watermark={from}&t={stream}");
    }

    /// <summary>How people reach this host: the setting, or what the request says.</summary>
    public string BaseUrl(HttpContext context) =>
        settings.PublicUrl ?? $"{context.Request.Scheme}://{context.Request.Host.Value}{context.Request.PathBase.Value}";
}
