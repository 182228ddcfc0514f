using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>The chat on somebody else's site, by one line of script.</summary>
[Collection(BrowserTests.Name)]
public sealed class EmbedTests(ChatBrowser browser)
{
    [Fact]
    public async Task One_line_brings_the_chat_to_a_site_with_strict_rules_and_shutting_down_clears_a_shared_computer()
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        List<string> fetched = [], complaints = [];
        page.Request += (_, request) => fetched.Add(request.Url);
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
        await page.GotoAsync(browser.Site);
        var launcher = page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" });
        await Assertions.Expect(launcher).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal([browser.Address + "/spasms.js"], fetched.Where(f => f.StartsWith(browser.Address, StringComparison.Ordinal)));
        await ShootAsync(page, "embed-closed");
        await AxeAsync(page);

        await page.EvaluateAsync("window.heard = []; for (const name of ['ready', 'show', 'hide', 'reply', 'shutdown']) spasms.on(name, () => heard.push(name));");
        await launcher.ClickAsync();
        var chat = page.FrameLocator("iframe");
        var box = chat.Locator("[data-id='webchat-sendbox-input']");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await SayAsync(chat, "what is dystonia?");
        await ShootAsync(page, "embed-open");
        await AxeAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(launcher).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("iframe")).ToBeHiddenAsync();
        Assert.Equal(["show", "ready", "reply", "hide"], (await page.EvaluateAsync<string[]>("heard")).Distinct());

        await page.ReloadAsync();
        await page.Locator("#name").FocusAsync();
        await page.EvaluateAsync("spasms.toggle()");
        await Assertions.Expect(chat.Locator("#webchat")).ToContainTextAsync("what is dystonia?");
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();

        Assert.True(await page.EvaluateAsync<bool>("spasms.shutdown()"));
        await Assertions.Expect(page.Locator("spasms-chat")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await launcher.ClickAsync();
        await Assertions.Expect(chat.Locator("#webchat .webchat__basic-transcript__activity")).ToHaveCountAsync(1);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task On_a_phone_the_chat_fills_the_screen_and_forget_me_works_in_the_frame()
    {
        await using var person = await browser.PersonAsync(Look.Phone with { IsDark = true });
        var page = await person.NewPageAsync();
        await page.GotoAsync(browser.FarSite);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).ClickAsync();
        var chat = page.FrameLocator("iframe");
        await SayAsync(chat, "what is a cramp?");
        await ShootAsync(page, "embed-phone");
        var size = await page.Locator("iframe").BoundingBoxAsync();
        Assert.Equal((390, 844), (size!.Width, size.Height));
        var frame = page.Frames.Single(f => f.Url.Contains("/embed", StringComparison.Ordinal));
        Assert.Empty(await Fit.NarrowFaultsAsync(page, frame));

        await chat.GetByRole(AriaRole.Link, new() { Name = "Forget me" }).ClickAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it all" }).ClickAsync();
        await Assertions.Expect(chat.GetByRole(AriaRole.Heading, new() { Name = "removed" })).ToBeVisibleAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = "Back to the chat" }).ClickAsync();
        await Assertions.Expect(chat.Locator("#webchat .webchat__basic-transcript__activity")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_site_that_is_not_allowed_gets_no_chat_but_its_visitor_is_shown_the_way_to_it()
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync(browser.OtherSite);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open it on a page of its own" })).ToHaveAttributeAsync("href", new Regex(Regex.Escape(browser.Address)));
    }

    private static async Task SayAsync(IFrameLocator chat, string words)
    {
        var messages = chat.Locator("#webchat .webchat__basic-transcript__activity");
        await messages.First.WaitForAsync();
        var before = await messages.CountAsync();
        var box = chat.Locator("[data-id='webchat-sendbox-input']");
        await box.FillAsync(words);
        await box.PressAsync("Enter");
        await Assertions.Expect(messages.Nth(before + 1)).ToBeAttachedAsync(new() { Timeout = 60_000 });
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        await page.WaitForTimeoutAsync(200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(ChatBrowser.Artifacts, name + ".png") });
    }

    private static async Task AxeAsync(IPage page) => Assert.Empty(await Axe.FaultsAsync(page));
}
