using System.Net;
using System.Security.Cryptography;
using System.Text;
using Spasms.Protocol;

namespace Spasms.Bot.Wire.DirectLine;

/// <summary>Who calls.</summary>
/// <param name="Claims">What the token says; null for a secret or an anonymous caller.</param>
/// <param name="IsTrusted">True for a secret: its holder may name users.</param>
internal sealed record Caller(TokenClaims? Claims, bool IsTrusted);

/// <summary>Who may do what: secrets, tokens, and nothing at all from this machine or an allowed origin.</summary>
internal sealed class Access(Settings settings, Tokens tokens)
{
    private static readonly HashSet<string> ProxyHeaders = new(
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "X-Original-For", "X-Original-Host", "X-Envoy-External-Address"],
        StringComparer.OrdinalIgnoreCase);

    private readonly byte[][] _secrets = [.. settings.Secrets.Select(Hash)];

    /// <summary>The caller of a request about a conversation (or about none yet).</summary>
    /// <exception cref="RefusedException">401 without credentials, 403 with the wrong ones.</exception>
    public Caller Check(HttpContext context, string? conversation, bool anonymousToo = false)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return anonymousToo && MayBeAnonymous(context)
                ? new Caller(null, IsTrusted: false)
                : throw new RefusedException(Fault.Unauthorized("Send 'Authorization: Bearer' with a token or secret."));
        }

        var credential = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header.AsSpan(7).Trim() : default;
        if (credential.IsEmpty)
        {
            throw new RefusedException(Fault.Unauthorized("The Authorization header must be 'Bearer' and a token or secret."));
        }

        return IsSecret(credential)
            ? new Caller(null, IsTrusted: true)
            : new Caller(CheckToken(context, credential, Tokens.Rest, conversation), IsTrusted: false);
    }

    /// <summary>The claims of a token that is good for this conversation from this page.</summary>
    public TokenClaims CheckToken(HttpContext context, ReadOnlySpan<char> token, string audience, string? conversation)
    {
        var (claims, fault) = tokens.Read(token, audience);
        if (claims is null)
        {
            throw new RefusedException(fault!);
        }

        if (conversation is not null && claims.Conv != conversation)
        {
            throw new RefusedException(Fault.Forbidden("The token is for another conversation."));
        }

        // Browsers always name the origin on posts and sockets; programs don't, and need not.
        var origin = context.Request.Headers.Origin.ToString();
        if (claims.Origins is { Count: > 0 } trusted && origin.Length > 0 && !trusted.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedException(Fault.Forbidden("The token is not for pages of this origin."));
        }

        return claims;
    }

    /// <summary>
    /// True in local mode (no secrets) for a caller on this machine, and always for a page of an allowed origin. A page of any
    /// other site that reaches this machine through the visitor's browser is not local; nor is what a proxy passed on.
    /// </summary>
    public bool MayBeAnonymous(HttpContext context) =>
        IsAllowedOrigin(context) || (_secrets.Length == 0 && IsLocal(context));

    /// <summary>True when the page of this request is ours, is on an allowed origin, or the caller is on this machine.</summary>
    public bool MayOpenSession(HttpContext context) =>
        IsAllowedOrigin(context) || IsLocal(context) || IsSameOrigin(context);

    /// <summary>
    /// True for a request of this machine itself: loopback, asked for by a name of this machine, no proxy, no page of another
    /// machine. A host with a public address has a proxy in front, and that may not say so in its headers; HTTP/1.0 is what
    /// nginx speaks to a host until it is told otherwise, and no client of this machine does.
    /// </summary>
    public bool IsLocal(HttpContext context)
    {
        var headers = context.Request.Headers;
        return settings.PublicUrl is null
            && IsThisMachine(context.Request.Host.Host)
            && context.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address)
            && !HttpProtocol.IsHttp10(context.Request.Protocol)
            && !CameByProxy(headers)
            && (headers.Origin.Count == 0 || (Uri.TryCreate(headers.Origin.ToString(), UriKind.Absolute, out var origin) && origin.IsLoopback));
    }

    private static bool CameByProxy(IHeaderDictionary headers)
    {
        foreach (var header in headers)
        {
            if (IsProxys(header.Key))
            {
                return true;
            }
        }

        return false;
    }

    // What proxies add to what they pass on, with or without being told to.
    private static bool IsProxys(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("CF-", StringComparison.OrdinalIgnoreCase)
        || ProxyHeaders.Contains(header);

    private static bool IsThisMachine(string name) =>
        name is "localhost" or "127.0.0.1" || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));

    private bool IsAllowedOrigin(HttpContext context) =>
        context.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && settings.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static bool IsSameOrigin(HttpContext context) =>
        Uri.TryCreate(context.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && context.Request.Host.HasValue
        && origin.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    // Hashes of equal length, all of them compared: the time tells nothing about a secret or its place.
    private bool IsSecret(ReadOnlySpan<char> credential)
    {
        if (_secrets.Length == 0)
        {
            return false;
        }

        var hash = Hash(credential.ToString());
        var found = false;
        foreach (var secret in _secrets)
        {
            found |= CryptographicOperations.FixedTimeEquals(secret, hash);
        }

        return found;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
