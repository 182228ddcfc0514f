using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire;

/// <summary>The chat page's own addresses, without a browser.</summary>
public sealed class PageTests
{
    private const string Site = "https://clinic.example";

    [Fact]
    public async Task After_a_while_the_page_asks_before_it_shows_anything()
    {
        await using var host = await RunningHost.StartRealAsync("ContinueAfter=10");
        using var person = new Person(host);
        await person.SayAsync("what is a cramp?");
        Assert.Contains("what is a cramp?", await person.GetAsync("/"), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        foreach (var address in new[] { "/", "/chat/transcript", "/chat/transcript.txt", "/embed" })
        {
            var page = await person.GetAsync(address);
            Assert.Contains("Continue?", page, StringComparison.Ordinal);
            Assert.DoesNotContain("what is a cramp?", page, StringComparison.Ordinal);
        }

        Assert.True((bool)(await person.SessionAsync("{}"))["mustAsk"]!);

        await person.PostAsync("/chat/continue", "");
        Assert.Contains("what is a cramp?", await person.GetAsync("/"), StringComparison.Ordinal);
        Assert.Contains("what is a cramp?", await person.GetAsync("/chat/transcript"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_gets_a_conversation_that_leads_nowhere_near_the_last_one()
    {
        await using var host = await RunningHost.StartRealAsync("ContinueAfter=10");
        using var person = new Person(host);
        var first = await person.SessionAsync("{}");

        var stranger = await person.SessionAsync("""{"stranger":true}""");

        Assert.NotEqual((string)first["userId"]!, (string)stranger["userId"]!);
        Assert.NotEqual((string)first["resumeKey"]!, (string)stranger["resumeKey"]!);
    }

    [Fact]
    public async Task With_ContinueAfter_0_the_page_never_asks()
    {
        await using var host = await RunningHost.StartRealAsync("ContinueAfter=0");
        using var person = new Person(host);
        await person.SayAsync("what is a cramp?");
        host.Clock.Advance(TimeSpan.FromDays(20));

        Assert.Contains("what is a cramp?", await person.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transcript_is_plain_text_with_the_sources_written_out()
    {
        await using var host = await RunningHost.StartRealAsync();
        using var person = new Person(host);
        await person.SayAsync("what is a cramp?");

        var text = await person.GetAsync("/chat/transcript.txt");

        Assert.Contains("You:\nwhat is a cramp?", text, StringComparison.Ordinal);
        Assert.Contains("\n[1] ", text, StringComparison.Ordinal);
        Assert.Contains("/articles/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("**", text, StringComparison.Ordinal);

        var session = await person.SessionAsync("{}");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/transcript.txt");
        request.Headers.Authorization = new("Bearer", (string)session["token"]!);
        using var answer = await host.Http.SendAsync(request);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_frame_is_for_allowed_sites_only()
    {
        await using var host = await RunningHost.StartRealAsync("DirectLine:AllowedOrigins:0=" + Site);

        using var allowed = await host.Http.GetAsync("/embed?site=" + Site);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Contains($"frame-ancestors 'self' {Site};", Policy(allowed), StringComparison.Ordinal);

        foreach (var address in new[] { "/embed?site=https://other.example", "/embed/leave?site=https://other.example" })
        {
            using var refused = await host.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("frame-ancestors 'none'", Policy(refused), StringComparison.Ordinal);
        }

        using var page = await host.Http.GetAsync("/");
        Assert.DoesNotContain(Site, Policy(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_launcher_is_under_ten_kilobytes_and_any_site_may_load_it()
    {
        await using var host = await RunningHost.StartRealAsync();
        using var answer = await host.Http.GetAsync("/spasms.js");
        var script = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.DoesNotContain("\"WORDS\"", Encoding.UTF8.GetString(script), StringComparison.Ordinal);
        using var small = new MemoryStream();
        using (var zip = new GZipStream(small, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(script);
        }

        Assert.InRange(small.Length, 1, 10 * 1024);
    }

    [Fact]
    public async Task A_question_about_parts_of_the_body_has_a_picture_of_labels_for_its_own_list()
    {
        await using var host = await RunningHost.StartRealAsync();
        using var person = new Person(host);
        await person.SayAsync("check my symptoms");
        var page = await person.GetAsync("/");
        for (var i = 0; i < 30 && !page.Contains("name=\"question\" value=\"where\"", StringComparison.Ordinal); i++)
        {
            page = await person.AnswerMildlyAsync(page);
        }

        Assert.Contains("value=\"where\"", page, StringComparison.Ordinal);
        foreach (var part in new[] { "face", "neck", "back", "trunk", "arm", "leg" })
        {
            var box = System.Text.RegularExpressions.Regex.Match(page, $"id=\"(tick-\\d+)\" type=\"checkbox\" name=\"ticked\" value=\"{part}\"").Groups[1].Value;
            Assert.NotEqual("", box);
            Assert.Contains($"for=\"{box}\" data-part=\"{part}\"", page, StringComparison.Ordinal);
        }
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
}
