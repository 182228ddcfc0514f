using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What axe objects to.</summary>
internal static class Axe
{
    /// <summary>Faults that keep people out, each with where it stands.</summary>
    public static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        var result = await page.RunAxe();
        return
        [
            .. result.Violations
                .Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"),
        ];
    }
}
