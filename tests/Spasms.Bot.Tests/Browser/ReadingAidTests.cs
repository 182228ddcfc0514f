using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>For people who use a keyboard, a screen reader, large text or other colours.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReadingAidTests(ChatBrowser browser)
{
    [Fact]
    public async Task Each_reply_is_announced_once_an_emergency_at_once_and_focus_stays_where_it_is()
    {
        await using var person = await browser.PersonAsync();
        await person.AddInitScriptAsync(Heard.Listen);
        var chat = await ChatView.OpenAsync(person);
        await Assertions.Expect(chat.Page.Locator("body")).ToBeFocusedAsync();

        await chat.SayAsync("what is dystonia?");
        await Assertions.Expect(chat.SendBox).ToBeFocusedAsync();
        var answer = (await chat.Messages.Last.Locator(".webchat__render-markdown").InnerTextAsync()).Split('[')[0].Trim();
        await chat.Page.WaitForFunctionAsync("words => heard.some(h => h.text.includes(words))", answer);
        var said = await Heard.MannersAsync(chat.Page.MainFrame, answer);
        Assert.Equal(["polite"], said);

        await chat.SayAsync("I have chest pain and can't breathe");
        await Assertions.Expect(chat.SendBox).ToBeFocusedAsync();
        await chat.Page.WaitForFunctionAsync("() => heard.some(h => h.text.includes('Call 911 now'))");
        Assert.Equal(["assertive"], await Heard.MannersAsync(chat.Page.MainFrame, "Call 911 now"));

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
    public async Task Light_stays_light_on_a_dark_machine_and_Auto_follows_the_machine_from_then_on()
    {
        const string Page = "getComputedStyle(document.body).backgroundColor";
        await using var person = await browser.PersonAsync(new Look(IsDark: true));
        var chat = await ChatView.OpenAsync(person);
        var bubbles = chat.Page.Locator("#webchat .webchat__bubble__content");
        Assert.Equal("rgb(17, 24, 27)", await chat.Page.EvaluateAsync<string>(Page));
        await chat.Page.Locator("#more summary").ClickAsync();
        var light = chat.Page.GetByRole(AriaRole.Button, new() { Name = "Light" });
        await light.ClickAsync();
        await Assertions.Expect(light).ToHaveAttributeAsync("aria-pressed", "true");

        await chat.Page.ReloadAsync();
        await chat.IsLiveAsync();
        Assert.Equal("rgb(243, 246, 246)", await chat.Page.EvaluateAsync<string>(Page));
        await Assertions.Expect(bubbles.First).ToHaveCSSAsync("background-color", "rgb(239, 243, 244)");
        Assert.Empty(await Axe.FaultsAsync(chat.Page));

        await chat.Page.Locator("#more summary").ClickAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Auto" }).ClickAsync();
        foreach (var (scheme, page, bubble) in new[]
        {
            (ColorScheme.Dark, "rgb(17, 24, 27)", "rgb(35, 47, 52)"),
            (ColorScheme.Light, "rgb(243, 246, 246)", "rgb(239, 243, 244)"),
        })
        {
            await chat.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Equal(page, await chat.Page.EvaluateAsync<string>(Page));
            await Assertions.Expect(bubbles.First).ToHaveCSSAsync("background-color", bubble);
        }
    }

    [Fact]
    public async Task Who_asks_for_less_motion_gets_none()
    {
        // What moves: by the style sheets, and in anything that a later one may add.
        const string Moving =
            """
            () => {
              document.querySelector('main').style.setProperty('transition', 'opacity 2s');
              document.querySelector('main').style.setProperty('scroll-behavior', 'smooth');
              return [...document.querySelectorAll('*')].map(e => getComputedStyle(e)).filter(s => parseFloat(s.transitionDuration) > 0 || s.scrollBehavior === 'smooth' || (s.animationName !== 'none' && parseFloat(s.animationDuration) > .001)).length;
            }
            """;
        await using var calm = await browser.PersonAsync();
        var still = await ChatView.OpenAsync(calm);
        Assert.Equal(0, await still.Page.EvaluateAsync<int>(Moving));

        await using var other = await browser.PersonAsync(new Look(HasMotion: true));
        var moving = await ChatView.OpenAsync(other);
        Assert.NotEqual(0, await moving.Page.EvaluateAsync<int>(Moving));
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
