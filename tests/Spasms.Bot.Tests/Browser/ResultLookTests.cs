using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>A result as a card in Web Chat, on its page to print, and the pages about the bot: both themes, phone and desktop.</summary>
[Collection(BrowserTests.Name)]
public sealed class ResultLookTests(ChatBrowser browser)
{
    // On ordinary days one of each theme, width and level.
    public static TheoryData<string, int, int, bool, string> Looks()
    {
        var looks = new TheoryData<string, int, int, bool, string> { { "phone-light", 390, 844, false, "New confusion" }, { "desktop-dark", 1280, 900, true, "Dark pee, like cola or tea" } };
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            looks.Add("desktop-light", 1280, 900, false, "Dark pee, like cola or tea");
            looks.Add("phone-dark", 390, 844, true, "Dark pee, like cola or tea");
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_result_is_a_card_that_says_its_words_once_and_leads_to_a_page_to_print(string name, int width, int height, bool isDark, string sign)
    {
        await using var person = await browser.PersonAsync(new Look(width, height, isDark));
        var chat = await ChatView.OpenAsync(person);
        await WalkAsync(chat, sign);

        var heading = chat.CareCard.GetByRole(AriaRole.Heading).First;
        await Assertions.Expect(heading).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(Emergency|Urgent): get help"));
        await Assertions.Expect(chat.Page.GetByText("About this advice", new() { Exact = true }).Locator("visible=true")).ToHaveCountAsync(1);
        await heading.ScrollIntoViewIfNeededAsync();
        await ShootAsync(chat.Page, $"result-{name}");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Change an answer" }).ScrollIntoViewIfNeededAsync();
        await ShootAsync(chat.Page, $"result-{name}-end");
        await CheckAsync(chat.Page);

        var page = await person.RunAndWaitForPageAsync(() => chat.CareCard.GetByText("Print or save").ClickAsync());
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Your result");
        await ShootAsync(page, $"result-page-{name}", whole: true);
        await CheckAsync(page);
        Assert.Empty(await Fit.NarrowFaultsAsync(page));
        Assert.Empty(await Fit.NarrowFaultsAsync(chat.Page));
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task The_cards_button_lets_an_answer_be_changed()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await WalkAsync(chat, "New confusion");

        await chat.PressAsync(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Change an answer" }));

        await Assertions.Expect(chat.Messages.Last).ToContainTextAsync("Which answer do you want to change?");
        Assert.Empty(chat.Complaints);
    }

    [Theory]
    [InlineData("light", 1280, false)]
    [InlineData("dark", 390, true)]
    public async Task The_pages_about_the_bot_have_no_fault_for_axe(string name, int width, bool isDark)
    {
        await using var person = await browser.PersonAsync(new Look(width, 900, isDark));
        var page = await person.NewPageAsync();
        foreach (var address in new[] { "/safety/intended-use", "/safety/hazards", "/safety/scorecard" })
        {
            await page.GotoAsync(address);
            await ShootAsync(page, $"page{address.Replace('/', '-')}-{name}");
            await CheckAsync(page);
            Assert.Empty(await Fit.NarrowFaultsAsync(page));
        }
    }

    // Mildly to the end, but for one sign.
    private static async Task WalkAsync(ChatView chat, string sign)
    {
        await chat.PressAsync(chat.Button("Check my symptoms"));
        for (var i = 0; i < 40 && await chat.CareCard.CountAsync() == 0; i++)
        {
            var box = chat.Page.Locator("#ticks .tick").Filter(new() { HasText = sign });
            if (await box.CountAsync() == 1)
            {
                await box.ClickAsync();
                await chat.PressAsync(chat.Page.Locator("#ticks button.primary"));
            }
            else
            {
                await chat.AnswerMildlyAsync();
            }
        }
    }

    private static async Task ShootAsync(IPage page, string name, bool whole = false)
    {
        await page.WaitForTimeoutAsync(200);
        await page.ScreenshotAsync(new() { Path = Path.Combine(ChatBrowser.Artifacts, name + ".png"), FullPage = whole });
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Empty(await Axe.FaultsAsync(page));
        Assert.Empty(await Fit.FaultsAsync(page.MainFrame));
    }
}
