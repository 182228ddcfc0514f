using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What axe objects to.</summary>
internal static class Axe
{
    /// <summary>Its faults of any impact, each with where it stands.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        var result = await page.RunAxe();
        return [.. result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")];
    }
}
