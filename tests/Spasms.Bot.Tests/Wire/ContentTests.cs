using Microsoft.Extensions.Logging.Abstractions;
using Spasms.Protocol.Store;
using Spasms.Storage;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Content that changes while the host runs (I5).</summary>
public sealed class ContentTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryStore _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Good_changes_are_served_whole_and_bad_ones_leave_the_last_good_serving()
    {
        var snapshots = await OpenAsync();
        var first = snapshots.Current;
        Assert.True(await snapshots.ReloadAsync());
        Assert.Same(first, snapshots.Current);

        Append("triage.yaml", "\n# a remark\n");
        Assert.True(await snapshots.ReloadAsync());
        var second = snapshots.Current;
        Assert.NotEqual(first.Knowledge.Hash, second.Knowledge.Hash);

        Append("triage.yaml", "\n[[[ broken\n");
        Assert.False(await snapshots.ReloadAsync());
        Assert.Same(second, snapshots.Current);
    }

    [Fact]
    public async Task A_triage_version_that_was_served_once_is_found_again_after_a_restart()
    {
        var old = (await OpenAsync()).Current.Knowledge.Triage.Hash;
        Append("triage.yaml", "\n# a remark\n");
        var again = await OpenAsync();
        Assert.NotEqual(old, again.Current.Knowledge.Triage.Hash);
        Assert.Equal(old, (await again.TriageAsync(again.Current, old)).Hash);
    }

    [Fact]
    public async Task A_triage_version_that_is_nowhere_gives_the_newest()
    {
        var snapshots = await OpenAsync();
        Assert.Same(snapshots.Current.Knowledge.Triage, await snapshots.TriageAsync(snapshots.Current, "unknown"));
        Assert.Same(snapshots.Current.Knowledge.Triage, await snapshots.TriageAsync(snapshots.Current, ""));
    }

    [Fact]
    public async Task A_pin_holds_for_seven_days_and_not_for_a_recalled_version()
    {
        var old = (await OpenAsync()).Current.Knowledge.Triage.Hash;
        Append("triage.yaml", "\n# a remark\n");
        var again = await OpenAsync();
        Assert.Equal(old, (await again.TriageAsync(again.Current, old, TimeSpan.FromDays(7))).Hash);
        Assert.Same(again.Current.Knowledge.Triage, await again.TriageAsync(again.Current, old, TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1)));
        var recalled = await OpenAsync(_store, "RecalledTriage:0=" + old);
        Assert.Same(recalled.Current.Knowledge.Triage, await recalled.TriageAsync(recalled.Current, old));
    }

    [Fact]
    public async Task New_rules_serve_even_while_the_store_is_down()
    {
        var store = new BreakableStore(_store);
        var snapshots = await OpenAsync(store);
        var first = snapshots.Current.Knowledge.Hash;
        store.IsDown = true;
        Append("triage.yaml", "\n# a remark\n");
        Assert.True(await snapshots.ReloadAsync());
        Assert.NotEqual(first, snapshots.Current.Knowledge.Hash);
    }

    private async Task<Snapshots> OpenAsync(IConversationStore? store = null, params string[] more)
    {
        var knowledge = Path.Combine(_folder.Path, "knowledge");
        if (!Directory.Exists(knowledge))
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Home.Folder, "knowledge"), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(knowledge, Path.GetRelativePath(Path.Combine(Home.Folder, "knowledge"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        var settings = Settings.Read(["--KnowledgeFolder=" + knowledge, .. more.Select(m => "--" + m)]).Settings!;
        var loaded = SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country);
        var snapshots = new Snapshots(loaded.Snapshot!, settings, store ?? _store, NullLogger.Instance);
        await snapshots.KeepAsync(loaded.Canonical);
        return snapshots;
    }

    private void Append(string file, string text) => File.AppendAllText(Path.Combine(_folder.Path, "knowledge", file), text);
}
