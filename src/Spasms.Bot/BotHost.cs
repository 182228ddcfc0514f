using System.Diagnostics;
using System.Runtime.InteropServices;
using Spasms.Bot.Operations;
using Spasms.Bot.Pages;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire;
using Spasms.Bot.Wire.Connector;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Dialog;
using Spasms.Protocol.Store;
using Spasms.Storage;
using Spasms.Storage.Encryption;
using Spasms.Storage.Postgres;
using Spasms.Storage.Sqlite;

namespace Spasms.Bot;

/// <summary>The composition root and the route table: everything is put together here, and nowhere else.</summary>
internal static class BotHost
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    /// <summary>Serves until stopped; 1 when a setting, the content or the store refuses the start.</summary>
    public static int Run(string[] args, Adapters? adapters = null)
    {
        // Content is read while the settings are, and the first turn's code is made ready while the server is put together.
        var reading = Task.Run(() => PreparedContent.Read());
        var (settings, faults) = Settings.Read(args, adapters);
        if (settings is null)
        {
            return Refuse(faults);
        }

        var loading = LoadAsync(settings, reading);
        var ready = PrepareAsync(loading);
        var bare = HostBuilder.Create(settings).Build();
        var loaded = loading.GetAwaiter().GetResult();
        if (loaded.Snapshot is null)
        {
            return Refuse(loaded.Diagnostics.Select(d => d.ToString()));
        }

        // A file that may not grow any more (ulimit -f) is a full disk to the store, and no reason to end.
        const int SizeLimitSignal = 25;
        using var limits = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)SizeLimitSignal, signal => signal.Cancel = true);

        try
        {
            // Many first messages at once would each build the same tables: who calls earlier waits.
            bare.Use(next => context => ready.IsCompleted ? next(context) : AfterAsync(ready, next, context));
            var memo = new AnswerMemo(DialogEngine.Take);
            using var app = Build(bare, settings, loaded, memo.Take, TimeProvider.System, Open(settings), memo.Clear);
            PrepareRestLater(app.Lifetime, loaded.Snapshot, reading);
            app.Run();

            // Strict content that went bad stops the host with 1.
            return Environment.ExitCode;
        }
        catch (Exception fault) when (fault is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            return Refuse([fault.Message]);
        }
    }

    private static Task<LoadedSnapshot> LoadAsync(Settings settings, Task<PreparedContent?> reading) =>
        Task.Run(async () => SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country, parts: settings.Parts, read: await reading));

    private static Task PrepareAsync(Task<LoadedSnapshot> loading) => Task.Run(async () =>
    {
        if ((await loading).Snapshot is { } snapshot)
        {
            FirstTurn.Prepare(snapshot);
        }
    });

    // What the start needed and nobody needs any more goes back to the machine. Each of these holds the content alone, and not what
    // it was read from.
    private static void PrepareRestLater(IHostApplicationLifetime lifetime, Snapshot snapshot, Task<PreparedContent?> read) =>
        lifetime.ApplicationStarted.Register(() => Task.Delay(AfterStart, lifetime.ApplicationStopping).ContinueWith(
            _ =>
            {
                FirstTurn.PrepareRest(snapshot);
                read.Result?.LetGo();
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            },
            TaskContinuationOptions.OnlyOnRanToCompletion));

    private static async Task AfterAsync(Task ready, RequestDelegate next, HttpContext context)
    {
        await ready;
        await next(context);
    }

    /// <summary>The whole host, not yet listening.</summary>
    public static WebApplication Build(Settings settings, LoadedSnapshot loaded, Take take, TimeProvider clock, IConversationStore store) =>
        Build(HostBuilder.Create(settings).Build(), settings, loaded, take, clock, store);

    private static WebApplication Build(
        WebApplication app, Settings settings, LoadedSnapshot loaded, Take take, TimeProvider clock, IConversationStore store, Action? forget = null)
    {
        var log = app.Logger;
        var feed = new Feed(clock);
        store = new PatientStore(store, clock, feed.Wake);

        var export = OtlpExport.Start(settings.Configuration);
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            export?.Dispose();
            store.DisposeAsync().AsTask().Wait();
        });
        var snapshot = loaded.Snapshot!;
        var snapshots = new Snapshots(snapshot, settings, store, log);
        if (loaded.Canonical is { IsEmpty: false } canonical)
        {
            snapshots.KeepAsync(canonical).GetAwaiter().GetResult();
        }

        var key = Tokens.KeyOf(settings, store);
        var tokens = new Tokens(key, clock);
        var links = new ResultLinks(key);
        var answers = new KillSwitch(settings, clock);
        var tally = new Tally(store, clock, log);
        var recent = new RecentTurns(forget);
        var runner = new TurnRunner(snapshots, store, feed, take, log, new Operating(settings.Retention, () => answers.IsOff, tally.Turn), links, recent);
        var host = new HostParts(
            settings,
            snapshots,
            store,
            feed,
            runner,
            new Access(settings, tokens),
            new Conversations(runner, tokens, settings, clock),
            new RateLimits(settings.PerUserPerMinute, settings.PerAddressPerMinute, clock),
            new Uploads(store, tokens, clock, settings.UploadMegabytesPerDay),
            new ConnectorAccess(settings.Connector, clock, log),
            new Delivery(store, new ConnectorPost(settings.Connector, clock, log), clock, log, app.Lifetime.ApplicationStopping),
            clock,
            log,
            app.Lifetime.ApplicationStopping);

        var isPublicHttps = settings.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ?? false;
        ServerRefusals.Answer(app.Services.GetRequiredService<DiagnosticListener>());
        app.Use(next => context => ErrorAnswers.RunAsync(context, next, log));
        app.Use(next => context => Cors.Apply(context) ? Task.CompletedTask : next(context));
        app.Use(next => context => SecurityHeaders.Apply(context, next, isPublicHttps));

        app.Use(next => PostsFirst(app, next));
        app.UseRouting();
        app.Use(next => context => ReadingRoutes.MissingAsync(context, snapshots, next));

        app.MapGet("/healthz", (RequestDelegate)(context => context.Response.WriteAsync("ok")));
        new Readiness(host, take, answers).Map(app);
        new DirectLineRoutes(host).Map(app);
        var returning = new Returning(settings, clock);
        var sessions = new ChatSession(host, returning);
        sessions.Map(app);
        settings.Parts.Door(app, host);
        var chat = new ChatRoutes(host, sessions, returning);
        chat.Map(app);
        new TranscriptRoutes(host, returning).Map(app);
        new EmbedRoutes(host, chat).Map(app);
        new OwnerRoutes(host, tally, settings.OwnerKey).Map(app);
        new ResultRoutes(host, links).Map(app);

        app.Lifetime.ApplicationStarted.Register(() => _ = new Fanout(store, feed, recent, log).RunAsync(app.Lifetime.ApplicationStopping));
        KnowledgeWatch? watch = null;
        app.Lifetime.ApplicationStarted.Register(() => watch = KnowledgeWatch.Start(settings, snapshots, app.Lifetime, clock, log));
        var sweep = ShortNotes.Start(store, clock, log, Uploads.Kind, Parcel.Kind);
        var counting = tally.Start();

        // Run before the store closes: what was registered last is called first.
        app.Lifetime.ApplicationStopped.Register(() => tally.FlushAsync().Wait());
        var retention = Sweeper.Start(store, settings.Retention, clock, log);
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            watch?.Dispose();
            sweep.Dispose();
            retention.Dispose();
            counting.Dispose();
        });
        app.Lifetime.ApplicationStarted.Register(() => _ = host.Delivery.RecoverAsync());
        app.Lifetime.ApplicationStarted.Register(() =>
            Log.Serving(log, string.Join(" ", app.Urls), snapshot.Knowledge.Articles.Length, snapshot.Knowledge.Hash));
        return app;
    }

    // Nothing is posted to a file or a socket, and only files are ever compressed: what serves them waits for the first who asks.
    private static RequestDelegate PostsFirst(IApplicationBuilder app, RequestDelegate next)
    {
        var others = new Lazy<RequestDelegate>(() =>
        {
            var branch = app.New();
            branch.UseResponseCompression();
            branch.UseStaticFiles(PageAnswer.Files);
            branch.UseWebSockets(StreamSocket.Options);
            branch.Run(next);
            return branch.Build();
        });
        return context => HttpMethods.IsPost(context.Request.Method) ? next(context) : others.Value(context);
    }

    /// <summary>The store of the settings, encrypted where they hold keys.</summary>
    public static IConversationStore Open(Settings settings)
    {
        var store = OpenBare(settings);
        try
        {
            return EncryptedStore.OpenAsync(store, settings.MessageKeys, TimeProvider.System.GetUtcNow()).AsTask().GetAwaiter().GetResult();
        }
        catch (StoreUnavailableException)
        {
            store.DisposeAsync().AsTask().Wait();
            throw;
        }
    }

    private static IConversationStore OpenBare(Settings settings) => settings.Storage switch
    {
        StorageKind.Memory => new MemoryStore(),
        StorageKind.Postgres => PostgresStore.Open(settings.PostgresConnection),
        _ => SqliteStore.Open(settings.DataFolder),
    };

    private static int Refuse(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        return 1;
    }
}
