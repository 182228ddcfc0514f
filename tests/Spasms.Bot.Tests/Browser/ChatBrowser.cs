using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Spasms.Dialog;

namespace Spasms.Bot.Tests.Browser;

/// <summary>
/// The real host with the real knowledge on a free port, and Debian's Chromium to look at it. Where the browser or Web Chat is
/// missing its tests are skipped with the reason, except where CI=true: there they fail.
/// </summary>
public sealed class ChatBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string _data = Directory.CreateTempSubdirectory("spasms-page-").FullName;
    private WebApplication? _host;
    private WebApplication? _site;
    private WebApplication? _other;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    /// <summary>Where screenshots go; git ignores it.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root(), "artifacts")).FullName;

    /// <summary>Top of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Spasms.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    /// <summary>The host's address.</summary>
    public string Address => _host!.Urls.Single();

    /// <summary>The host's clock; it only goes forward.</summary>
    internal Wire.TestClock Clock { get; } = new();

    /// <summary>A site that may show the chat: another origin than the host's, on the same machine for the browser.</summary>
    public string Site => _site!.Urls.Single();

    /// <summary>The same under another name: for the browser a third party, which gets no storage in its frames.</summary>
    public string FarSite => Site.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>A site that may not show the chat.</summary>
    public string OtherSite => _other!.Urls.Single();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _site = await DemoSite.StartAsync(() => Address);
        _other = await DemoSite.StartAsync(() => Address);
        var (settings, faults) = Settings.Read(
        [
            "--Urls=http://127.0.0.1:0", "--DataFolder=" + _data, "--KnowledgeFolder=" + Path.Combine(Root(), "knowledge"),
            "--RateLimits:PerAddressPerMinute=0", "--DirectLine:AllowedOrigins:0=" + Site, "--DirectLine:AllowedOrigins:1=" + FarSite,
        ]);
        Assert.Empty(faults);
        var loaded = SnapshotLoader.Load(settings!.KnowledgeFolder, settings.Country);
        Assert.Empty(loaded.Errors);
        _host = BotHost.Build(settings, loaded, DialogEngine.Take, Clock, BotHost.Open(settings));
        await _host.StartAsync();

        var chromium = Environment.GetEnvironmentVariable("SPASMS_CHROMIUM") ?? "/usr/bin/chromium";
        _missing = !File.Exists(chromium) ? $"There is no Chromium at {chromium}."
            : !File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "lib", "webchat.js")) ? "Web Chat was not fetched: Node.js is missing."
            : null;
        if (_missing is null)
        {
            // A busy machine is slow, and that is no fault of the page.
            Assertions.SetDefaultExpectTimeout(60_000);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments, Timeout = 120_000 });
        }
    }

    /// <summary>A browser of its own, as another person would have: no cookies, no storage.</summary>
    public async Task<IBrowserContext> PersonAsync(Look? look = null)
    {
        if (_missing is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }

        look ??= new Look();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.HasScripts,
            ReducedMotion = look.HasMotion ? ReducedMotion.NoPreference : ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return context;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        foreach (var app in new[] { _host, _site, _other }.OfType<WebApplication>())
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>What a person looks with.</summary>
public sealed record Look(int Width = 1280, int Height = 900, bool IsDark = false, bool HasScripts = true, bool HasMotion = false)
{
    /// <summary>Held upright.</summary>
    public static Look Phone { get; } = new(390, 844);

    /// <summary>Scripts switched off.</summary>
    public static Look Plain { get; } = new(HasScripts: false);
}

/// <summary>One host and one browser for all browser tests.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<ChatBrowser>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "browser";
}
