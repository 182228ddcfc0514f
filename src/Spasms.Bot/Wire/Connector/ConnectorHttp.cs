namespace Spasms.Bot.Wire.Connector;

/// <summary>The way out to login and channels: never follows a redirect to a place that was not checked.</summary>
internal static class ConnectorHttp
{
    private static readonly Lazy<HttpClient> Shared = new(() => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 1024 * 1024,
    });

    /// <summary>One for the program: connections are kept open.</summary>
    public static HttpClient Client => Shared.Value;
}
