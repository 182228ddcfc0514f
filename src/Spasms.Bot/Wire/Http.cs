using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire;

/// <summary>A request that is refused; the one catch in <see cref="ErrorAnswers"/> turns it into its JSON.</summary>
internal sealed class RefusedException(Fault fault) : Exception(fault.Message)
{
    /// <summary>What to answer.</summary>
    public Fault Fault => fault;
}

/// <summary>Reads bodies and writes JSON: by hand, since framework binding answers 400, 413 and 415 with empty bodies.</summary>
internal static class Http
{
    /// <summary>The greatest activity, as in the cloud's Direct Line.</summary>
    public const int BodyLimit = 262_144;

    private const int DropLimit = 8 * 1024 * 1024;

    /// <summary>The whole body; empty where there is none.</summary>
    /// <exception cref="RefusedException">It is bigger than <paramref name="limit"/> bytes.</exception>
    public static ValueTask<byte[]> ReadBodyAsync(HttpRequest request, int limit = BodyLimit) =>
        ReadBodyAsync(request, limit, static body => body.ToArray());

    // What is made of the body is made while the server still lends it.
    private static async ValueTask<T> ReadBodyAsync<T>(HttpRequest request, int limit, Func<ReadOnlySequence<byte>, T> make)
    {
        // What is too big is still read, and dropped, within reason: a client that is cut off while it sends never sees why.
        if (request.ContentLength is null or > BodyLimit && request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit + DropLimit;
        }

        if (request.ContentLength > limit + DropLimit)
        {
            throw new RefusedException(Fault.TooBig(limit));
        }

        var reader = request.BodyReader;
        var isTooBig = request.ContentLength > limit;
        var dropped = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            isTooBig |= read.Buffer.Length > limit;
            if (isTooBig)
            {
                dropped += read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || dropped > DropLimit)
                {
                    throw new RefusedException(Fault.TooBig(limit));
                }
            }
            else if (read.IsCompleted)
            {
                // Also of a body that is refused: of one that was not read to its end the server cuts the connection.
                try
                {
                    return make(read.Buffer);
                }
                finally
                {
                    reader.AdvanceTo(read.Buffer.End);
                }
            }
            else
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
    }

    /// <summary>The form in the body.</summary>
    /// <exception cref="RefusedException">Its parts can't be told apart.</exception>
    public static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new RefusedException(Fault.BadSyntax("The form can't be read."));
        }
    }

    /// <summary>The activity in the body.</summary>
    /// <exception cref="RefusedException">The body is no activity, or says that it is something else than JSON: what a browser sends unasked to any site is plain text.</exception>
    public static async ValueTask<Activity> ReadActivityAsync(HttpRequest request)
    {
        if (request.ContentType is { Length: > 0 } type && !type.Equals("application/json", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/json;", StringComparison.OrdinalIgnoreCase) && !request.HasJsonContentType())
        {
            throw new RefusedException(Fault.MediaType);
        }

        return await ReadBodyAsync(request, BodyLimit, ParseActivity);
    }

    private static Activity ParseActivity(ReadOnlySequence<byte> body) =>
        Activity.TryParse(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), out var activity, out var fault) ? activity : throw new RefusedException(fault);

    /// <summary>An optional JSON object in the body; undefined where there is no body.</summary>
    public static async ValueTask<JsonElement> ReadOptionalAsync(HttpRequest request)
    {
        var body = await ReadBodyAsync(request);
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return default;
        }

        return Activity.TryJson(body, out var root) && root.ValueKind == JsonValueKind.Object
            ? root
            : throw new RefusedException(Fault.BadSyntax("The body must be one JSON object in UTF-8, or empty."));
    }

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> form) =>
        WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(value, form));

    /// <summary>Answers with JSON that is written already.</summary>
    public static Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        Head(context.Response, status, json.Length);
        return context.Response.Body.WriteAsync(json).AsTask();
    }

    /// <summary>Answers with activities: written straight into what goes out, since they are most of what the host sends.</summary>
    public static Task WriteAsync(HttpContext context, ImmutableArray<LogEntry> entries, long? watermark)
    {
        Head(context.Response, StatusCodes.Status200OK, ActivitySet.LengthOf(entries, watermark));
        ActivitySet.Write(entries, watermark, context.Response.BodyWriter);
        return context.Response.BodyWriter.FlushAsync().AsTask();
    }

    private static void Head(HttpResponse response, int status, int length)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = length;
    }

    /// <summary>Answers with a refusal.</summary>
    public static Task RefuseAsync(HttpContext context, Fault fault)
    {
        TellWhen(context.Response, fault);
        return WriteAsync(context, fault.Status, ErrorBody.Of(fault), ProtocolJson.Wire.ErrorBody);
    }
    /// <summary>Says in the head when to come back, where the refusal knows.</summary>
    public static void TellWhen(HttpResponse response, Fault fault)
    {
        if (fault.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
