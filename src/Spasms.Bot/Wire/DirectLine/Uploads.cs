using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>
/// Keeps files that people send for a day, as notes about the person: they commit with their message, go with "forget me", and
/// are read by nobody but who has their address. The bot itself never looks into them.
/// </summary>
internal sealed class Uploads(IConversationStore store, Tokens tokens, TimeProvider clock, int megabytesPerDay)
{
    /// <summary>The kind of the notes.</summary>
    public const string Kind = "upload";

    /// <summary>How long a file is kept, as in the cloud's Direct Line.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private long _day;
    private long _taken;

    /// <summary>False: the operator wants no files.</summary>
    public bool AreTaken => megabytesPerDay > 0;

    /// <summary>True when today's room holds so many bytes more; they are then counted.</summary>
    public bool TakeRoom(long bytes)
    {
        lock (_gate)
        {
            var today = clock.GetUtcNow().ToUnixTimeSeconds() / 86_400;
            if (today != _day)
            {
                (_day, _taken) = (today, 0);
            }

            _taken += bytes;
            return _taken <= megabytesPerDay * 1024L * 1024L;
        }
    }

    /// <summary>A file as it is kept and as its message names it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="conversation">Whose.</param>
    /// <param name="baseUrl">How people reach this host.</param>
    public (Note Note, FileAttachment Attachment) Keep(SentFile file, string conversation, string baseUrl)
    {
        var id = Conversations.NewId();
        var head = new JsonObject { ["id"] = id, ["type"] = file.ContentType, ["name"] = file.Name }.ToJsonString();
        var note = new Note(Kind, "", clock.GetUtcNow(), [.. Encoding.UTF8.GetBytes(head), (byte)'\n', .. file.Bytes]);
        var key = tokens.Make(new TokenClaims { Conv = conversation, File = id }, Tokens.Upload, (int)Life.TotalSeconds);
        return (note, new FileAttachment(file.ContentType, file.Name, $"{baseUrl}/v3/directline/uploads/{key}"));
    }

    /// <summary>Sends a file to whoever has its address. It is never run or shown as a page of this host.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var gone = Fault.NotFound("There is no such file, or its day is over.");
        var (claims, _) = tokens.Read((string)context.Request.RouteValues["key"]!, Tokens.Upload);
        if (claims?.File is not { } id || await store.LoadAsync(claims.Conv, context.RequestAborted) is not { } conversation)
        {
            throw new RefusedException(gone);
        }

        foreach (var note in await store.ReadNotesAsync(Kind, conversation.Person, context.RequestAborted))
        {
            var end = Array.IndexOf(note.Bytes, (byte)'\n');
            if (JsonElement.Parse(note.Bytes.AsSpan(0, end)) is var head && Activity.Text(head, "id") == id)
            {
                await SendAsync(context, Activity.Text(head, "type")!, Activity.Text(head, "name"), note.Bytes.AsMemory(end + 1));
                return;
            }
        }

        throw new RefusedException(gone);
    }

    private static async Task SendAsync(HttpContext context, string type, string? name, ReadOnlyMemory<byte> bytes)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        var isPicture = type is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp" or "image/avif";
        if (!isPicture)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name ?? "file");
            headers.ContentDisposition = disposition.ToString();
        }

        // What a browser could run goes out as bytes without a meaning.
        var isHarmless = isPicture || type is "text/plain" or "application/pdf" or "application/json"
            || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal);
        context.Response.ContentType = isHarmless ? type : "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
