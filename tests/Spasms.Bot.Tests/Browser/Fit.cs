using Microsoft.Playwright;

namespace Spasms.Bot.Tests.Browser;

/// <summary>What is too wide for a narrow screen or too small for a finger.</summary>
internal static class Fit
{
    // WCAG 2.2, target size (minimum) and reflow. What is off the screen or one pixel wide is there for screen readers only.
    private const string Measure =
        """
        () => {
          const targets = [...document.querySelectorAll('button, [role=button], input:not([type=hidden]), textarea, select, label.tick, label.spot, summary, .button, nav a')]
            .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('details:not([open]) > :not(summary), [aria-hidden=true], [inert]'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([, r]) => r.width > 1 && r.height > 1)
            .filter(([, r]) => Math.round(r.height * 10) < 240 || Math.round(r.width * 10) < 240)
            .map(([e, r]) => `${Math.round(r.width)} by ${Math.round(r.height)}: ${e.outerHTML.slice(0, 200)}`);
          const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          return wide > 0 ? [`${wide} pixels wider than the screen`, ...targets] : targets;
        }
        """;

    /// <summary>The faults of a page or of a frame in one, at its size of now.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IFrame frame) => await frame.EvaluateAsync<string[]>(Measure);

    /// <summary>The faults on the narrowest screen, and on a desktop's at 400 % (1280 by 1024): at 320 pixels both.</summary>
    public static async Task<IReadOnlyList<string>> NarrowFaultsAsync(IPage page, IFrame? frame = null)
    {
        var before = page.ViewportSize!;
        List<string> faults = [];
        foreach (var height in new[] { 640, 256 })
        {
            await page.SetViewportSizeAsync(320, height);
            faults.AddRange(await FaultsAsync(page.MainFrame));
            faults.AddRange(frame is null ? [] : await FaultsAsync(frame));
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        return faults;
    }
}
