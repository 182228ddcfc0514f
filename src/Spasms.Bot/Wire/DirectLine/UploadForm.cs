using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Spasms.Protocol;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>A file as it arrived.</summary>
/// <param name="Name">Its last name, without folders; null where none was given.</param>
/// <param name="ContentType">Its media type, as the sender says.</param>
/// <param name="Bytes">The file.</param>
internal sealed record SentFile(string? Name, string ContentType, byte[] Bytes);

/// <summary>
/// What stands in an upload: many parts, as DirectLineJS sends them (the activity is a file part named <c>activity</c>), or one
/// raw file. Read by hand: framework binding wants a Content-Disposition on each part, and the published samples have none.
/// </summary>
/// <param name="Template">The message that the files belong to; null where none came.</param>
/// <param name="Files">In order.</param>
internal sealed record UploadForm(Activity? Template, ImmutableArray<SentFile> Files)
{
    /// <summary>The greatest request, as in the cloud's Direct Line.</summary>
    public const int Limit = 4 * 1024 * 1024;

    private const string ActivityType = "application/vnd.microsoft.activity";
    private const string NoType = "application/octet-stream";
    private const int MostParts = 20;
    private const int LongestName = 200;

    /// <summary>Reads the request.</summary>
    /// <exception cref="RefusedException">It is too big, is no form, or holds nothing.</exception>
    public static async Task<UploadForm> ReadAsync(HttpRequest request)
    {
        var body = await Http.ReadBodyAsync(request, Limit);
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (type is null || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return body.Length == 0
                ? throw new RefusedException(Fault.BadArgument("The body must hold a file, or parts with files."))
                : new UploadForm(null, [new SentFile(NameOf(request.Headers.ContentDisposition), TypeOf(request.ContentType), body)]);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200)
        {
            throw new RefusedException(Fault.BadArgument("The Content-Type must name a boundary."));
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary, new MemoryStream(body)));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new RefusedException(Fault.BadSyntax("The parts of the body can't be told apart."));
        }
    }

    private static async Task<UploadForm> ReadAsync(MultipartReader reader)
    {
        Activity? template = null;
        var files = ImmutableArray.CreateBuilder<SentFile>();
        while (await reader.ReadNextSectionAsync() is { } part)
        {
            var content = new MemoryStream();
            await part.Body.CopyToAsync(content);
            if (IsActivity(part))
            {
                template = Activity.TryParse(content.ToArray(), out var activity, out var fault) ? activity : throw new RefusedException(fault);
            }
            else if (files.Count < MostParts)
            {
                files.Add(new SentFile(NameOf(part.ContentDisposition), TypeOf(part.ContentType), content.ToArray()));
            }
            else
            {
                throw new RefusedException(Fault.BadArgument("These are too many files for one message."));
            }
        }

        if (template is not null && template.Type != ActivityTypes.Message)
        {
            throw new RefusedException(Fault.BadArgument("The activity of an upload must be a message."));
        }

        return template is null && files.Count == 0
            ? throw new RefusedException(Fault.BadArgument("The body must hold a file, or parts with files."))
            : new UploadForm(template, files.ToImmutable());
    }

    private static bool IsActivity(MultipartSection part) =>
        (part.ContentType ?? "").StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase)
        || (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var place)
            && HeaderUtilities.RemoveQuotes(place.Name).Equals("activity", StringComparison.OrdinalIgnoreCase));

    private static string TypeOf(string? header) =>
        MediaTypeHeaderValue.TryParse(header, out var type) && type.MediaType.HasValue ? type.MediaType.Value.ToLowerInvariant() : NoType;

    // A name is shown and offered for saving: no folders, no control characters.
    private static string? NameOf(string? header)
    {
        if (!ContentDispositionHeaderValue.TryParse(header, out var place))
        {
            return null;
        }

        var given = (place.FileNameStar.HasValue ? place.FileNameStar : HeaderUtilities.RemoveQuotes(place.FileName)).ToString();
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new string([.. last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestName)]).Trim();
        return name.Length > 0 ? name : null;
    }
}
