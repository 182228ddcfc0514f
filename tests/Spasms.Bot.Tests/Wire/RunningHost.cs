using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;
using Spasms.Dialog;
using Spasms.Knowledge;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;
using Spasms.Protocol.Store;
using Spasms.Search;

namespace Spasms.Bot.Tests.Wire;

/// <summary>The real host on a free port of this machine, over a dialog that answers without content.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app, TestClock clock)
    {
        _app = app;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public TestClock Clock { get; }

    /// <summary>The paths of all endpoints, with holes such as <c>{id}</c>.</summary>
    public IEnumerable<string> Paths =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal);

    public Uri Address => Http.BaseAddress!;

    /// <summary>Starts with the echo dialog and settings like <c>Storage=sqlite</c>; the memory store where none is named.</summary>
    public static Task<RunningHost> StartAsync(params string[] settings) => StartAsync(store => store, settings);

    /// <summary>The same with something around the store.</summary>
    public static Task<RunningHost> StartAsync(Func<IConversationStore, IConversationStore> around, params string[] settings) =>
        StartAsync(_ => EmptySnapshot, EchoDialog.Take, around, settings);

    /// <summary>Starts with the real content and the real dialog.</summary>
    public static Task<RunningHost> StartRealAsync(params string[] settings) => StartRealAsync(store => store, settings);

    /// <summary>The same with something around the store.</summary>
    public static Task<RunningHost> StartRealAsync(Func<IConversationStore, IConversationStore> around, params string[] settings) =>
        StartAsync(RealSnapshot, DialogEngine.Take, around, settings);

    private static async Task<RunningHost> StartAsync(
        Func<Settings, Snapshot> content, Take take, Func<IConversationStore, IConversationStore> around, string[] settings)
    {
        string[] args = ["--Urls=http://127.0.0.1:0", "--Storage=memory", .. settings.Select(s => "--" + s)];
        var (read, faults) = Settings.Read(args);
        Assert.Empty(faults);
        var clock = new TestClock();
        var app = BotHost.Build(read!, new LoadedSnapshot(content(read!), []), take, clock, around(BotHost.Open(read!)));
        await app.StartAsync();
        return new RunningHost(app, clock);
    }

    /// <summary>Stops as an operator's signal does.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Sends what is logged there too.</summary>
    public void LogTo(ILoggerProvider provider) => _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(provider);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Snapshot RealSnapshot(Settings settings) =>
        settings.KnowledgeFolder == DefaultFolder
            ? RealContent.In(settings.Country)
            : SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country).Snapshot ?? throw new InvalidOperationException("The knowledge doesn't compile.");

    private static string DefaultFolder { get; } = Settings.Read([]).Settings!.KnowledgeFolder;

    private static Snapshot EmptySnapshot { get; } = new(
        new KnowledgeBase(
            "0123456789abcdef",
            [],
            [],
            Vocabulary.Empty,
            RedFlagBook.Empty,
            TriageBook.Empty,
            [],
            ImmutableDictionary<string, PhraseBook>.Empty.Add(
                "en", new PhraseBook("en", ImmutableDictionary<string, string>.Empty.Add("welcome", "Welcome.")))),
        Mock.Of<IPassageIndex>(),
        new Country("US", "United States", [], [], ImmutableDictionary<string, string>.Empty, "0"));
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("spasms-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"DataFolder={Path}");
}
