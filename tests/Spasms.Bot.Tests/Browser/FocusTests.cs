using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What comes while somebody is busy elsewhere on the page leaves them there.</summary>
[Collection(BrowserTests.Name)]
public sealed class FocusTests(ChatBrowser browser)
{
    [Fact]
    public async Task A_reply_and_a_question_with_boxes_leave_the_focus_in_the_menu_and_the_menu_open()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        var elsewhere = await ChatView.OpenAsync(person);
        await chat.Page.Locator("#more summary").ClickAsync();
        var busy = chat.Page.GetByRole(AriaRole.Button, new() { Name = "Largest" });
        await busy.FocusAsync();

        await AnswerArrivesAsync(chat, elsewhere);
        await Assertions.Expect(busy).ToBeFocusedAsync();
        await BoxesArriveAsync(chat, elsewhere);
        await Assertions.Expect(busy).ToBeFocusedAsync();
        await Assertions.Expect(busy).ToBeVisibleAsync();
        await BoxesGoAsync(chat, elsewhere);
        await Assertions.Expect(busy).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_reply_and_a_question_with_boxes_leave_the_focus_on_a_citation()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("can statins make my legs cramp?");
        var busy = chat.Messages.Last.GetByRole(AriaRole.Link).First;
        var handle = (await busy.ElementHandleAsync())!;
        await busy.FocusAsync();
        var elsewhere = await ChatView.OpenAsync(person);

        await AnswerArrivesAsync(chat, elsewhere);
        Assert.True(await handle.EvaluateAsync<bool>("e => document.activeElement === e"));
        await BoxesArriveAsync(chat, elsewhere);
        Assert.True(await handle.EvaluateAsync<bool>("e => document.activeElement === e"));
        await BoxesGoAsync(chat, elsewhere);
        Assert.True(await handle.EvaluateAsync<bool>("e => document.activeElement === e"));
    }

    private static async Task AnswerArrivesAsync(ChatView chat, ChatView elsewhere)
    {
        await elsewhere.SayAsync("what is dystonia?");
        await Assertions.Expect(chat.Messages).ToHaveCountAsync(await elsewhere.Messages.CountAsync());
    }

    private static async Task BoxesArriveAsync(ChatView chat, ChatView elsewhere)
    {
        await elsewhere.SayAsync("check my symptoms");
        for (var i = 0; i < 20 && await elsewhere.Page.Locator("#ticks .tick").CountAsync() == 0; i++)
        {
            await elsewhere.AnswerMildlyAsync();
        }

        await Assertions.Expect(chat.Page.Locator("#ticks .tick").First).ToBeVisibleAsync();
    }

    private static async Task BoxesGoAsync(ChatView chat, ChatView elsewhere)
    {
        await elsewhere.SayAsync("stop");
        await Assertions.Expect(chat.Page.Locator("#ticks")).ToBeHiddenAsync();
    }
}
