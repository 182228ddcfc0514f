using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Pages;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>What a page wants of its last conversation.</summary>
internal enum Wish
{
    /// <summary>To go on with it.</summary>
    Resume,

    /// <summary>A new one of the same person.</summary>
    Afresh,

    /// <summary>A new one of somebody else: nothing leads from here to the last one any more.</summary>
    Stranger,
}

/// <summary>
/// The page's way in: <c>POST /chat/session {resumeKey?, fresh?, stranger?, continue?}</c> gives a token for the last
/// conversation under the page's random resume key, or for a new one. Only the key's hash is kept. After a while the answer is
/// <c>{mustAsk: true}</c> until <c>continue</c> says that the same person is here.
/// </summary>
internal sealed class ChatSession(HostParts host, Returning returning)
{
    private const int LongestKey = 128;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/chat/session", OpenAsync);
        app.MapPost("/chat/forget", ForgetAsync);
        app.MapPost("/chat/leave", LeaveAsync);
    }

    private async Task OpenAsync(HttpContext context)
    {
        host.Limits.Check(context);
        CheckOwnPage(context);
        var body = await Http.ReadOptionalAsync(context.Request);
        var wish = Flag(body, "stranger") ? Wish.Stranger : Flag(body, "fresh") ? Wish.Afresh : Wish.Resume;
        var key = Activity.Text(body, "resumeKey") ?? ResumeCookie.Read(context);
        if (wish == Wish.Resume && !Flag(body, "continue") && await FindAsync(context, key) is { } known && returning.MustAsk(context, known))
        {
            await Answer(context, new JsonObject { ["mustAsk"] = true });
            return;
        }

        var session = await OpenAsync(context, key, wish);
        returning.Stay(context);
        await Answer(context, new JsonObject
        {
            ["conversationId"] = session.Claims.Conv,
            ["token"] = host.Conversations.Token(session.Claims),
            ["expiresIn"] = host.Conversations.TokenSeconds,
            ["domain"] = host.Conversations.BaseUrl(context) + "/v3/directline",
            ["userId"] = session.Claims.User,
            ["resumeKey"] = session.ResumeKey,
            ["resumed"] = session.Resumed,
        });
    }

    /// <summary>Finds or opens the conversation of a resume key: for every page that is served, with or without scripts.</summary>
    public async Task<Session> OpenAsync(HttpContext context, string? resumeKey, Wish wish)
    {
        var known = wish == Wish.Stranger ? null : await FindAsync(context, resumeKey);
        if (known is not null && wish == Wish.Resume)
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

    // For pages in a frame of another site, where browsers keep cookies back; the form does the same by its cookie.
    private async Task ForgetAsync(HttpContext context)
    {
        CheckOwnPage(context);
        var body = await Http.ReadOptionalAsync(context.Request);
        if (await FindAsync(context, Activity.Text(body, "resumeKey") ?? ResumeCookie.Read(context)) is { } known)
        {
            var gone = await host.Runner.ForgetAsync(known.Person);
            var receipt = Receipt.Lines(host.Snapshots.Current.Knowledge.English, gone, host.Clock.GetUtcNow(), host.Settings.Retention.BackupDays);
            Leave(context);
            await Answer(context, new JsonObject { ["receipt"] = string.Join(' ', receipt) });
            return;
        }

        await LeaveAsync(context);
    }

    // What is kept stays; this browser loses its way to it.
    private Task LeaveAsync(HttpContext context)
    {
        CheckOwnPage(context);
        Leave(context);
        return Answer(context, []);
    }

    private static void Leave(HttpContext context)
    {
        ResumeCookie.Clear(context);
        Returning.Leave(context);
    }

    private void CheckOwnPage(HttpContext context)
    {
        if (!host.Access.MayOpenSession(context))
        {
            throw new RefusedException(Fault.Forbidden("Only this bot's own page opens sessions here."));
        }
    }

    private async ValueTask<Protocol.Store.StoredConversation?> FindAsync(HttpContext context, string? resumeKey) =>
        resumeKey is { Length: > 0 and <= LongestKey }
            ? await host.Store.FindByResumeKeyAsync(Conversations.HashOf(resumeKey), context.RequestAborted)
            : null;

    private static bool Flag(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static Task Answer(HttpContext context, JsonObject answer) =>
        Http.WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(answer));

    private static TokenClaims Claims(string conversation, string person) =>
        new() { Conv = conversation, User = person, Sub = person };

    /// <summary>An open conversation of a page.</summary>
    internal sealed record Session(TokenClaims Claims, string ResumeKey, bool Resumed);
}
