using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Files that people send (Direct Line 3.0, "Send an activity with attachments").</summary>
public sealed class UploadTests
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 255];

    [Fact]
    public async Task As_DirectLineJS_sends_them_files_become_one_message_whose_attachments_open_without_a_header()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        var (status, json) = await SendAsync(host, client, Form("look", ("picture.png", "image/png", Picture), ("notes.txt", "text/plain", "two"u8.ToArray())));
        Assert.Equal(200, status);
        var log = await client.ReadAsync();
        Assert.Equal(["Welcome.", "look", "turn 1: look (files)"], log.Select(a => (string?)a!["text"]));
        var message = log[1]!;
        Assert.Equal((string)json["id"]!, (string)message["id"]!);
        Assert.Equal("c-1", (string)message["channelData"]!["clientActivityID"]!);
        Assert.Equal(["image/png picture.png", "text/plain notes.txt"], message["attachments"]!.AsArray().Select(a => $"{a!["contentType"]} {a["name"]}"));
        Assert.All(message["attachments"]!.AsArray(), a => Assert.StartsWith(host.Address.ToString(), (string)a!["contentUrl"]!, StringComparison.Ordinal));
        using var opened = await host.Http.GetAsync(Url(message));
        Assert.Equal(Picture, await opened.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", opened.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", opened.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Null(opened.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("page.html", "text/html", "application/octet-stream")]
    [InlineData("drawing.svg", "image/svg+xml", "application/octet-stream")]
    [InlineData("code.js", "text/javascript", "application/octet-stream")]
    [InlineData("letter.pdf", "application/pdf", "application/pdf")]
    public async Task What_is_no_raster_picture_is_saved_and_never_shown_as_a_page_of_this_host(string name, string type, string servedAs)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        await SendAsync(host, client, Form("look", (name, type, "<script>alert(1)</script>"u8.ToArray())));
        using var opened = await host.Http.GetAsync(Url((await client.ReadAsync())[1]!));
        Assert.Equal(servedAs, opened.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", opened.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(name, opened.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Contains("sandbox", opened.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_raw_file_becomes_an_empty_message_of_the_user_named_in_the_address()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        using var content = new ByteArrayContent(Picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Headers.TryAddWithoutValidation("Content-Disposition", "name=\"file\"; filename=\"leg.jpg\"");
        Assert.Equal(200, (await SendAsync(host, client, content)).Status);
        var message = (await client.ReadAsync())[1]!;
        Assert.Equal("ann", (string)message["from"]!["id"]!);
        Assert.Null(message["text"]);
        Assert.Equal("image/jpeg", (string)message["attachments"]![0]!["contentType"]!);
    }

    [Fact]
    public async Task Parts_without_a_disposition_are_told_by_their_types()
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        const string Body = "--b\r\nContent-Type: image/jpeg\r\n\r\nxyz\r\n--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n"
            + "{\"type\":\"message\",\"text\":\"hey\",\"exp\":1e400}\r\n--b--\r\n";
        using var content = new StringContent(Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        Assert.Equal(200, (await SendAsync(host, client, content)).Status);
        var message = (await client.ReadAsync())[1]!;
        Assert.Equal("hey", (string)message["text"]!);
        Assert.Contains("\"exp\":1e400", message.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("xyz", await host.Http.GetStringAsync(Url(message)));
    }

    [Fact]
    public async Task A_retry_with_the_same_client_id_is_one_message_with_one_set_of_files()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        var first = await SendAsync(host, client, Form("look", ("a.png", "image/png", Picture)));
        var again = await SendAsync(host, client, Form("look", ("a.png", "image/png", Picture)));
        Assert.Equal((string)first.Json["id"]!, (string)again.Json["id"]!);
        Assert.Single(await store!.ReadNotesAsync(Uploads.Kind, null, default));
    }

    [Theory]
    [InlineData(3_900_000, 200)]
    [InlineData(4_300_000, 413)]
    public async Task Four_megabytes_a_request_and_no_more(int size, int expected)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(expected, (await SendAsync(host, client, Form("look", ("a.png", "image/png", new byte[size])))).Status);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\nno end")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\"typing\"}\r\n--b--\r\n")]
    [InlineData("image/png", "")]
    public async Task What_holds_no_file_or_is_no_form_is_400(string type, string body)
    {
        await using var host = await RunningHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host.Http);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(400, (await SendAsync(host, client, content)).Status);
    }

    [Fact]
    public async Task A_file_is_gone_after_a_day_and_nobody_guesses_its_address()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = s, "DirectLine:TokenLifetime=86400");
        var client = await DirectLineClient.StartAsync(host.Http);
        await SendAsync(host, client, Form("look", ("a.png", "image/png", Picture)));
        var url = Url((await client.ReadAsync())[1]!);
        var address = url.AbsolutePath;
        Assert.Equal(404, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, address[..^3] + "AAA")).Status);
        Assert.Equal(404, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, "/v3/directline/uploads/" + client.Token)).Status);
        Assert.Equal(403, (await client.GetAsync("/activities", address[(address.LastIndexOf('/') + 1)..])).Status);
        host.Clock.Advance(Uploads.Life + TimeSpan.FromSeconds(1));
        Assert.Equal(404, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, address)).Status);
        await ShortNotes.SweepAsync(store!, host.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Uploads.Kind);
        Assert.Empty(await store!.ReadNotesAsync(Uploads.Kind, null, default));
    }

    [Fact]
    public async Task Forget_me_takes_the_files_along()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await SendAsync(host, client, Form("look", ("a.png", "image/png", Picture)));
        var url = Url((await client.ReadAsync())[1]!);
        await client.SayAsync("forget me");
        Assert.Equal(404, (await DirectLineClient.SendAsync(host.Http, HttpMethod.Get, url.AbsolutePath)).Status);
        Assert.Empty(await store!.ReadNotesAsync(Uploads.Kind, null, default));
    }

    [Theory]
    [InlineData("Uploads:MegabytesPerDay=0", 415)]
    [InlineData("RateLimits:PerUserPerMinute=1", 429)]
    public async Task Where_files_are_not_taken_their_words_are_still_looked_through_I1(string setting, int expected)
    {
        await using var host = await RunningHost.StartAsync(setting);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("one");
        Assert.Equal(expected, (await SendAsync(host, client, Form("look", ("a.png", "image/png", Picture)))).Status);
        Assert.Equal(200, (await SendAsync(host, client, Form("alarm", ("a.png", "image/png", Picture)))).Status);
        Assert.Equal("Call now.", (await client.WordsAsync()).Last());
    }

    [Fact]
    public async Task A_days_room_is_not_overrun()
    {
        await using var host = await RunningHost.StartAsync("Uploads:MegabytesPerDay=1");
        var client = await DirectLineClient.StartAsync(host.Http);
        Assert.Equal(200, (await SendAsync(host, client, Form("one", ("a.png", "image/png", new byte[1_000_000])))).Status);
        Assert.Equal(429, (await SendAsync(host, client, Form("two", ("a.png", "image/png", new byte[1_000_000])))).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        await client.SayAsync("words go on");
    }

    private static Uri Url(JsonNode message) => new((string)message["attachments"]![0]!["contentUrl"]!);

    private static MultipartFormDataContent Form(string text, params (string Name, string Type, byte[] Bytes)[] files)
    {
        var template = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["from"] = new JsonObject { ["id"] = "ann" },
            ["channelData"] = new JsonObject { ["clientActivityID"] = text == "look" ? "c-1" : text },
            ["attachments"] = new JsonArray([.. files.Select(f => new JsonObject { ["contentType"] = f.Type, ["name"] = f.Name })]),
        };
        var form = new MultipartFormDataContent();
        var activity = new StringContent(template.ToJsonString());
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(activity, "activity", "blob");
        foreach (var (name, type, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            form.Add(part, "file", name);
        }

        return form;
    }

    private static async Task<(int Status, JsonNode Json)> SendAsync(RunningHost host, DirectLineClient client, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Path + "/upload?userId=ann") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        using var response = await host.Http.SendAsync(request);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if ((int)response.StatusCode >= 400)
        {
            Check.IsError(response, json);
        }

        return ((int)response.StatusCode, json);
    }
}
