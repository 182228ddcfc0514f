using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>The chat page with Web Chat in it, as a person uses it.</summary>
internal sealed class ChatView
{
    private readonly List<string> _complaints = [];

    private ChatView(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Script errors and violations of the content policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>What the bot said, newest last.</summary>
    public ILocator Replies => Page.Locator("#webchat article:has-text('Bot')");

    /// <summary>Everything in the transcript.</summary>
    public ILocator Messages => Page.Locator("#webchat .webchat__basic-transcript__activity");

    /// <summary>The line to write in.</summary>
    public ILocator SendBox => Page.Locator("[data-id='webchat-sendbox-input']");

    /// <summary>The framed result of a questionnaire or alarm.</summary>
    public ILocator CareCard => Page.Locator("#webchat .care");

    public static async Task<ChatView> OpenAsync(IBrowserContext person)
    {
        var view = new ChatView(await person.NewPageAsync());
        await view.Page.GotoAsync("/");
        await view.IsLiveAsync();
        return view;
    }

    /// <summary>Waits for Web Chat to take over and show what was said before.</summary>
    public async Task IsLiveAsync()
    {
        await Page.Locator("body.live").WaitForAsync();
        await Messages.First.WaitForAsync();
    }

    /// <summary>Sends words, and waits for what the bot says to them.</summary>
    public async Task SayAsync(string words)
    {
        var before = await Messages.CountAsync();
        await SendBox.FillAsync(words);
        await SendBox.PressAsync("Enter");
        await HasMoreThanAsync(before + 1);
    }

    /// <summary>Presses a button of the pending question or a next step, and waits for what the bot says to it.</summary>
    public async Task PressAsync(ILocator button)
    {
        var before = await Messages.CountAsync();
        await button.ClickAsync();
        await HasMoreThanAsync(before + 1);
    }

    /// <summary>A button by its words, wherever it stands below the conversation.</summary>
    public ILocator Button(string words) =>
        Page.Locator("#webchat .webchat__suggested-actions, #ticks").GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    /// <summary>Answers the pending question in the mildest way that there is.</summary>
    public async Task AnswerMildlyAsync()
    {
        var buttons = Page.Locator("#webchat .webchat__suggested-actions button:visible, #ticks button:visible");
        var words = await buttons.AllInnerTextsAsync();
        var mild = words.FirstOrDefault(w => w.StartsWith("None", StringComparison.Ordinal))
            ?? words.FirstOrDefault(w => w == "No")
            ?? words.FirstOrDefault(w => w is not ("Skip" or "Not sure") && w.Length > 0 && !w.StartsWith("Send", StringComparison.Ordinal));
        if (mild is null)
        {
            await SayAsync("30");
        }
        else
        {
            await PressAsync(buttons.Nth(words.ToList().IndexOf(mild)));
        }
    }

    private Task HasMoreThanAsync(int count) =>
        Assertions.Expect(Messages.Nth(count)).ToBeAttachedAsync(new() { Timeout = 60_000 });
}
