namespace Spasms.Bot.Tests.Wire;

public sealed class FormTests
{
    [Theory]
    [InlineData("/chat", "text=fail", 500)]
    [InlineData("/chat", "many", 400)]
    [InlineData("/chat", "big", 413)]
    [InlineData("/chat", "foreign", 403)]
    [InlineData("/chat/afresh", "foreign", 403)]
    [InlineData("/forget", "foreign", 403)]
    public async Task What_goes_wrong_with_a_form_is_told_on_a_page_with_the_emergency_line(string path, string body, int expected)
    {
        await using var host = await RunningHost.StartAsync();
        var text = body switch
        {
            "many" => string.Join('&', Enumerable.Range(0, 1100).Select(i => $"f{i}=1")),
            "big" => "text=" + new string('a', 300_000),
            _ => body,
        };
        var (status, page) = await PostAsync(host, path, text, body == "foreign");
        Assert.Equal(expected, status);
        Assert.Contains(path == "/forget" ? "page-not-forgotten page-emergency" : "page-not-sent page-emergency", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_limit_no_conversation_is_opened_but_an_emergency_is_answered()
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s), "RateLimits:PerAddressPerMinute=1");

        // Limits count by the minute: begin one.
        host.Clock.Advance(TimeSpan.FromSeconds(60 - host.Clock.GetUtcNow().Second));
        await PostAsync(host, "/chat/afresh", "", false);
        await IsTooFastAsync(host, "/chat/afresh", "");
        store!.WritesFail = true;
        await IsTooFastAsync(host, "/chat", "text=hello");
        Assert.Contains("Call now.", (await PostAsync(host, "/chat", "text=alarm", false)).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/chat")]
    [InlineData("POST", "/chat/afresh")]
    [InlineData("POST", "/chat/feedback")]
    [InlineData("POST", "/forget")]
    public async Task A_page_that_can_t_be_had_while_the_store_is_down_says_when_to_come_back(string method, string path)
    {
        BreakableStore? store = null;
        await using var host = await RunningHost.StartAsync(s => store = new BreakableStore(s));
        using var client = new HttpClient { BaseAddress = host.Address };
        await SayAsync(client, "text=hello");
        store!.IsDown = true;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "POST" ? Form("text=hello&reaction=LikeAction&answer=x") : null;
        using var response = await client.SendAsync(request);
        Assert.Equal((503, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Ticks_and_the_button_for_none_together_are_asked_about_and_the_ticks_stay()
    {
        await using var host = await RunningHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Contains("None of these", await SayAsync(client, "text=ask+many"), StringComparison.Ordinal);

        var page = await SayAsync(client, "question=q2&turn=1&ticked=leg&option=none");
        Assert.Contains("page-tick-or-none page-emergency", page, StringComparison.Ordinal);
        Assert.Contains("value=\"leg\" checked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"arm\" checked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("pressed q2", page, StringComparison.Ordinal);

        Assert.Contains("pressed q2 of 1: leg", await SayAsync(client, "question=q2&turn=1&ticked=leg"), StringComparison.Ordinal);
    }

    private static async Task<string> SayAsync(HttpClient client, string form)
    {
        using var content = Form(form);
        using var response = await client.PostAsync(new Uri("/chat", UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task IsTooFastAsync(RunningHost host, string path, string body)
    {
        using var response = await AnswerAsync(host, path, body, false);
        Assert.Equal(429, (int)response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("page-too-fast", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Page)> PostAsync(RunningHost host, string path, string body, bool isForeign)
    {
        using var response = await AnswerAsync(host, path, body, isForeign);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> AnswerAsync(RunningHost host, string path, string body, bool isForeign)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(body) };
        if (isForeign)
        {
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }

        return await client.SendAsync(request);
    }

    private static StringContent Form(string body) => new(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
}
