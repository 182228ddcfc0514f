using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>The page with scripts: Web Chat in the same conversation as the form.</summary>
[Collection(BrowserTests.Name)]
public sealed class ChatPageTests(ChatBrowser browser)
{
    [Fact]
    public async Task A_question_gets_a_cited_answer_and_the_citation_opens_the_passage_with_the_line_marked()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);

        await chat.SayAsync("can statins make my legs cramp?");
        var citation = chat.Messages.Last.GetByRole(AriaRole.Link).First;
        var article = await person.RunAndWaitForPageAsync(() => citation.ClickAsync());

        var mark = article.Locator("section.passage mark");
        await Assertions.Expect(mark).ToHaveCountAsync(1);
        Assert.Contains(await mark.InnerTextAsync(), await chat.Messages.Last.InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(article.Locator("section.passage:target mark")).ToHaveCountAsync(1);
        await Assertions.Expect(article.GetByRole(AriaRole.Heading, new() { Name = "Sources" })).ToBeVisibleAsync();
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task The_questionnaire_is_walked_to_its_end_and_a_reload_in_the_middle_goes_on_with_the_same_question()
    {
        await using var person = await browser.PersonAsync(Look.Phone);
        var chat = await ChatView.OpenAsync(person);
        await chat.PressAsync(chat.Button("Check my symptoms"));
        await chat.AnswerMildlyAsync();
        await chat.AnswerMildlyAsync();
        var pending = await chat.Messages.Last.Locator(".webchat__render-markdown").InnerTextAsync();

        await chat.Page.ReloadAsync();
        await chat.IsLiveAsync();
        await Assertions.Expect(chat.Messages.Last).ToContainTextAsync(pending.Split('\n')[0]);
        for (var i = 0; i < 40 && await chat.CareCard.CountAsync() == 0; i++)
        {
            await chat.AnswerMildlyAsync();
        }

        await Assertions.Expect(chat.CareCard).ToHaveCountAsync(1);
        await Assertions.Expect(chat.CareCard.GetByRole(AriaRole.Heading).First).ToHaveTextAsync(new Regex("^(Emergency|Urgent|Routine|Self-care)"));
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task Ticking_several_answers_sends_them_as_one()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("check my symptoms");
        for (var i = 0; i < 20 && await chat.Page.Locator("#ticks .tick").CountAsync() < 2; i++)
        {
            await chat.AnswerMildlyAsync();
        }

        var boxes = chat.Page.Locator("#ticks .tick");
        var words = await boxes.AllInnerTextsAsync();
        await boxes.Nth(0).ClickAsync();
        await boxes.Nth(1).ClickAsync();
        await chat.PressAsync(chat.Page.Locator("#ticks button.primary"));

        await Assertions.Expect(chat.Page.Locator("#webchat")).ToContainTextAsync($"{words[0].Trim()}; {words[1].Trim()}");
    }

    [Fact]
    public async Task On_a_phone_a_question_with_boxes_is_seen_once_beside_the_answer_to_what_was_asked_in_between()
    {
        await using var person = await browser.PersonAsync(Look.Phone);
        var chat = await ChatView.OpenAsync(person);
        await Assertions.Expect(chat.Page.Locator("#webchat .kept")).ToBeVisibleAsync();
        await chat.SayAsync("check my symptoms");
        await Assertions.Expect(chat.Page.Locator("#webchat .kept")).ToBeHiddenAsync();
        for (var i = 0; i < 20 && await chat.Page.Locator("#ticks .tick").CountAsync() < 2; i++)
        {
            await chat.AnswerMildlyAsync();
        }

        await chat.SayAsync("what is a charley horse?");
        var answer = chat.Page.Locator("#webchat article").GetByText("Charley horse is").Last;
        await Assertions.Expect(answer).ToBeInViewportAsync(new() { Ratio = 1 });
        var asked = (await chat.Page.Locator("#ticks legend").InnerTextAsync()).Split('\n')[0];
        Assert.Equal(1, await chat.Page.GetByText(asked).EvaluateAllAsync<int>(
            "all => all.filter(e => { const r = e.getBoundingClientRect(); return !e.closest('[class*=live-region], [class*=screen-reader]') && !getComputedStyle(e.closest('article') ?? e).clipPath.includes('inset') && r.bottom > 100 && r.top < innerHeight; }).length"));

        await chat.AnswerMildlyAsync();
        await Assertions.Expect(chat.Messages.GetByText(asked).Last).ToBeAttachedAsync();
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task A_second_tab_shows_the_same_conversation_and_the_bot_greets_once()
    {
        await using var person = await browser.PersonAsync();
        var first = await ChatView.OpenAsync(person);
        var second = await ChatView.OpenAsync(person);

        await first.SayAsync("what is dystonia?");

        await Assertions.Expect(second.Page.Locator("#webchat")).ToContainTextAsync("what is dystonia?");
        await Assertions.Expect(second.Messages).ToHaveCountAsync(await first.Messages.CountAsync());
        await Assertions.Expect(second.Messages.Filter(new() { HasText = "Hello." })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Forget_me_removes_the_conversation_and_start_afresh_begins_another()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is a cramp?");

        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Start afresh" }).ClickAsync();
        await Assertions.Expect(chat.Messages).ToHaveCountAsync(1);

        await chat.SayAsync("what is dystonia?");
        await chat.Page.GetByRole(AriaRole.Link, new() { Name = "Forget me" }).ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it all" }).ClickAsync();
        await chat.Page.GetByRole(AriaRole.Heading, new() { Name = "removed" }).WaitForAsync();
        await chat.Page.GotoAsync("/");
        await chat.IsLiveAsync();
        await Assertions.Expect(chat.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_before_Web_Chat_came_is_not_lost()
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        var typed = new TaskCompletionSource();
        await page.RouteAsync("**/lib/webchat.js", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#text").FillAsync("what helps against");
        typed.SetResult();

        await Assertions.Expect(page.Locator("[data-id='webchat-sendbox-input']")).ToHaveValueAsync("what helps against");
    }

    [Fact]
    public async Task Where_Web_Chat_does_not_come_the_form_stays_and_works_and_the_emergency_number_is_told()
    {
        await using var person = await browser.PersonAsync();
        var page = await person.NewPageAsync();
        await page.RouteAsync("**/lib/webchat.js", route => route.AbortAsync());

        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Emergency? Call 911.");
        await page.Locator("#text").FillAsync("what is a cramp?");
        await page.Locator("#text").PressAsync("Enter");

        await Assertions.Expect(page.Locator(".log .bot").Last.GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_message_that_does_not_get_through_shows_the_emergency_number()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await Assertions.Expect(chat.Page.Locator(".talk > .emergency")).ToHaveTextAsync("Emergency? Call 911.");
        await chat.Page.RouteAsync("**/activities", route => route.FulfillAsync(new() { Status = 400, Body = "{}" }));

        await chat.SendBox.FillAsync("my chest hurts");
        await chat.SendBox.PressAsync("Enter");

        await Assertions.Expect(chat.Page.Locator("#alert")).ToContainTextAsync("Emergency? Call 911.");
    }

    [Fact]
    public async Task An_emergency_is_framed_and_named()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);

        await chat.SayAsync("I have chest pain and can't breathe");

        await Assertions.Expect(chat.CareCard.Locator(".level")).ToHaveTextAsync("Emergency");
        await Assertions.Expect(chat.CareCard).ToContainTextAsync("Call 911 now");
        await Assertions.Expect(chat.Page.GetByRole(AriaRole.Link, new() { Name = "Emergency? Call 911." })).ToHaveAttributeAsync("href", "tel:911");
    }

    [Theory]
    [InlineData("Like")]
    [InlineData("Dislike")]
    public async Task A_thumb_asks_for_words_and_thanks_and_leaves_the_talk_as_it_was(string thumb)
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is dystonia?");
        var messages = await chat.Messages.CountAsync();

        var button = chat.Messages.Last.GetByRole(AriaRole.Button, new() { Name = thumb, Exact = true });
        var posted = await chat.Page.RunAndWaitForRequestAsync(() => button.ClickAsync(), new Regex("/activities$"));
        Assert.Contains($"\"{thumb}Action\"", posted.PostData, StringComparison.Ordinal);
        await chat.Page.GetByLabel("What was good, or what was missing?").FillAsync("More about the neck, please");
        await chat.Page.Locator("#judge").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Assertions.Expect(chat.Page.Locator("#judge")).ToBeHiddenAsync();
        await Assertions.Expect(chat.Messages).ToHaveCountAsync(messages);
        await chat.Page.WaitForTimeoutAsync(500);
        await Assertions.Expect(chat.Page.Locator("#alert")).ToHaveTextAsync("Thank you. Your view is noted.");
        await chat.SayAsync("what is a cramp?");
        await Assertions.Expect(chat.Page.Locator("#alert")).ToBeHiddenAsync();
        Assert.Empty(chat.Complaints);
    }

    [Fact]
    public async Task Pointing_at_the_figure_ticks_the_list_and_sends_what_the_list_sends()
    {
        await using var person = await browser.PersonAsync(Look.Phone);
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("check my symptoms");
        for (var i = 0; i < 30 && await chat.Page.Locator("#ticks .body").CountAsync() == 0; i++)
        {
            await chat.AnswerMildlyAsync();
        }

        await chat.Page.Locator("#ticks .spot-leg").First.ClickAsync();
        await chat.Page.Locator("#ticks .spot-neck").First.ClickAsync();
        await Assertions.Expect(chat.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Leg or foot", Exact = true })).ToBeCheckedAsync();
        await Assertions.Expect(chat.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Neck or jaw", Exact = true })).ToBeCheckedAsync();

        await chat.PressAsync(chat.Page.Locator("#ticks button.primary"));
        await Assertions.Expect(chat.Page.Locator("#webchat")).ToContainTextAsync("Neck or jaw; Leg or foot");
    }

    [Fact]
    public async Task On_a_return_after_a_while_nothing_is_shown_before_the_person_says_that_it_is_theirs()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is dystonia?");
        await chat.SendBox.FillAsync("half a sentence");

        // The page stays open, and nobody touches it for an hour.
        await chat.Page.EvaluateAsync("const now = Date.now; Date.now = () => now() + 3600000;");
        await chat.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Assertions.Expect(chat.Page.Locator("#webchat")).ToBeHiddenAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, continue" }).ClickAsync();
        await Assertions.Expect(chat.SendBox).ToHaveValueAsync("half a sentence");

        // It is closed, and opened again the next day.
        await chat.Page.CloseAsync();
        browser.Clock.Advance(TimeSpan.FromDays(1));
        await person.ClearCookiesAsync(new() { Name = "spasms-here" });
        var page = await person.NewPageAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Continue?" })).ToBeVisibleAsync();
        Assert.DoesNotContain("dystonia", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, continue" }).ClickAsync();
        await Assertions.Expect(page.Locator("#webchat")).ToContainTextAsync("what is dystonia?");
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_and_no_typed_word_is_lost()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is dystonia?");

        browser.Clock.Advance(TimeSpan.FromHours(2));
        await chat.SendBox.FillAsync("what is a cramp?");
        await chat.SendBox.PressAsync("Enter");
        await Assertions.Expect(chat.SendBox).ToHaveValueAsync("what is a cramp?");
        await chat.SayAsync("and a twitch?");

        await Assertions.Expect(chat.Page.Locator("#webchat")).ToContainTextAsync("what is dystonia?");
        await Assertions.Expect(chat.Page.Locator("#alert")).ToBeHiddenAsync();
    }
}
