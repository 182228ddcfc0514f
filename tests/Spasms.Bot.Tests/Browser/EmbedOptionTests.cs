using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What a site may choose for the chat on it, and what it may ask of it.</summary>
[Collection(BrowserTests.Name)]
public sealed class EmbedOptionTests(ChatBrowser browser)
{
    // Before anything else of the page: all that its window is told, and a visitor who is writing already. The page's rules
    // let no test poll it.
    private const string Listen =
        """
        if (top === window) {
          window.told = [];
          window.until = name => new Promise((done, failed) => {
            setTimeout(() => failed(new Error(`not told: ${name}; ${told}`)), 60000);
            told.includes(name) ? done() : addEventListener(`spasms:${name}`, () => done());
          });
          for (const name of ['launcher', 'show', 'hide', 'ready', 'reply', 'failed', 'shutdown'])
            addEventListener(`spasms:${name}`, () => told.push(name));
          addEventListener('DOMContentLoaded', () => document.getElementById('name')?.focus());
        }
        """;

    [Theory]
    [InlineData("position=left&color=%23ffcc00", "Open the chat", "en", true, "rgb(255, 204, 0)", "rgb(0, 0, 0)")]
    [InlineData("position=right&color=%2300264d&label=Ask+about+%22cramps%22", "Ask about \"cramps\"", "en", false, "rgb(0, 38, 77)", "rgb(255, 255, 255)")]
    [InlineData("lang=de-AT&color=red", "Chat öffnen", "de", false, "rgb(11, 92, 107)", "rgb(255, 255, 255)")]
    [InlineData("lang=xx&position=middle", "Open the chat", "en", false, "rgb(11, 92, 107)", "rgb(255, 255, 255)")]
    [InlineData("lang=constructor&position=middle", "Open the chat", "en", false, "rgb(11, 92, 107)", "rgb(255, 255, 255)")]
    public async Task A_site_chooses_colour_corner_words_and_language(string options, string label, string spoken, bool isLeft, string ground, string ink)
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"{browser.Site}/?{options}");
        var launcher = page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });
        await Assertions.Expect(launcher).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("spasms-chat")).ToHaveAttributeAsync("lang", spoken);
        Assert.Equal(ground, await launcher.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
        Assert.Equal(ink, await launcher.EvaluateAsync<string>("e => getComputedStyle(e).color"));
        await IsInItsCornerAsync(launcher, isLeft);
        Assert.Empty(await Axe.FaultsAsync(page));

        await launcher.ClickAsync();
        await IsInItsCornerAsync(page.Locator("iframe"), isLeft);
    }

    [Fact]
    public async Task The_chat_takes_the_sites_colour_as_far_as_it_can_be_read_and_says_in_the_sites_language_that_it_answers_in_English()
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"{browser.Site}/?color=%23ffcc00&lang=de");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chat öffnen" }).ClickAsync();
        await Assertions.Expect(page.Locator("iframe")).ToHaveAttributeAsync("title", "Chat über Muskelkrämpfe");
        var chat = page.FrameLocator("iframe");
        await chat.Locator("body.live").WaitForAsync();

        var colour = await chat.Locator("html").EvaluateAsync<string>("e => e.style.getPropertyValue('--brand')");
        var (red, green, blue) = (Convert.ToInt32(colour[1..3], 16), Convert.ToInt32(colour[3..5], 16), Convert.ToInt32(colour[5..7], 16));
        Assert.True(red > green && green > blue && red < 0xff, colour);
        await Assertions.Expect(chat.Locator("[lang='de']").First).ToBeVisibleAsync();
        Assert.Empty(await Axe.FaultsAsync(page));
    }

    [Fact]
    public async Task A_chat_that_opens_with_the_page_leaves_the_focus_where_it_is()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Listen);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"{browser.Site}/?open=true");

        await page.EvaluateAsync("until('ready')");
        await Assertions.Expect(page.Locator("iframe")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("spasms.isOpen"));
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();
        Assert.Equal(["launcher", "show", "ready"], await page.EvaluateAsync<string[]>("told"));
    }

    [Fact]
    public async Task A_page_shows_and_hides_the_chat_without_touching_the_focus_and_a_listener_that_left_hears_no_more()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Listen);
        var page = await person.NewPageAsync();
        await page.GotoAsync(browser.Site);
        await page.EvaluateAsync("until('launcher')");
        Assert.False(await page.EvaluateAsync<bool>("spasms.isOpen"));
        await page.EvaluateAsync("window.heard = []; window.leave = spasms.on('show', () => heard.push('show')); spasms.on('hide', () => heard.push('hide')); undefined;");

        // Asked twice for the same, it happens once.
        await page.EvaluateAsync("spasms.show(); spasms.show();");
        Assert.True(await page.EvaluateAsync<bool>("spasms.isOpen"));
        await Assertions.Expect(page.Locator("iframe")).ToBeVisibleAsync();
        await page.EvaluateAsync("until('ready')");
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();

        await page.EvaluateAsync("leave(); spasms.hide(); spasms.hide();");
        Assert.False(await page.EvaluateAsync<bool>("spasms.isOpen"));
        await Assertions.Expect(page.Locator("iframe")).ToBeHiddenAsync();
        await page.EvaluateAsync("spasms.show()");
        await Assertions.Expect(page.Locator("iframe")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();
        Assert.Equal(["show", "hide"], await page.EvaluateAsync<string[]>("heard"));
        Assert.Equal(["launcher", "show", "ready", "hide", "show"], await page.EvaluateAsync<string[]>("told"));
    }

    [Fact]
    public async Task A_site_that_may_not_show_the_chat_is_told_that_it_failed()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Listen);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"{browser.OtherSite}/?lang=de");
        await page.EvaluateAsync("spasms.show()");

        await page.EvaluateAsync("until('failed')");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Der Chat kann hier nicht gezeigt werden.");
        await Assertions.Expect(page.Locator("#name")).ToBeFocusedAsync();
        Assert.Equal(["launcher", "show", "failed"], await page.EvaluateAsync<string[]>("told"));
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("{ forget: true }", 404)]
    public async Task Shutting_down_keeps_the_conversation_unless_the_site_asks_to_forget_it(string wish, int status)
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Listen);
        var page = await person.NewPageAsync();
        await page.GotoAsync(browser.Site);
        var opened = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("spasms.show()"), new Regex("/chat/session$"));
        var session = (await opened.JsonAsync())!.Value;
        await page.EvaluateAsync("until('ready')");

        Assert.True(await page.EvaluateAsync<bool>($"spasms.shutdown({wish})"));
        await Assertions.Expect(page.Locator("spasms-chat")).ToHaveCountAsync(0);
        Assert.False(await page.EvaluateAsync<bool>("spasms.isOpen"));
        Assert.Equal("shutdown", (await page.EvaluateAsync<string[]>("told"))[^1]);
        var log = await person.APIRequest.GetAsync(
            $"/v3/directline/conversations/{session.GetProperty("conversationId").GetString()}/activities",
            new() { Headers = [new("Authorization", "Bearer " + session.GetProperty("token").GetString())] });
        Assert.Equal(status, log.Status);
    }

    private static async Task IsInItsCornerAsync(ILocator what, bool isLeft)
    {
        var box = (await what.BoundingBoxAsync())!;
        Assert.Equal(20, isLeft ? box.X : 1280 - box.X - box.Width, 2.0);
    }
}
