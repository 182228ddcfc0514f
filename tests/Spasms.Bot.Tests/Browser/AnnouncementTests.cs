using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>Who doesn't see the page is told each thing once, also where it is drawn twice or in a frame.</summary>
[Collection(BrowserTests.Name)]
public sealed class AnnouncementTests(ChatBrowser browser)
{
    [Fact]
    public async Task A_question_with_boxes_and_a_result_on_a_card_are_announced_once()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Heard.Listen);
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("check my symptoms");
        var asked = 0;
        for (var i = 0; i < 40 && await chat.CareCard.CountAsync() == 0; i++)
        {
            if (await chat.Page.Locator("#ticks .tick").CountAsync() > 0)
            {
                var question = (await chat.Page.Locator("#ticks legend").InnerTextAsync()).Split('\n')[0];
                await Heard.SaidAsync(chat.Page.MainFrame, question);
                Assert.Equal(["polite"], await Heard.MannersAsync(chat.Page.MainFrame, question));
                asked++;
            }

            await chat.AnswerMildlyAsync();
        }

        Assert.NotEqual(0, asked);
        var result = await chat.CareCard.GetByRole(AriaRole.Heading).First.InnerTextAsync();
        await Heard.SaidAsync(chat.Page.MainFrame, result);
        Assert.Equal(["polite"], await Heard.MannersAsync(chat.Page.MainFrame, result));
    }

    [Fact]
    public async Task In_the_frame_of_a_site_a_reply_is_announced_once_and_the_site_around_it_says_nothing()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Heard.Listen);
        var page = await person.NewPageAsync();
        await page.GotoAsync(browser.Site);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).ClickAsync();
        var chat = page.FrameLocator("iframe");
        var box = chat.Locator("[data-id='webchat-sendbox-input']");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await box.FillAsync("what is dystonia?");
        await box.PressAsync("Enter");
        var messages = chat.Locator("#webchat .webchat__basic-transcript__activity");
        await Assertions.Expect(messages).ToHaveCountAsync(3);

        var answer = (await messages.Last.Locator(".webchat__render-markdown").InnerTextAsync()).Split('[')[0].Trim();
        var frame = page.Frames.Single(f => f.Url.Contains("/embed", StringComparison.Ordinal));
        await Heard.SaidAsync(frame, answer);
        Assert.Equal(["polite"], await Heard.MannersAsync(frame, answer));
        Assert.Empty(await Heard.MannersAsync(page.MainFrame, ""));
        await Assertions.Expect(box).ToBeFocusedAsync();
    }
}
