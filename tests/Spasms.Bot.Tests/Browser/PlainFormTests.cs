using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>The page without scripts: the same dialog by a plain form.</summary>
[Collection(BrowserTests.Name)]
public sealed class PlainFormTests(ChatBrowser browser)
{
    [Fact]
    public async Task A_question_gets_a_cited_answer_and_the_citation_opens_the_passage()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "What causes muscle spasms?" }).ClickAsync();

        var answer = page.Locator(".log .bot").Last;
        await Assertions.Expect(answer.GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await answer.GetByRole(AriaRole.Link, new() { Name = "[1]" }).First.ClickAsync();

        await Assertions.Expect(page.Locator("section.passage mark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_questionnaire_is_walked_to_its_end_by_submit_buttons()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);
        await SayAsync(page, "check my symptoms");
        for (var i = 0; i < 40 && await page.Locator(".care").CountAsync() == 0; i++)
        {
            await AnswerMildlyAsync(page);
        }

        await Assertions.Expect(page.Locator(".care strong, .care .level").First).ToHaveTextAsync(new Regex("^(Emergency|Urgent|Routine|Self-care)"));
    }

    [Fact]
    public async Task Several_answers_are_ticked_in_one_form()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);
        await SayAsync(page, "check my symptoms");
        for (var i = 0; i < 20 && await page.GetByRole(AriaRole.Checkbox).CountAsync() < 2; i++)
        {
            await AnswerMildlyAsync(page);
        }

        var words = await page.Locator(".tick").AllInnerTextsAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        // The Enter key sends what is ticked, and never "None of these".
        await page.GetByRole(AriaRole.Checkbox).Nth(1).PressAsync("Enter");

        await Assertions.Expect(page.Locator(".log .person").Last).ToContainTextAsync($"{words[0].Trim()}; {words[1].Trim()}");
    }

    [Fact]
    public async Task Words_that_look_like_markup_stay_words()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);

        await SayAsync(page, "<img src=x onerror=alert(1)> & <b>cramp</b>");

        await Assertions.Expect(page.Locator(".log .person .words").Last).ToHaveTextAsync("<img src=x onerror=alert(1)> & <b>cramp</b>");
        await Assertions.Expect(page.Locator(".log img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_message()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);
        await page.Locator("#text").FillAsync("what is a cramp?");
        var once = await page.Locator(".write input[name=once]").InputValueAsync();
        await page.Locator("#text").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".log .person")).ToHaveCountAsync(1);

        var form = person.APIRequest.CreateFormData().Set("text", "what is a cramp?").Set("once", once);
        await person.APIRequest.PostAsync("/chat", new() { Form = form });
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".log .person")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Forget_me_removes_everything()
    {
        await using var person = await browser.PersonAsync(Look.Plain);
        var page = await OpenAsync(person);
        await SayAsync(page, "what is dystonia?");

        await page.GetByRole(AriaRole.Link, new() { Name = "Forget me" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it all" }).ClickAsync();
        await page.GotoAsync("/");

        await Assertions.Expect(page.Locator(".log .person")).ToHaveCountAsync(0);
        Assert.Empty(await person.CookiesAsync());
    }

    private static async Task<IPage> OpenAsync(IBrowserContext person)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".talk > .emergency")).ToHaveTextAsync("Emergency? Call 911.");
        return page;
    }

    private static async Task SayAsync(IPage page, string words)
    {
        var before = await page.Locator(".log .person").CountAsync();
        await page.Locator("#text").FillAsync(words);
        await page.Locator(".write button").ClickAsync();
        await Assertions.Expect(page.Locator(".log .person")).ToHaveCountAsync(before + 1);
    }

    private static async Task AnswerMildlyAsync(IPage page)
    {
        var buttons = page.Locator(".question button[name=option]");
        var words = (await buttons.AllInnerTextsAsync()).ToList();
        var mild = words.FindIndex(w => w.StartsWith("None", StringComparison.Ordinal));
        mild = mild >= 0 ? mild : words.IndexOf("No");
        mild = mild >= 0 ? mild : words.FindIndex(w => !w.StartsWith("Skip", StringComparison.Ordinal) && w != "Not sure");
        if (mild < 0)
        {
            await SayAsync(page, "30");
            return;
        }

        var before = await page.Locator(".log .person").CountAsync();
        await buttons.Nth(mild).ClickAsync();
        await Assertions.Expect(page.Locator(".log .person")).ToHaveCountAsync(before + 1);
    }
}
