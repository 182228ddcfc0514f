using Spasms.Bot.Turns;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>
/// The Bot Connector's door: <c>POST /api/messages</c>. In this release it takes this machine's own callers and answers in the
/// response (<c>deliveryMode: expectReplies</c>); it never posts to a serviceUrl.
/// </summary>
internal sealed class MessagesRoute(HostParts host)
{
    /// <summary>Adds the route.</summary>
    public void Map(IEndpointRouteBuilder app) => app.MapPost("/api/messages", TakeAsync);

    private async Task TakeAsync(HttpContext context)
    {
        if (!host.Access.IsLocal(context))
        {
            throw new RefusedException(Fault.Unauthorized("Without connector credentials this address takes this machine's own callers only."));
        }

        var activity = await Http.ReadActivityAsync(context.Request);
        var greets = activity.DeliveryMode == "expectReplies" && Greets(activity);
        if (activity.Type == ActivityTypes.Invoke)
        {
            throw new RefusedException(new Fault(501, "NotImplemented", "This bot handles no such invoke."));
        }

        if (activity.Type != ActivityTypes.Message && !greets)
        {
            await AnswerAsync(context, activity, []);
            return;
        }

        if (activity.ConversationId is not { Length: > 0 } conversation)
        {
            throw new RefusedException(Fault.MissingProperty("conversation.id"));
        }

        if (activity.DeliveryMode != "expectReplies")
        {
            throw new RefusedException(Fault.BadArgument(
                "This host answers in the response only: send deliveryMode 'expectReplies'. It posts to no serviceUrl."));
        }

        var outcome = await host.Runner.RunAsync(Request(context, activity, conversation, greets));
        await (outcome switch
        {
            // The person's own activity stands first in a message's turn.
            TurnOutcome.Kept kept => AnswerAsync(context, activity, kept.Entries.Skip(1).Select(e => (ReadOnlyMemory<byte>)e.Body)),
            TurnOutcome.Unsaved unsaved => AnswerAsync(context, activity, unsaved.Entries.Select(e => (ReadOnlyMemory<byte>)e.Body)),
            _ => throw new RefusedException(host.Limits.TooMany()),
        });
    }

    private TurnRequest Request(HttpContext context, Activity activity, string conversation, bool greets)
    {
        var at = host.Clock.GetUtcNow();
        var channel = activity.ChannelId is { Length: > 0 } name ? name : "local";
        var person = activity.FromId ?? "";

        // Keys of connector conversations hold a slash and can't meet those of Direct Line.
        var key = $"{channel}/{conversation}";
        var envelope = new Envelope(channel, conversation, person, host.Conversations.BaseUrl(context))
        {
            Posted = activity,
            KeepsId = true,
            Returns = true,
        };
        return new TurnRequest(key, at, envelope)
        {
            Message = Messages.Read(activity, at, host.Settings.AskConsent),
            Greet = greets,
            IdempotencyKey = activity.Id is { Length: > 0 } id ? id : null,
            OpenFor = person.Length > 0 ? $"{channel}/{person}" : key,
            OnlyEmergency = !host.Limits.Allows(context, person.Length > 0 ? $"{channel}/{person}" : key),
        };
    }

    // Somebody other than the bot came, or the page says that it is there.
    private static bool Greets(Activity activity) =>
        (activity.Type == ActivityTypes.Event && activity.Name == "webchat/join")
        || (activity.Type == ActivityTypes.ConversationUpdate && activity.MembersAdded.Any(m => m != activity.RecipientId));

    // Without expectReplies nothing is said, so an empty 200 is the whole answer.
    private static Task AnswerAsync(HttpContext context, Activity activity, IEnumerable<ReadOnlyMemory<byte>> replies)
    {
        if (activity.DeliveryMode == "expectReplies")
        {
            return Http.WriteAsync(context, 200, ActivitySet.ToUtf8(replies, null));
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }
}
