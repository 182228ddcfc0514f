using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>Web Chat as published, in a page of somebody else's on another origin.</summary>
[Collection(BrowserTests.Name)]
public sealed class AnyPageTests(ChatBrowser browser)
{
    [Theory]
    [InlineData("""{"user":{"id":"dl_somebody"}}""")]
    [InlineData(null)]
    public async Task Web_Chat_of_any_page_is_greeted_once_with_and_without_a_user_in_the_token(string? body)
    {
        await using var person = await browser.PersonAsync();
        var answer = await person.APIRequest.PostAsync("/v3/directline/tokens/generate", new() { DataString = body, Headers = body is null ? null : [new("Content-Type", "application/json")] });
        var token = (await answer.JsonAsync())!.Value.GetProperty("token").GetString();
        var page = await person.NewPageAsync();
        var sockets = 0;
        page.WebSocket += (_, _) => sockets++;
        await page.GotoAsync($"{browser.OtherSite}/webchat?token={token}");
        var messages = page.Locator("#webchat .webchat__basic-transcript__activity");
        var greeting = messages.Filter(new() { HasText = "Hello." });
        await Assertions.Expect(greeting).ToHaveCountAsync(1);

        var box = page.Locator("[data-id='webchat-sendbox-input']");
        await box.FillAsync("what is dystonia?");
        await box.PressAsync("Enter");
        await Assertions.Expect(messages).ToHaveCountAsync(3);
        await Assertions.Expect(greeting).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("Send failed")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Assertions.Expect(messages).ToHaveCountAsync(3);
        await Assertions.Expect(greeting).ToHaveCountAsync(1);
        Assert.Equal(2, sockets);
    }
}
