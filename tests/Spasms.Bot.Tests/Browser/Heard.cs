using System.Text.Json;
using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What a screen reader is given to say, by the live regions of a page.</summary>
internal static class Heard
{
    /// <summary>Runs before anything else of a page: collects what each live region is given to say, and how urgently.</summary>
    public const string Listen =
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

    /// <summary>How urgently these words were said, once for each time.</summary>
    public static async Task<string[]> MannersAsync(IFrame frame, string words)
    {
        var heard = await frame.EvaluateAsync<JsonElement>("heard");
        return [.. heard.EnumerateArray().Where(h => h.GetProperty("text").GetString()!.Contains(words, StringComparison.Ordinal)).Select(h => h.GetProperty("manner").GetString()!)];
    }

    /// <summary>Waits until these words were said.</summary>
    public static Task SaidAsync(IFrame frame, string words) =>
        frame.WaitForFunctionAsync("words => heard.some(h => h.text.includes(words))", words);
}
