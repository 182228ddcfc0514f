using System.Net.WebSockets;
using System.Text.RegularExpressions;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Headers that tell browsers what to keep out, on every kind of answer.</summary>
public sealed partial class HeaderTests
{
    private const string Site = "https://clinic.example";

    private static readonly string[] Addresses =
    [
        "/", "/articles", "/articles/people", "/sources/people", "/sources/triage", "/forget", "/nothing", "/site.css", "/chat/chat.js", "/healthz", "/readyz", "/owner",
        "/embed", "/embed?site=" + Site, "/embed/leave", "/embed?site=https://elsewhere.example", "/spasms.js", "/chat/transcript", "/chat/transcript.txt",
        "/safety/hazards", "/safety/intended-use", "/safety/scorecard", "/fhir/Questionnaire/triage", "/result/x", "/result/x/text",
        "/api/messages", "/v3/directline/nothing", "/v3/directline/uploads/x",
    ];

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var host = await RunningHost.StartRealAsync("DirectLine:AllowedOrigins:0=" + Site, "OwnerKey=a-key-of-some-length");
        foreach (var address in Addresses)
        {
            using var response = await GetAsync(host, address);
            var policy = One(response, "Content-Security-Policy");
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
            Assert.Contains(Frames(address, response), policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", One(response, "X-Content-Type-Options"));
            Assert.Contains(One(response, "Referrer-Policy"), (string[])["no-referrer", "same-origin", "strict-origin"]);
            Assert.Contains("camera=()", One(response, "Permissions-Policy"), StringComparison.Ordinal);
            Assert.Empty(response.Headers.Server);
            Assert.False(response.Headers.Contains("X-Powered-By"));
        }
    }

    [Fact]
    public async Task No_page_holds_a_script_of_its_own_or_runs_one_from_an_attribute()
    {
        await using var host = await RunningHost.StartRealAsync("DirectLine:AllowedOrigins:0=" + Site, "OwnerKey=a-key-of-some-length");
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what is a cramp?");
        var pages = 0;
        foreach (var address in Addresses)
        {
            using var response = await GetAsync(host, address, address == "/chat/transcript" ? "Bearer " + client.Token : Owner);
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                pages++;
                Assert.DoesNotMatch(OwnScript(), await response.Content.ReadAsStringAsync());
            }
        }

        Assert.InRange(pages, 15, Addresses.Length);
    }

    [Fact]
    public async Task Behind_https_every_answer_says_so_for_a_year()
    {
        await using var plain = await RunningHost.StartAsync();
        await using var proxied = await RunningHost.StartAsync("PublicUrl=https://chat.example.org", "DirectLine:Secrets:0=a-secret-of-some-length");
        using var without = await plain.Http.GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.False(without.Headers.Contains("Strict-Transport-Security"));
        foreach (var address in Addresses)
        {
            using var with = await proxied.Http.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal("max-age=31536000; includeSubDomains", One(with, "Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task Only_Direct_Line_is_open_to_pages_of_other_origins()
    {
        await using var host = await RunningHost.StartAsync();
        foreach (var address in new[] { "/api/messages", "/chat/session", "/healthz" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Headers = { { "Origin", "https://elsewhere.example" } } };
            using var response = await host.Http.SendAsync(request);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"), address);
            Assert.True((int)response.StatusCode >= 400, address);
        }
    }

    [Fact]
    public async Task Every_answer_with_words_in_it_is_not_to_be_cached()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        foreach (var address in new[] { client.Path, client.Path + "/activities" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Authorization", "Bearer " + client.Token } } };
            using var response = await host.Http.SendAsync(request);
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_socket_from_a_page_of_another_origin_is_refused_where_the_token_names_origins()
    {
        await using var host = await RunningHost.StartAsync();
        var (_, token) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/v3/directline/tokens/generate", body: """{"trustedOrigins":["https://clinic.example"]}""");
        var client = await DirectLineClient.StartAsync(host.Http, bearer: (string)token["token"]!);
        foreach (var (origin, isLetIn) in new[] { ("https://clinic.example", true), ("https://elsewhere.example", false) })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", origin);
            var fault = await Record.ExceptionAsync(() => socket.ConnectAsync(new Uri(client.StreamUrl), CancellationToken.None));
            Assert.Equal(isLetIn, fault is null);
        }
    }

    private static string Owner { get; } = "Basic " + Convert.ToBase64String("me:a-key-of-some-length"u8);

    private static Task<HttpResponseMessage> GetAsync(RunningHost host, string address, string? credential = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", credential ?? Owner);
        return host.Http.SendAsync(request);
    }

    // The allowed sites frame the embedded chat, this site its own pages, and nobody anything else.
    private static string Frames(string address, HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType != "text/html" || address.EndsWith("elsewhere.example", StringComparison.Ordinal) ? "frame-ancestors 'none'"
        : address.StartsWith("/embed", StringComparison.Ordinal) ? "frame-ancestors 'self' " + Site
        : "frame-ancestors 'self'";

    // A script element without an address (data that is no script may stand in one), an event's attribute, a javascript: address.
    [GeneratedRegex("""<script(?![^>]*(\ssrc="|\stype="application/(ld\+)?json"))|<[a-z][^>]*\son[a-z]+=|(href|src|action)="\s*javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex OwnScript();

    private static string One(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : "";
}
