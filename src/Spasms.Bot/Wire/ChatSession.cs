using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Pages;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>
/// The page's way in: <c>POST /chat/session {resumeKey?, fresh?}</c> gives a token for the last conversation under the page's
/// random resume key, or for a new one. Only the key's hash is kept. <c>fresh</c> begins a new conversation of the same person.
/// </summary>
internal sealed class ChatSession(HostParts host)
{
    private const int LongestKey = 128;

    /// <summary>Adds the route.</summary>
    public void Map(IEndpointRouteBuilder app) => app.MapPost("/chat/session", OpenAsync);

    private async Task OpenAsync(HttpContext context)
    {
        host.Limits.Check(context);
        if (!host.Access.MayOpenSession(context))
        {
            throw new RefusedException(Fault.Forbidden("Only this bot's own page opens sessions here."));
        }

        var body = await Http.ReadOptionalAsync(context.Request);
        var fresh = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("fresh", out var flag) && flag.ValueKind == JsonValueKind.True;
        var session = await OpenAsync(context, Activity.Text(body, "resumeKey") ?? ResumeCookie.Read(context), fresh);
        await Http.WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["conversationId"] = session.Claims.Conv,
            ["token"] = host.Conversations.Token(session.Claims),
            ["expiresIn"] = host.Conversations.TokenSeconds,
            ["domain"] = host.Conversations.BaseUrl(context) + "/v3/directline",
            ["userId"] = session.Claims.User,
            ["resumeKey"] = session.ResumeKey,
            ["resumed"] = session.Resumed,
        }));
    }

    /// <summary>Finds or opens the conversation of a resume key: for every page that is served, with or without scripts.</summary>
    public async Task<Session> OpenAsync(HttpContext context, string? resumeKey, bool fresh)
    {
        var known = resumeKey is { Length: > 0 and <= LongestKey }
            ? await host.Store.FindByResumeKeyAsync(Conversations.HashOf(resumeKey), context.RequestAborted)
            : null;
        if (known is not null && !fresh)
        {
            ResumeCookie.Write(context, resumeKey!);
            return new Session(Claims(known.Id, known.Person), resumeKey!, Resumed: true);
        }

        // A key that is not known here is never taken over: keys are made where their randomness is sure.
        var key = known is null ? Conversations.NewId() + Conversations.NewId() : resumeKey!;
        var claims = Claims(Conversations.NewId(), known?.Person ?? "dl_" + Conversations.NewId());
        await host.Conversations.OpenAsync(context, claims, Conversations.HashOf(key));
        ResumeCookie.Write(context, key);
        return new Session(claims, key, Resumed: false);
    }

    private static TokenClaims Claims(string conversation, string person) =>
        new() { Conv = conversation, User = person, Sub = person };

    /// <summary>An open conversation of a page.</summary>
    internal sealed record Session(TokenClaims Claims, string ResumeKey, bool Resumed);
}
