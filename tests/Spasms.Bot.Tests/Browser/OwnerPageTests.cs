using System.Text;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Browser;

/// <summary>The owner's page as a browser and axe see it.</summary>
[Collection(BrowserTests.Name)]
public sealed class OwnerPageTests(ChatBrowser browser)
{
    private const string Key = "a key of the owner's own";

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task It_has_no_fault_for_axe_and_nothing_is_blocked(int width, bool isDark)
    {
        await using var host = await RunningHost.StartRealAsync("OwnerKey=" + Key);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what is dystonia?");
        await client.SayAsync("who invented the telescope?");
        await using var person = await browser.PersonAsync(new Look(width, 900, isDark));
        await person.SetExtraHTTPHeadersAsync(new Dictionary<string, string>
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("owner:" + Key)),
        });
        var page = await person.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        var answer = await page.GotoAsync(new Uri(host.Address, "/owner").ToString());
        Assert.Equal(200, answer!.Status);
        Assert.NotEqual(0, await page.Locator("svg rect").CountAsync());
        Assert.Empty(await Axe.FaultsAsync(page));
        Assert.Empty(await Fit.FaultsAsync(page.MainFrame));
        Assert.Empty(await Fit.NarrowFaultsAsync(page));
        Assert.Empty(complaints);
    }
}
