using Microsoft.Extensions.Logging.Abstractions;
using Spasms.Bot.Operations;
using Spasms.Bot.Tests.Privacy;
using Spasms.Bot.Tests.Wire;
using Spasms.Protocol.Store;
using Spasms.Storage;

namespace Spasms.Bot.Tests.Operations;

/// <summary>What is kept goes when its time is over, and at once when its person says so.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(179, true, true)]
    [InlineData(181, false, true)]
    [InlineData(366, false, false)]
    public async Task Each_kind_is_kept_as_long_as_the_settings_say(int days, bool isTalkKept, bool isFeedbackKept)
    {
        var store = new MemoryStore();
        await store.CommitAsync(new TurnRecord("c", 0, Noon, [new LogEntry(1, [1])]) { Person = "ann" }, default);
        foreach (var kind in (string[])["feedback", "miss", "triage", "consent"])
        {
            await store.AddNoteAsync(new Note(kind, "ann", Noon, [1]), default);
        }

        await SweepAsync(store, Noon.AddDays(days));
        Assert.Equal(isTalkKept, await store.LoadAsync("c", default) is not null);
        Assert.Equal(isTalkKept ? 1 : 0, (await store.ReadNotesAsync("miss", null, default)).Length);
        Assert.Equal(isTalkKept ? 1 : 0, (await store.ReadNotesAsync("triage", null, default)).Length);
        Assert.Equal(isFeedbackKept ? 1 : 0, (await store.ReadNotesAsync("feedback", null, default)).Length);
        Assert.Single(await store.ReadNotesAsync("consent", null, default));
    }

    [Fact]
    public async Task With_0_days_nothing_goes_by_itself()
    {
        var store = new MemoryStore();
        await store.CommitAsync(new TurnRecord("c", 0, Noon, [new LogEntry(1, [1])]), default);
        await SweepAsync(store, Noon.AddYears(50), "--Retention:Conversations=0");
        Assert.NotNull(await store.LoadAsync("c", default));
    }

    [Fact]
    public async Task More_conversations_than_go_at_once_are_all_swept()
    {
        var store = new MemoryStore();
        for (var i = 0; i < 120; i++)
        {
            await store.CommitAsync(new TurnRecord("c" + i, 0, Noon, []), default);
        }

        await SweepAsync(store, Noon.AddYears(1));
        Assert.Equal(0, await store.RemoveConversationsAsync(DateTimeOffset.MaxValue, 1, default));
    }

    [Theory]
    [InlineData("Retention:Conversations=-1")]
    [InlineData("Retention:Backups=31")]
    public void A_time_that_no_one_may_promise_is_refused(string setting) =>
        Assert.NotEmpty(Settings.Read(["--" + setting]).Faults);

    [Theory]
    [InlineData(30)]
    [InlineData(0)]
    public async Task Who_is_forgotten_gets_a_receipt_and_their_words_are_in_no_file(int backupDays)
    {
        const string Words = "zebrafinch aches at midnight";
        using var folder = new TempFolder();
        await using var host = await RunningHost.StartRealAsync("Storage=sqlite", folder.ToString(), "Retention:Backups=" + backupDays);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("my calf cramps, " + Words);
        Assert.NotEmpty(Traces.InFiles(folder.Path, Words));
        await client.SayAsync("forget me");
        var receipt = (await client.WordsAsync()).Last()!;
        Assert.StartsWith("Removed on ", receipt, StringComparison.Ordinal);
        Assert.Contains("chats 1, messages ", receipt, StringComparison.Ordinal);
        var day = host.Clock.GetUtcNow().AddDays(30).ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(backupDays == 0 ? "no copies in backups" : $"gone by {day}", receipt, StringComparison.Ordinal);
        Assert.Empty(Traces.InFiles(folder.Path, Words));
    }

    [Fact]
    public async Task The_forget_page_gives_the_receipt_too()
    {
        await using var host = await RunningHost.StartRealAsync();
        using var form = new FormUrlEncodedContent([new("text", "what is dystonia?")]);
        await host.Http.PostAsync("/chat", form);
        using var empty = new FormUrlEncodedContent([]);
        var page = await (await host.Http.PostAsync("/forget", empty)).Content.ReadAsStringAsync();
        Assert.Contains("Removed on ", page, StringComparison.Ordinal);
        Assert.Contains("Copies in backups are gone by ", page, StringComparison.Ordinal);
    }

    private static Task SweepAsync(IConversationStore store, DateTimeOffset now, params string[] settings) =>
        Sweeper.SweepAsync(store, Settings.Read(settings).Settings!.Retention, now, NullLogger.Instance);
}
