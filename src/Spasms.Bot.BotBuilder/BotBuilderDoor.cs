using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Spasms.Bot.Wire;
using Spasms.Bot.Wire.Connector;
using Spasms.Protocol;

namespace Spasms.Bot.BotBuilder;

/// <summary>
/// The Bot Framework SDK's door: <c>POST /api/messages</c> is taken by its <see cref="CloudAdapter"/>, which checks the caller
/// and sends the replies. The turns are the house's own, and so are page, Direct Line and store.
/// </summary>
internal static class BotBuilderDoor
{
    /// <summary>Adds the route.</summary>
    public static void Map(IEndpointRouteBuilder routes, HostParts host)
    {
        var adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(Credentials(host.Settings.Connector), logger: host.Logger), host.Logger);
        routes.MapPost("/api/messages", (RequestDelegate)(context => TakeAsync(context, host, adapter)));
    }

    private static async Task TakeAsync(HttpContext context, HostParts host, CloudAdapter adapter)
    {
        var connector = host.Connector;
        if (!connector.IsOn && !host.Access.IsLocal(context))
        {
            throw new RefusedException(Fault.Unauthorized("Without connector credentials this address takes this machine's own callers only."));
        }

        // The adapter reads the body again, for itself.
        var body = await Http.ReadBodyAsync(context.Request);
        if (!Activity.TryParse(body, out var activity, out var fault))
        {
            throw new RefusedException(fault);
        }

        if (!connector.IsOn && activity.DeliveryMode != MessagesRoute.ExpectReplies && activity.Type == ActivityTypes.Message && connector.ServiceUrl(null, activity) is null)
        {
            throw new RefusedException(Fault.BadArgument(
                "This serviceUrl is not posted to: list it in Connector:ServiceUrls, or send deliveryMode 'expectReplies'."));
        }

        context.Request.Body = new MemoryStream(body);
        await adapter.ProcessAsync(context.Request, context.Response, new TurnBot(new MessagesRoute(host), context, activity), CancellationToken.None);
    }

    private static IConfiguration Credentials(ConnectorSettings settings)
    {
        var keys = new Dictionary<string, string?>
        {
            [MicrosoftAppCredentials.MicrosoftAppIdKey] = settings.AppId,
            [MicrosoftAppCredentials.MicrosoftAppPasswordKey] = settings.AppPassword,
            [MicrosoftAppCredentials.MicrosoftAppTenantIdKey] = settings.Tenant,
            [MicrosoftAppCredentials.MicrosoftAppTypeKey] = settings.Tenant is null ? "MultiTenant" : "SingleTenant",
        };
        return new ConfigurationBuilder().AddInMemoryCollection(keys.Where(k => k.Value is not null)).Build();
    }
}
