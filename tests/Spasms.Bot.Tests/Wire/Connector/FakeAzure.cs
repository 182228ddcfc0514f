using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Spasms.Bot.Tests.Wire.Connector;

/// <summary>What a channel got.</summary>
internal sealed record Received(string Path, string? Authorization, JsonNode Body);

/// <summary>Login, signing keys and connector of the Bot Framework on a free port of this machine.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Password = "a-password";

    private readonly WebApplication _app;
    private RSA _key = RSA.Create(2048);
    private int _keys = 1;
    private int _tokens;

    private FakeAzure(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public ConcurrentQueue<Received> Posts { get; } = new();

    /// <summary>Answers of the connector, one a post; 200 when there is none left.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>When set, every post gets this.</summary>
    public int? Always { get; set; }

    /// <summary>Login and keys can't be had; the connector's own answers go on.</summary>
    public bool IsDown { get; set; }

    /// <summary>Done when login or keys were asked for while they were down.</summary>
    public TaskCompletionSource Refused { get; } = new();

    /// <summary>When set, it stands in the metadata's place.</summary>
    public string? Metadata { get; set; }

    public string[] Endorsements { get; set; } = ["msteams", "webchat"];

    public int TokensGiven => _tokens;

    public int KeyReads { get; private set; }

    public string KeyId => "key-" + _keys;

    /// <summary>Settings that point a bot here.</summary>
    public string[] Settings =>
        ["MicrosoftAppId=" + AppId, "MicrosoftAppPassword=" + Password, $"OpenIdMetadata={Address}/openid", $"Connector:LoginUrl={Address}/token"];

    public static async Task<FakeAzure> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeAzure(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Dispose();
    }

    /// <summary>The old key goes, a new one comes.</summary>
    public void RollOver()
    {
        _key = RSA.Create(2048);
        _keys++;
    }

    /// <summary>A channel's token, with some of its claims changed; null takes one out.</summary>
    public string Token(DateTimeOffset now, params (string Claim, JsonNode? Value)[] changed)
    {
        var claims = new JsonObject
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = AppId,
            ["serviceurl"] = Address + "/",
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        foreach (var (claim, value) in changed)
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims.Add(claim, value.DeepClone());
            }
        }

        return Sign(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId }, claims, bytes => _key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = Encode(Encoding.UTF8.GetBytes(header.ToJsonString())) + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return signed + "." + Encode(sign(Encoding.ASCII.GetBytes(signed)));
    }

    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        switch (path)
        {
            case "/openid" or "/keys" or "/token" when IsDown:
                context.Response.StatusCode = 503;
                Refused.TrySetResult();
                break;
            case "/nonsense":
                await context.Response.WriteAsync("nonsense");
                break;
            case "/openid" when Metadata is not null:
                await context.Response.WriteAsync(Metadata);
                break;
            case "/openid":
                await context.Response.WriteAsync($$"""{"issuer":"https://api.botframework.com","jwks_uri":"{{Address}}/keys","id_token_signing_alg_values_supported":["RS256"]}""");
                break;
            case "/keys":
                KeyReads++;
                await context.Response.WriteAsync(Keys().ToJsonString());
                break;
            case "/token":
                Assert.Contains("grant_type=client_credentials", body, StringComparison.Ordinal);
                Assert.Contains("client_secret=" + Password, body, StringComparison.Ordinal);
                Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", body, StringComparison.Ordinal);
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"app-{{Interlocked.Increment(ref _tokens)}}"}""");
                break;
            default:
                // The path as it was sent: an escaped '|' must arrive escaped.
                var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
                Posts.Enqueue(new Received(raw, context.Request.Headers.Authorization, JsonNode.Parse(body)!));
                context.Response.StatusCode = Always ?? (Answers.TryDequeue(out var status) ? status : 200);
                await context.Response.WriteAsync("""{"id":"their-id"}""");
                break;
        }
    }

    private JsonObject Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["n"] = Encode(key.Modulus!),
                ["e"] = Encode(key.Exponent!),
                ["endorsements"] = new JsonArray([.. Endorsements.Select(e => JsonValue.Create(e))]),
            }),
        };
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
