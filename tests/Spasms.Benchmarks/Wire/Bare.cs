using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spasms.Benchmarks.Wire;

/// <summary>An app that does nothing, on the same framework: what the bot is compared with.</summary>
internal static class Bare
{
    public static void Run(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/api/messages", () => Results.Ok());
        app.Run();
    }
}
