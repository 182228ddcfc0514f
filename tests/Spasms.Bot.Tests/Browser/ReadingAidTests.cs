using System.Text.Json;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>For people who use a keyboard, a screen reader, large text or other colours.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReadingAidTests(ChatBrowser browser)
{
    // Collects what each live region is given to say, and how urgently.
    private const string Listen =
        """
        window.heard = [];
        new MutationObserver(changes => {
          for (const change of changes) for (const node of change.addedNodes) {
            const region = change.target.closest?.('[aria-live],[role=alert],[role=log],[role=status]');
            if (region && node.textContent && !node.closest?.('.webchat__toaster'))
              heard.push({ text: node.textContent, manner: region.getAttribute('aria-live') ?? (region.getAttribute('role') === 'alert' ? 'assertive' : 'polite'), language: region.lang });
          }
        }).observe(document, { childList: true, subtree: true });
        """;

    [Fact]
    public async Task Each_reply_is_announced_once_an_emergency_at_once_and_focus_stays_where_it_is()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Listen);
        var chat = await ChatView.OpenAsync(person);
        await Assertions.Expect(chat.Page.Locator("body")).ToBeFocusedAsync();

        await chat.SayAsync("what is dystonia?");
        await Assertions.Expect(chat.SendBox).ToBeFocusedAsync();
        var answer = (await chat.Messages.Last.Locator(".webchat__render-markdown").InnerTextAsync()).Split('[')[0].Trim();
        await chat.Page.WaitForFunctionAsync("words => heard.some(h => h.text.includes(words))", answer);
        var said = await HeardAsync(chat.Page, answer);
        Assert.Equal(["polite"], said);

        await chat.SayAsync("I have chest pain and can't breathe");
        await Assertions.Expect(chat.SendBox).ToBeFocusedAsync();
        await chat.Page.WaitForFunctionAsync("heard.some(h => h.text.includes('Call 911 now'))");
        Assert.Equal(["assertive"], await HeardAsync(chat.Page, "Call 911 now"));

        // What a screen reader is told: the region itself says how urgent it is.
        var session = await person.NewCDPSessionAsync(chat.Page);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        Assert.Contains(
            tree!.Value.GetProperty("nodes").EnumerateArray(),
            n => n.TryGetProperty("role", out var role) && role.GetProperty("value").GetString() == "log"
                && n.TryGetProperty("properties", out var properties)
                && properties.EnumerateArray().Any(p => p.GetProperty("name").GetString() == "live" && p.GetProperty("value").GetProperty("value").GetString() == "assertive"));
    }

    [Fact]
    public async Task A_reply_in_another_language_names_it()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);

        await chat.SayAsync("Was hilft gegen Muskelkrämpfe in der Nacht?");

        await Assertions.Expect(chat.Page.Locator("#webchat [lang='de']").Filter(new() { HasText = "911" }).First).ToBeAttachedAsync();
    }

    [Fact]
    public async Task The_questionnaire_is_walked_to_its_end_by_keyboard_alone()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        var page = chat.Page;
        for (var i = 0; i < 40 && !await page.EvaluateAsync<bool>("document.activeElement.dataset.id === 'webchat-sendbox-input'"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.TypeAsync("check my symptoms");
        await EnterAsync(chat);
        for (var i = 0; i < 40 && await chat.CareCard.CountAsync() == 0; i++)
        {
            await AnswerByKeyboardAsync(chat);
        }

        await Assertions.Expect(chat.CareCard).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Text_size_and_colours_are_chosen_here_and_kept()
    {
        await using var person = await browser.PersonAsync();
        var chat = await ChatView.OpenAsync(person);
        await chat.Page.Locator("#more summary").ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Largest" }).ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();

        await chat.Page.ReloadAsync();
        await chat.IsLiveAsync();
        Assert.Equal("23.2px", await chat.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        Assert.Equal("rgb(17, 24, 27)", await chat.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True(await chat.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('#webchat .webchat__render-markdown')).fontSize)") >= 23);
    }

    [Fact]
    public async Task The_chat_is_copied_as_text_and_printed_from_a_page_of_its_own()
    {
        await using var person = await browser.PersonAsync();
        await person.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var chat = await ChatView.OpenAsync(person);
        await chat.SayAsync("what is dystonia?");

        await chat.Page.Locator("#more summary").ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Copy the chat" }).ClickAsync();
        await Assertions.Expect(chat.Page.Locator("#alert")).ToContainTextAsync("copied");
        Assert.Contains("You:\nwhat is dystonia?", await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);

        await chat.Page.Locator("#more summary").ClickAsync();
        await chat.Page.GetByRole(AriaRole.Link, new() { Name = "Print or save" }).ClickAsync();
        await Assertions.Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeVisibleAsync();
        await Assertions.Expect(chat.Page.Locator(".log .person")).ToContainTextAsync("what is dystonia?");
    }

    private static async Task<string[]> HeardAsync(IPage page, string words)
    {
        var heard = await page.EvaluateAsync<JsonElement>("heard");
        return [.. heard.EnumerateArray().Where(h => h.GetProperty("text").GetString()!.Contains(words, StringComparison.Ordinal)).Select(h => h.GetProperty("manner").GetString()!)];
    }

    // Back from the line to write in to the nearest buttons, to the mildest of them, and Enter.
    private static async Task AnswerByKeyboardAsync(ChatView chat)
    {
        var page = chat.Page;
        var buttons = await page.Locator("#webchat .webchat__suggested-actions button, #ticks button").AllInnerTextsAsync();
        var words = buttons.FirstOrDefault(w => w.StartsWith("None", StringComparison.Ordinal)) ?? buttons.FirstOrDefault(w => w == "No")
            ?? buttons.FirstOrDefault(w => w is not ("Skip this" or "Not sure") && !w.StartsWith("Send", StringComparison.Ordinal));
        if (words is null)
        {
            await page.Keyboard.TypeAsync("30");
            await EnterAsync(chat);
            return;
        }

        await page.Keyboard.PressAsync("Shift+Tab");
        for (var i = 0; i < 30 && await page.EvaluateAsync<string>("document.activeElement.innerText") != words; i++)
        {
            await page.Keyboard.PressAsync(await page.EvaluateAsync<bool>("!!document.activeElement.closest('.webchat__suggested-actions')") ? "ArrowRight" : "Shift+Tab");
        }

        await EnterAsync(chat);
    }

    private static async Task EnterAsync(ChatView chat)
    {
        var before = await chat.Messages.CountAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(chat.Messages.Nth(before + 1)).ToBeAttachedAsync(new() { Timeout = 60_000 });
    }
}
