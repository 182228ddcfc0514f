using Microsoft.Extensions.Logging.Console;

namespace Spasms.Bot;

/// <summary>How the framework is set up: content root, logging, server.</summary>
internal static class HostBuilder
{
    /// <summary>A builder that serves from the program's own folder, whatever the working directory is.</summary>
    public static WebApplicationBuilder Create(Settings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });

        // The empty builder, since the usual one reads and watches settings that were read already.
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(Listening.Urls(settings));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Wire.Http.BodyLimit;
        });

        // Web Chat is near 4 MB. Only files: answers with secrets in them stay uncompressed.
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/javascript", "text/css", "image/svg+xml"];
        });

        // stdout belongs to the verbs of the command line.
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // It could only tell that requests begin and end, and makes a span and a scope of each to do so. Failures are ErrorAnswers' business.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return builder;
    }
}
