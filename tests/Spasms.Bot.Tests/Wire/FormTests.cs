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
        Assert.Equal(429, (await PostAsync(host, "/chat/afresh", "", false)).Status);
        store!.WritesFail = true;
        Assert.Equal(429, (await PostAsync(host, "/chat", "text=hello", false)).Status);
        Assert.Contains("Call now.", (await PostAsync(host, "/chat", "text=alarm", false)).Page, StringComparison.Ordinal);
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
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await client.PostAsync(new Uri("/chat", UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<(int Status, string Page)> PostAsync(RunningHost host, string path, string body, bool isForeign)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (isForeign)
        {
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
