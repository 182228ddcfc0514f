using System.Globalization;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire;

/// <summary>The one catch: every failure becomes <c>{"error":{"code","message"}}</c>, and none carries exception text.</summary>
internal static class ErrorAnswers
{
    /// <summary>Runs the rest of the pipeline and answers for what goes wrong in it.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Http.RefuseAsync(context, Plain(context.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception fault)
        {
            if (context.Response.HasStarted)
            {
                Log.RequestFailed(log, fault);
                context.Abort();
                return;
            }

            context.Response.Headers.Remove("Content-Encoding");
            await Http.RefuseAsync(context, Of(fault, log));
        }
    }

    /// <summary>What a failure is called outside; a fault of ours is logged.</summary>
    public static Fault Of(Exception exception, ILogger log)
    {
        switch (exception)
        {
            case RefusedException refused:
                return refused.Fault;
            case StoreUnavailableException:
                return Fault.Unavailable;
            case BadHttpRequestException bad:
                return Plain(bad.StatusCode);
            case InvalidDataException:
                // A form with too many fields, or one that is too long.
                return Plain(StatusCodes.Status400BadRequest);
            default:
                Log.RequestFailed(log, exception);
                return Fault.Internal;
        }
    }

    // What the server and the routing refuse by themselves, with empty bodies.
    internal static Fault Plain(int status) => status switch
    {
        404 => Fault.NotFound("There is nothing at this address."),
        405 => new Fault(405, "MethodNotAllowed", "This address doesn't take this method."),
        413 => Fault.TooBig(Http.BodyLimit),
        415 => Fault.MediaType,
        >= 500 => Fault.Internal with { Status = status },
        _ => new Fault(status, "BadArgument", string.Create(CultureInfo.InvariantCulture, $"The request is not understood ({status}).")),
    };
}
