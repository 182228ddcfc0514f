using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>How the pages look and read: both themes, phone and desktop, for people and for axe, which may find nothing at all.</summary>
[Collection(BrowserTests.Name)]
public sealed class LookTests(ChatBrowser browser)
{
    // On ordinary days one of each theme and width.
    public static TheoryData<string, int, int, bool> Looks()
    {
        var looks = new TheoryData<string, int, int, bool> { { "desktop-light", 1280, 900, false }, { "phone-dark", 390, 844, true } };
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            looks.Add("desktop-dark", 1280, 900, true);
            looks.Add("phone-light", 390, 844, false);
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_chat_has_no_fault_for_axe(string name, int width, int height, bool isDark)
    {
        await using var person = await browser.PersonAsync(new Look(width, height, isDark));
        var chat = await ChatView.OpenAsync(person);
        await ShootAsync(chat.Page, name + "-first");
        await chat.SayAsync("How is a cramp different from dystonia?");
        await ShootAsync(chat.Page, name + "-answer");
        await CheckAsync(chat.Page);
        await chat.SayAsync("check my symptoms");
        await ShootAsync(chat.Page, name + "-question");
        for (var i = 0; i < 30 && await chat.Page.Locator("#ticks .body").CountAsync() == 0; i++)
        {
            await chat.AnswerMildlyAsync();
        }

        await ShootAsync(chat.Page, name + "-body");
        await CheckAsync(chat.Page);
        await chat.SayAsync("I have chest pain and can't breathe");
        await ShootAsync(chat.Page, name + "-emergency");
        await CheckAsync(chat.Page);
        Assert.Empty(chat.Complaints);
    }

    [Theory]
    [InlineData("light", false)]
    [InlineData("dark", true)]
    public async Task Form_and_reading_pages_have_no_fault_for_axe(string name, bool isDark)
    {
        await using var person = await browser.PersonAsync(new Look(IsDark: isDark));
        await person.RouteAsync("**/chat.js", route => route.AbortAsync());
        var page = await person.NewPageAsync();
        await page.GotoAsync("/");
        await CheckAsync(page);
        await page.Locator("#text").FillAsync("check my symptoms");
        await page.Locator(".write button").ClickAsync();
        await Assertions.Expect(page.Locator(".question")).ToBeVisibleAsync();
        await ShootAsync(page, $"form-{name}");
        await CheckAsync(page);
        foreach (var address in new[] { "/articles", "/articles/neurospasms#herniated-disc", "/sources/triage", "/sources/country-US", "/chat/transcript", "/forget", "/nowhere" })
        {
            await page.GotoAsync(address);
            await ShootAsync(page, $"page-{address.Split('#')[0].Trim('/').Replace('/', '-')}-{name}");
            await CheckAsync(page);
            Assert.Empty(await Fit.NarrowFaultsAsync(page));
        }
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/", false)]
    [InlineData("/articles/neurospasms", false)]
    [InlineData("/sources/triage", false)]
    [InlineData("/embed", true)]
    [InlineData("/embed", false)]
    public async Task Nothing_scrolls_sideways_at_320_pixels_or_400_percent_and_targets_are_at_least_24_high(string address, bool isLive)
    {
        await using var person = await browser.PersonAsync(new Look(320, 640));
        var page = await person.NewPageAsync();
        if (!isLive)
        {
            await person.RouteAsync("**/chat.js", route => route.AbortAsync());
        }

        await page.GotoAsync(address);
        if (isLive)
        {
            await page.Locator("body.live").WaitForAsync();
        }

        Assert.Empty(await Fit.NarrowFaultsAsync(page));
        if (isLive)
        {
            // At 400 %, and the largest text on top of it.
            await page.SetViewportSizeAsync(320, 256);
            await page.EvaluateAsync("document.documentElement.dataset.size = '145'");
            Assert.Empty(await Fit.FaultsAsync(page.MainFrame));
            await Assertions.Expect(page.Locator("[data-id='webchat-sendbox-input']")).ToBeVisibleAsync();
            await page.SetViewportSizeAsync(320, 568);
            await SeesABoxAsync(page);
        }
    }

    [Fact]
    public async Task The_question_whose_talk_it_is_fits_a_narrow_screen_and_has_no_fault_for_axe()
    {
        await using var person = await browser.PersonAsync(Look.Phone with { IsDark = true });
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is dystonia?");
        await chat.Page.CloseAsync();
        browser.Clock.Advance(TimeSpan.FromDays(1));
        await person.ClearCookiesAsync(new() { Name = "spasms-here" });

        var page = await person.NewPageAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Continue?" })).ToBeVisibleAsync();
        await ShootAsync(page, "continue");
        await CheckAsync(page);
        Assert.Empty(await Fit.NarrowFaultsAsync(page));
    }

    [Fact]
    public async Task The_picture_in_the_README_is_made_on_request()
    {
        await using var person = await browser.PersonAsync(new Look(1100, 760));
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("How is a cramp different from dystonia?");
        await Assertions.Expect(chat.Messages.Last.GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("SPASMS_PICTURE") == "true")
        {
            await chat.Page.ScreenshotAsync(new() { Path = Path.Combine(ChatBrowser.Root(), "docs", "chat.png") });
        }
    }

    // A question with boxes shows the first of them with nothing in front of it.
    private static async Task SeesABoxAsync(IPage page)
    {
        var box = page.Locator("[data-id='webchat-sendbox-input']");
        foreach (var words in new[] { "check my symptoms", "me", "40" })
        {
            await box.FillAsync(words);
            var count = await page.Locator("#webchat article").CountAsync();
            await box.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#webchat article").Nth(count + 1)).ToBeAttachedAsync();
        }

        var first = page.Locator("#ticks .tick").First;
        await first.WaitForAsync();
        await first.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        Assert.True(await first.EvaluateAsync<bool>("e => { const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)); }"));
        Assert.Empty(await Fit.FaultsAsync(page.MainFrame));
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        // Web Chat scrolls smoothly: a picture taken at once shows it half way.
        await page.WaitForTimeoutAsync(200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(ChatBrowser.Artifacts, name + ".png") });
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Empty(await Axe.FaultsAsync(page));
        Assert.Empty(await Fit.FaultsAsync(page.MainFrame));
    }
}
