using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Spasms.Benchmarks.Stores;

/// <summary>
/// What the machine can do at best: an endpoint that reads a body, appends so many bytes to a file together with whatever else
/// waits, forces the file to the disk once for all of them, and answers.
/// </summary>
internal static class BareEndpoint
{
    /// <summary>Serves until it is killed.</summary>
    public static void Run(string url, string file, int bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var waiting = Channel.CreateUnbounded<TaskCompletionSource>();
        new Thread(() => Append(file, new byte[bytes], waiting.Reader)) { IsBackground = true }.Start();
        app.MapGet("/healthz", () => "ok");
        app.MapPost("/turn", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Writer.TryWrite(kept);
            await kept.Task;
            await context.Response.WriteAsync("{\"id\":\"1\"}");
        });
        app.Run();
    }

    private static void Append(string path, byte[] body, ChannelReader<TaskCompletionSource> waiting)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        var group = new List<TaskCompletionSource>();
        while (waiting.WaitToReadAsync().AsTask().Result)
        {
            while (waiting.TryRead(out var one))
            {
                group.Add(one);
                file.Write(body);
            }

            file.Flush(flushToDisk: true);
            group.ForEach(one => one.SetResult());
            group.Clear();
        }
    }

    /// <summary>The arguments that start it in a process of its own.</summary>
    public static string[] Arguments(string url, string file, int bytes) =>
        ["bare-endpoint", url, file, bytes.ToString(CultureInfo.InvariantCulture)];
}
