using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Bot.Turns;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>The endpoints of Direct Line 3.0 under /v3/directline, as in Microsoft's published description.</summary>
internal sealed class DirectLineRoutes(HostParts host)
{
    private const int LongestUserId = 256;
    private const int Page = 500;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/v3/directline");
        routes.MapPost("/tokens/generate", GenerateAsync);
        routes.MapPost("/tokens/refresh", RefreshAsync);
        routes.MapPost("/conversations", StartAsync);
        routes.MapGet("/conversations/{id}", ReconnectAsync);
        routes.MapGet("/conversations/{id}/activities", ReadAsync);
        routes.MapPost("/conversations/{id}/activities", PostAsync);
        routes.MapPost("/conversations/{id}/upload", UploadAsync);
        routes.MapGet("/conversations/{id}/stream", StreamAsync);
        routes.MapGet("/session/getsessionid", SessionIdAsync);
        routes.MapGet("/uploads/{key}", host.Uploads.ServeAsync);
    }

    // Announces a conversation; it begins with its start.
    private async Task GenerateAsync(HttpContext context)
    {
        host.Limits.Check(context);
        var caller = host.Access.Check(context, null, anonymousToo: true);
        if (caller.Claims is not null)
        {
            throw new RefusedException(Fault.Forbidden("A token is made with a secret; refresh the one you have."));
        }

        var claims = NewClaims(caller, await Http.ReadOptionalAsync(context.Request));
        await WriteTokenAsync(context, claims);
    }

    private Task RefreshAsync(HttpContext context)
    {
        var caller = host.Access.Check(context, null);
        return caller.Claims is { } claims
            ? WriteTokenAsync(context, claims)
            : throw new RefusedException(Fault.Forbidden("A secret is not refreshed."));
    }

    private async Task StartAsync(HttpContext context)
    {
        host.Limits.Check(context);
        var caller = host.Access.Check(context, null, anonymousToo: true);
        var body = await Http.ReadOptionalAsync(context.Request);
        var claims = caller.Claims ?? NewClaims(caller, body);
        var opened = await host.Conversations.OpenAsync(context, claims);
        await Http.WriteAsync(
            context,
            opened ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            host.Conversations.Answer(context, claims, null),
            ProtocolJson.Wire.ConversationAnswer);
    }

    private async Task ReconnectAsync(HttpContext context)
    {
        var (id, caller) = Enter(context);
        var watermark = context.Request.Query["watermark"].ToString();
        ReadWatermark(watermark);
        await FindAsync(id, context);
        var claims = caller.Claims ?? new TokenClaims { Conv = id };
        await Http.WriteAsync(context, 200, host.Conversations.Answer(context, claims, watermark), ProtocolJson.Wire.ConversationAnswer);
    }

    private async Task ReadAsync(HttpContext context)
    {
        var (id, _) = Enter(context);
        var after = ReadWatermark(context.Request.Query["watermark"]);
        var floating = host.Feed.Floating(id, after);
        ImmutableArray<LogEntry> entries = [];
        try
        {
            // A conversation that is gone may still have its last words in the air.
            if (floating.IsEmpty)
            {
                after = Math.Min(after, (await FindAsync(id, context)).LastSequence);
            }

            entries = await host.Store.ReadAsync(id, after, Page, context.RequestAborted);
        }
        catch (StoreUnavailableException) when (!floating.IsEmpty)
        {
            // The advice that couldn't be kept is what this poll is for (I1).
            entries = [];
        }

        entries = [.. entries, .. floating];
        var last = entries.Aggregate(after, (most, e) => Math.Max(most, e.Sequence));
        await Http.WriteAsync(context, entries, last);
    }

    private async Task PostAsync(HttpContext context)
    {
        var (id, caller) = Enter(context);
        var activity = await Http.ReadActivityAsync(context.Request);
        if (activity.Type is ActivityTypes.Typing or ActivityTypes.ConversationUpdate or "trace" or "handoff")
        {
            await PassAsync(context, id, caller, activity);
            return;
        }

        await TakeAsync(context, id, caller, activity, [], host.Limits.Allows(context, caller.Claims?.Sub ?? id) ? null : host.Limits.TooMany());
    }

    // Shown at most while it lasts; never part of the log. Other tabs see that somebody writes.
    private async Task PassAsync(HttpContext context, string id, Caller caller, Activity activity)
    {
        await FindAsync(id, context);
        var at = host.Clock.GetUtcNow();
        var name = $"{id}|{activity.Type}-{at.UtcTicks}";
        if (activity.Type == ActivityTypes.Typing)
        {
            var stamp = new ActivityStamp(name, at, Conversations.ChannelId, id, caller.Claims?.User ?? Sender(activity));
            host.Feed.Publish(id, [new LogEntry(0, stamp.Over(activity))]);
        }

        await Http.WriteAsync(context, 200, new ResourceAnswer(name), ProtocolJson.Wire.ResourceAnswer);
    }

    // A refusal that is known before the turn leaves the words scanned all the same, and an emergency answered (I1).
    private async Task TakeAsync(HttpContext context, string id, Caller caller, Activity activity, ImmutableArray<Note> files, Fault? refusal)
    {
        var user = caller.Claims?.User ?? Sender(activity);
        var at = host.Clock.GetUtcNow();
        var envelope = new Envelope(Conversations.ChannelId, id, user, host.Conversations.BaseUrl(context)) { Posted = activity };
        var message = Messages.Read(activity, at, host.Settings.AskConsent);
        using var typing = message is null || refusal is not null
            ? null
            : new TypingSign(host.Clock, () => host.Feed.Publish(id, [new LogEntry(0, envelope.WriteTyping(at))]));
        var outcome = await host.Runner.RunAsync(new TurnRequest(id, at, envelope)
        {
            Message = message,
            Feedback = Feedback.Read(activity),
            IdempotencyKey = activity.ClientActivityId is { Length: > 0 } key ? $"{user}/{key}" : null,
            OnlyEmergency = refusal is not null,
            Notes = files,
            Typing = typing,
        });
        switch (outcome)
        {
            case TurnOutcome.Kept kept:
                await Http.WriteAsync(context, 200, new ResourceAnswer(ActivityIds.Of(id, kept.Entries[0].Sequence)), ProtocolJson.Wire.ResourceAnswer);
                break;
            case TurnOutcome.Unsaved:
                // The emergency advice is out; the message itself was not kept, and the client must know.
                throw new RefusedException(Fault.Unavailable);
            case TurnOutcome.Limited:
                throw new RefusedException(refusal!);
            default:
                throw new RefusedException(Fault.NotFound("There is no such conversation."));
        }
    }

    // Files with the message they belong to. What can't be taken is refused, but only after its words were scanned (I1).
    private async Task UploadAsync(HttpContext context)
    {
        var (id, caller) = Enter(context);
        await FindAsync(id, context);
        var form = await UploadForm.ReadAsync(context.Request);
        var refusal = !host.Uploads.AreTaken ? new Fault(415, "UploadNotSupported", "This bot takes no files. Please describe it in words.")
            : !host.Limits.Allows(context, caller.Claims?.Sub ?? id) ? host.Limits.TooMany()
            : !host.Uploads.TakeRoom(form.Files.Sum(f => (long)f.Bytes.Length)) ? new Fault(429, "TooManyRequests", "There is no room for more files today.") { RetryAfter = 3600 }
            : null;
        var kept = refusal is null ? form.Files.Select(f => host.Uploads.Keep(f, id, host.Conversations.BaseUrl(context))).ToArray() : [];
        var sender = context.Request.Query["userId"].ToString();
        var json = UploadMessage.Of(form.Template, sender, kept.Select(k => k.Attachment));
        if (!Activity.TryParse(json, out var activity, out var fault))
        {
            throw new RefusedException(fault);
        }

        await TakeAsync(context, id, caller, activity, [.. kept.Select(k => k.Note)], refusal);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var id = Id(context);
        var token = context.Request.Query["t"].ToString();
        if (token.Length == 0)
        {
            throw new RefusedException(Fault.Unauthorized("The address of a stream comes from starting or reconnecting."));
        }

        host.Access.CheckToken(context, token, Tokens.Stream, id);
        var after = ReadWatermark(context.Request.Query["watermark"]);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new RefusedException(Fault.BadArgument("This address is for WebSockets."));
        }

        var conversation = await FindAsync(id, context);
        using var news = host.Feed.Subscribe(id);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.Stopping);
        await new StreamSocket(socket, host.Store, news, host.Logger).RunAsync(Math.Min(after, conversation.LastSequence), ended.Token);
    }

    private Task SessionIdAsync(HttpContext context)
    {
        host.Access.Check(context, null);
        throw new RefusedException(Fault.NotFound("This bot has no sign-in."));
    }

    private Task WriteTokenAsync(HttpContext context, TokenClaims claims) => Http.WriteAsync(
        context,
        200,
        new TokenAnswer(claims.Conv, host.Conversations.Token(claims), host.Conversations.TokenSeconds),
        ProtocolJson.Wire.TokenAnswer);

    // A user named without a secret is a name, not a person: their data is bound to the conversation alone.
    private static TokenClaims NewClaims(Caller caller, JsonElement body)
    {
        var id = Conversations.NewId();
        var user = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("user", out var given) ? Activity.Text(given, "id") : null;
        if (user is { Length: > LongestUserId } or Envelope.BotId)
        {
            throw new RefusedException(Fault.BadArgument("This user id is too long or taken."));
        }

        user = user is { Length: > 0 } ? user : null;
        return new TokenClaims
        {
            Conv = id,
            User = user,
            Sub = caller.IsTrusted && user is not null ? user : id,
            Origins = ReadOrigins(body),
        };
    }

    private static string[]? ReadOrigins(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("trustedOrigins", out var origins) && origins.ValueKind == JsonValueKind.Array && origins.GetArrayLength() > 0
            ? [.. origins.EnumerateArray().Where(o => o.ValueKind == JsonValueKind.String).Select(o => o.GetRawText().Trim('"').TrimEnd('/'))]
            : null;

    private static string Sender(Activity activity) =>
        activity.FromId is { Length: > 0 and <= LongestUserId } id && id != Envelope.BotId ? id : "user";

    private (string Id, Caller Caller) Enter(HttpContext context)
    {
        var id = Id(context);
        return (id, host.Access.Check(context, id));
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private async ValueTask<StoredConversation> FindAsync(string id, HttpContext context) =>
        await host.Store.LoadAsync(id, context.RequestAborted) ?? throw new RefusedException(Fault.NotFound("There is no such conversation."));

    private static long ReadWatermark(string? text) =>
        Watermark.TryParse(text, out var sequence) ? sequence : throw new RefusedException(Fault.BadArgument("The watermark is not one of ours."));
}
