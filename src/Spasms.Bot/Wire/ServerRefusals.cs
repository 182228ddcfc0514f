using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>
/// What the server refuses before any code of ours sees it (a path with <c>%00</c>, a header that is none) would have an empty body:
/// it gets the same JSON as every other failure. The server says so on its diagnostic listener, after it has chosen the status.
/// </summary>
internal sealed class ServerRefusals : IObserver<KeyValuePair<string, object?>>
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Answers for a server from now on.</summary>
    public static void Answer(DiagnosticListener server) => server.Subscribe(new ServerRefusals(), name => name == Refused);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // There is no body to write to before a request was read, so what stands behind the head goes straight into the connection.
        if (value.Value is IFeatureCollection features
            && features.Get<IHttp2StreamIdFeature>() is null
            && features.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && features.Get<IHttpResponseBodyFeature>() is { } head
            && features.Get<IConnectionTransportFeature>() is { } connection)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(ErrorBody.Of(ErrorAnswers.Plain(response.StatusCode)), ProtocolJson.Wire.ErrorBody);
            response.Headers.ContentType = "application/json; charset=utf-8";
            response.Headers.ContentLength = json.Length;

            // The server decides to close after it has told.
            response.Headers.Connection = "close";
            head.StartAsync().GetAwaiter().GetResult();
            if (features.Get<IHttpRequestFeature>()?.Method is not "HEAD")
            {
                connection.Transport.Output.Write(json);
            }
        }
    }
}
