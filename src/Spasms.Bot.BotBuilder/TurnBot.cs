using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Spasms.Bot.Wire;
using Spasms.Protocol.Store;
using SdkActivity = Microsoft.Bot.Schema.Activity;

namespace Spasms.Bot.BotBuilder;

/// <summary>
/// The SDK's handler of one activity: every kind goes to the turn runner as it was sent, unknown fields and all, and what it
/// leaves in the log is what the SDK sends.
/// </summary>
/// <param name="route">Makes turns of connector activities.</param>
/// <param name="context">The request.</param>
/// <param name="sent">The activity as it was sent.</param>
internal sealed class TurnBot(MessagesRoute route, HttpContext context, Protocol.Activity sent) : ActivityHandler
{
    /// <inheritdoc/>
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        // The SDK's own way of answering an invoke: a status, or 501 where nobody handles it.
        if (sent.Type == Protocol.ActivityTypes.Invoke)
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
        }
        else if (sent.Type != Protocol.ActivityTypes.Typing)
        {
            await SayAsync(turnContext, await route.TakeAsync(context, sent), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        if (await route.FeedbackAsync(context, null, sent, null) is not { } said)
        {
            return new InvokeResponse { Status = StatusCodes.Status501NotImplemented };
        }

        await SayAsync(turnContext, said, cancellationToken);
        return new InvokeResponse { Status = StatusCodes.Status200OK };
    }

    private static Task SayAsync(ITurnContext turn, ImmutableArray<LogEntry> replies, CancellationToken cancel) => replies.IsEmpty
        ? Task.CompletedTask
        : turn.SendActivitiesAsync([.. replies.Select(r => JsonConvert.DeserializeObject<SdkActivity>(Encoding.UTF8.GetString(r.Body))!)], cancel);
}
