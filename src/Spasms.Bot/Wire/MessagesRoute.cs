using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire.Connector;
using Spasms.Dialog;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire;

/// <summary>
/// The Bot Connector's door: <c>POST /api/messages</c>. Answers go out in the response (<c>deliveryMode: expectReplies</c>) or
/// to the caller's serviceUrl, where a channel's signed token or the settings vouch for that.
/// </summary>
internal sealed class MessagesRoute(HostParts host)
{
    /// <summary>The delivery mode that asks for the answers in the response (A3113).</summary>
    public const string ExpectReplies = "expectReplies";

    /// <summary>Adds the route.</summary>
    public void Map(IEndpointRouteBuilder app) => app.MapPost("/api/messages", AnswerAsync);

    /// <summary>The turn of an activity that is no invoke, for a host that sees to the caller and the sending itself.</summary>
    /// <exception cref="RefusedException">It names no conversation, or the sender is over the limit.</exception>
    public async Task<ImmutableArray<LogEntry>> TakeAsync(HttpContext context, Activity activity)
    {
        if (activity.ConversationId is not { Length: > 0 })
        {
            return activity.Type == ActivityTypes.Message ? throw new RefusedException(Fault.MissingProperty("conversation.id")) : [];
        }

        var message = Messages.Read(activity, host.Clock.GetUtcNow(), host.Settings.AskConsent);
        var said = await SayAsync(Request(context, null, activity, message, null, Greets(activity)));
        return said ?? throw new RefusedException(host.Limits.TooMany());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var caller = await CallerAsync(context);
        var activity = await Http.ReadActivityAsync(context.Request);
        caller?.Check(activity);
        var expects = activity.DeliveryMode == ExpectReplies;
        var deliverTo = expects ? null : host.Connector.ServiceUrl(caller, activity);
        if (activity.Type == ActivityTypes.Invoke)
        {
            await InvokeAsync(context, caller, activity, deliverTo);
            return;
        }

        if (activity.Type == ActivityTypes.Message && activity.ConversationId is not { Length: > 0 })
        {
            throw new RefusedException(Fault.MissingProperty("conversation.id"));
        }

        if (activity.Type == ActivityTypes.Message && !expects && deliverTo is null)
        {
            throw new RefusedException(Fault.BadArgument(
                "This serviceUrl is not posted to: list it in Connector:ServiceUrls, or send deliveryMode 'expectReplies'."));
        }

        // Nobody reads who writes, and what belongs to no conversation has no place.
        if (activity.Type == ActivityTypes.Typing || activity.ConversationId is not { Length: > 0 })
        {
            await AnswerAsync(context, activity, []);
            return;
        }

        var message = Messages.Read(activity, host.Clock.GetUtcNow(), host.Settings.AskConsent);
        var greets = (expects || deliverTo is not null) && Greets(activity);
        var said = await SayAsync(Request(context, caller, activity, message, deliverTo, greets));
        await AnswerAsync(context, activity, said ?? throw new RefusedException(host.Limits.TooMany()));
    }

    private async ValueTask<ConnectorCaller?> CallerAsync(HttpContext context)
    {
        if (host.Connector.IsOn)
        {
            return await host.Connector.CheckAsync(context);
        }

        return host.Access.IsLocal(context)
            ? null
            : throw new RefusedException(Fault.Unauthorized("Without connector credentials this address takes this machine's own callers only."));
    }

    // Runs the turn and sees its replies on their way. Null: over the limit, and no emergency.
    private async ValueTask<ImmutableArray<LogEntry>?> SayAsync(TurnRequest request)
    {
        var outcome = await host.Runner.RunAsync(request);
        var (replies, isLoose) = outcome switch
        {
            // The person's own activity stands first in a turn that is kept.
            TurnOutcome.Kept kept => (kept.Entries.RemoveAt(0), kept.IsLast),
            TurnOutcome.Unsaved unsaved => (unsaved.Entries, true),
            _ => (default(ImmutableArray<LogEntry>?), false),
        };
        if (request.DeliverTo is { } url && replies is { IsEmpty: false } all && outcome is not TurnOutcome.Kept { Repeated: true })
        {
            host.Delivery.Add(new Parcel(request.Conversation, request.OpenFor ?? "", url, all[0].Sequence, all[^1].Sequence) { Loose = isLoose ? all : [] });
        }

        return replies;
    }

    /// <summary>Feedback is kept; its comment is looked through like any words (I1). Null: it is another invoke, and nothing else is handled.</summary>
    public async Task<ImmutableArray<LogEntry>?> FeedbackAsync(HttpContext context, ConnectorCaller? caller, Activity activity, string? deliverTo)
    {
        if (activity.Name != "message/submitAction" || activity.Value is not { } value || Activity.Text(value, "actionName") != "feedback"
            || activity.ConversationId is not { Length: > 0 })
        {
            return null;
        }

        ImmutableArray<LogEntry> said = [];
        if (Comment(value) is { Length: > 0 } comment)
        {
            var request = Request(context, caller, activity, new UserMessage(comment, host.Clock.GetUtcNow()), deliverTo);
            said = await SayAsync(request with { IdempotencyKey = null, OnlyEmergency = true }) ?? [];
        }

        var kept = Request(context, caller, activity, null, null);
        value = PrivateActivity.Of(host.Snapshots.Current.Knowledge, activity)!.Value!.Value;
        await SayAsync(kept with { Notes = [new Note("feedback", "", kept.At, JsonSerializer.SerializeToUtf8Bytes(value))] });
        return said;
    }

    private async Task InvokeAsync(HttpContext context, ConnectorCaller? caller, Activity activity, string? deliverTo)
    {
        var said = await FeedbackAsync(context, caller, activity, deliverTo)
            ?? throw new RefusedException(new Fault(501, "NotImplemented", "This bot handles no such invoke."));
        if (activity.DeliveryMode != ExpectReplies)
        {
            await Http.WriteAsync(context, 200, "{}"u8.ToArray());
            return;
        }

        var done = new JsonObject { ["type"] = "invokeResponse", ["value"] = new JsonObject { ["status"] = 200, ["body"] = new JsonObject() } };
        await AnswerAsync(context, activity, said.Add(new LogEntry(0, JsonSerializer.SerializeToUtf8Bytes(done))));
    }

    private static string? Comment(JsonElement value) =>
        value.TryGetProperty("actionValue", out var action) && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("feedback", out var feedback)
            ? Activity.Text(feedback, "feedbackText") ?? (feedback.ValueKind == JsonValueKind.String ? Activity.Text(action, "feedback") : null)
            : null;

    private TurnRequest Request(HttpContext context, ConnectorCaller? caller, Activity activity, UserMessage? message, string? deliverTo, bool greets = false)
    {
        var channel = activity.ChannelId is { Length: > 0 } name ? name : "local";
        var conversation = activity.ConversationId!;
        var person = activity.FromId ?? "";

        // Keys of connector conversations hold a slash and can't meet those of Direct Line.
        var key = $"{channel}/{conversation}";
        var whose = person.Length > 0 ? $"{channel}/{person}" : key;
        var envelope = new Envelope(channel, conversation, person, host.Conversations.BaseUrl(context))
        {
            Posted = activity,
            KeepsId = true,
            Returns = true,
        };
        return new TurnRequest(key, message?.At ?? host.Clock.GetUtcNow(), envelope)
        {
            Message = message,
            Greet = greets,

            // An invoke keeps what its channel sent, under the channel's own ids.
            Feedback = activity.Type == ActivityTypes.Invoke ? null : Feedback.Read(activity),
            IdempotencyKey = activity.Id is { Length: > 0 } id ? id : null,
            OpenFor = whose,
            DeliverTo = deliverTo,

            // A channel calls from few addresses for all of its people.
            OnlyEmergency = caller is null ? !host.Limits.Allows(context, whose) : !host.Limits.Allows(whose),
        };
    }

    // Somebody other than the bot came, or the page says that it is there.
    private static bool Greets(Activity activity) =>
        (activity.Type == ActivityTypes.Event && activity.Name == "webchat/join")
        || (activity.Type == ActivityTypes.ConversationUpdate && activity.MembersAdded.Any(m => m != activity.RecipientId));

    // Without expectReplies nothing is said here, so an empty 200 is the whole answer.
    private static Task AnswerAsync(HttpContext context, Activity activity, ImmutableArray<LogEntry> replies)
    {
        if (activity.DeliveryMode == ExpectReplies)
        {
            return Http.WriteAsync(context, replies, null);
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }
}
