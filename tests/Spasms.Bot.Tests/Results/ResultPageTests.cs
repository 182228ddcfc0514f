using System.Net;
using System.Text.Json.Nodes;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Results;

/// <summary>The page to print: it opens by its link alone, and for nobody without it.</summary>
public sealed class ResultPageTests
{
    [Fact]
    public async Task The_link_of_a_result_opens_a_page_that_nothing_keeps_and_whose_one_script_sets_the_text_size()
    {
        await using var host = await RunningHost.StartRealAsync();
        var (result, page) = await WalkAsync(host);

        using var answer = await host.Http.GetAsync(page, TestContext.Current.CancellationToken);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(["""<script src="/look.js"></script>"""], html.Split('\n').Where(l => l.Contains("<script", StringComparison.Ordinal)));
        Assert.Contains("Emergency: get help now", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Age</dt><dd>45 years</dd>", html, StringComparison.Ordinal);
        Assert.Contains((string)result["channelData"]!["result"]!["triage"]!, html, StringComparison.Ordinal);
        Assert.Contains("not yet reviewed by a clinician", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_text_holds_the_same_words_and_the_answers()
    {
        await using var host = await RunningHost.StartRealAsync();
        var (result, page) = await WalkAsync(host);

        var text = await host.Http.GetStringAsync(page + "/text", TestContext.Current.CancellationToken);

        Assert.Contains((string)result["channelData"]!["webchat:fallback-text"]!, text, StringComparison.Ordinal);
        Assert.Contains("- Age: 45 years", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_response_names_the_questionnaire_that_this_host_gives_out()
    {
        await using var host = await RunningHost.StartRealAsync();
        var (_, page) = await WalkAsync(host);

        var response = JsonNode.Parse(await host.Http.GetStringAsync(page + "/fhir", TestContext.Current.CancellationToken))!;
        var canonical = ((string)response["questionnaire"]!).Split('|');
        var questionnaire = JsonNode.Parse(await host.Http.GetStringAsync($"{canonical[0]}?version={canonical[1]}", TestContext.Current.CancellationToken))!;
        using var other = await host.Http.GetAsync(canonical[0] + "?version=0", TestContext.Current.CancellationToken);

        Assert.Equal(string.Join("|", canonical), $"{(string)questionnaire["url"]!}|{(string)questionnaire["version"]!}");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Whoever_changes_a_letter_of_the_link_or_comes_after_it_was_forgotten_finds_nothing()
    {
        await using var host = await RunningHost.StartRealAsync();
        var (client, page) = await TalkAsync(host);
        var last = page[^2] == 'A' ? 'B' : 'A';
        foreach (var wrong in new[] { page[..^2] + last + page[^1], page.Replace(".", "0.", StringComparison.Ordinal), page[..page.LastIndexOf('/')] + "/x" })
        {
            using var refused = await host.Http.GetAsync(wrong, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        await client.SayAsync("forget me");
        using var gone = await host.Http.GetAsync(page, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static async Task<(JsonNode Result, string Page)> WalkAsync(RunningHost host)
    {
        var (client, page) = await TalkAsync(host);
        return ((await client.ReadAsync())[^1]!, page);
    }

    private static async Task<(DirectLineClient Client, string Page)> TalkAsync(RunningHost host)
    {
        var client = await DirectLineClient.StartAsync(host.Http);
        foreach (var words in new[] { "check my symptoms", "me", "45" })
        {
            await client.SayAsync(words);
        }

        var question = (await client.ReadAsync())[^1]!["channelData"]!["question"]!;
        await client.PostAsync(new JsonObject
        {
            ["type"] = "message",
            ["from"] = new JsonObject { ["id"] = "me" },
            ["value"] = new JsonObject { ["question"] = (string)question["id"]!, ["turn"] = (int)question["turn"]!, ["options"] = new JsonArray("confusion") },
        }.ToJsonString());
        var result = (await client.ReadAsync())[^1]!;
        return (client, new Uri((string)result["channelData"]!["page"]!).PathAndQuery);
    }
}
