using System.Text;
using Spasms.Bot.Cli;
using Spasms.Bot.Tests.Wire;
using Spasms.Dialog;
using Spasms.Protocol.Store;
using Spasms.Tests;

namespace Spasms.Bot.Tests.History;

/// <summary>A kept conversation comes out the same to the letter, on whatever content it was answered from (I7).</summary>
public sealed class ReplayTests
{
    private static Snapshot Current { get; } = RealContent.In("US");

    [Fact]
    public async Task A_talk_with_a_questionnaire_and_events_replays_to_the_letter()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.PostAsync("""{"type":"event","name":"seen"}""");
        foreach (var text in (string[])["hello", "what causes leg cramps", "check my symptoms", "34", "not sure", "why", "yes", "no"])
        {
            await client.SayAsync(text);
        }

        var (same, output) = Replay(store!, client.Conversation);
        Assert.True(same, output);
        Assert.Contains("9 turns", output, StringComparison.Ordinal);
        Assert.DoesNotContain("cramps", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talk_with_a_result_and_its_card_replays_to_the_letter()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("check my symptoms");
        var last = (await client.ReadAsync())[^1]!["channelData"]!;
        for (var i = 0; i < 40 && last["question"] is { } question; i++)
        {
            var options = question["options"]!.AsArray().Select(o => ((string)o!["id"]!, (string)o["text"]!)).ToList();
            await client.SayAsync((string)question["id"]! == "age" ? "45" : options.Find(o => o.Item1 == "none").Item2 ?? options[0].Item2);
            last = (await client.ReadAsync())[^1]!["channelData"]!;
        }

        Assert.NotNull(last["result"]);
        var (same, output) = Replay(store!, client.Conversation);
        Assert.True(same, output);
    }

    [Fact]
    public async Task A_talk_on_older_content_is_replayed_on_that_content()
    {
        IConversationStore? store = null;
        string conversation;
        using var folder = new KnowledgeCopy();
        await using (var host = await RunningHost.StartRealAsync(s => store = s, "KnowledgeFolder=" + folder.Path, "Country=GB"))
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            await client.SayAsync("what causes leg cramps");
            await client.SayAsync("check my symptoms");
            conversation = client.Conversation;
        }

        var old = SnapshotLoader.Load(folder.Path, "GB");
        await store!.SaveSnapshotAsync(old.Snapshot!.Knowledge.Hash, old.Canonical, default);
        var (same, output) = Replay(store, conversation);
        Assert.True(same, output);
    }

    [Fact]
    public async Task What_was_changed_afterwards_is_found()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what causes leg cramps");
        var log = await store!.ReadAsync(client.Conversation, 0, 100, default);
        await using var other = new Storage.MemoryStore();
        var kept = await store.LoadAsync(client.Conversation, default);
        var forged = log.SetItem(log.Length - 1, log[^1] with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(log[^1].Body).Replace("cramp", "clamp", StringComparison.Ordinal)) });
        await other.CommitAsync(new TurnRecord(client.Conversation, 0, kept!.Touched, forged) { State = kept.State }, default);
        var (same, output) = Replay(other, client.Conversation);
        Assert.False(same);
        Assert.Contains("other words than are kept", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_conversation_leaves_nothing_to_replay()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("forget me");
        var (same, output) = Replay(store!, client.Conversation);
        Assert.False(same);
        Assert.Contains("nothing to replay", output, StringComparison.Ordinal);
    }

    private static (bool Same, string Output) Replay(IConversationStore store, string conversation)
    {
        using var output = new StringWriter();
        return (ReplayVerb.Run(store, Current, conversation, output), output.ToString());
    }

    /// <summary>A knowledge folder of the test's own, one remark away from the real one.</summary>
    private sealed class KnowledgeCopy : IDisposable
    {
        private readonly TempFolder _folder = new();

        public KnowledgeCopy()
        {
            foreach (var file in Directory.EnumerateFiles(Repo.Knowledge, "*", SearchOption.AllDirectories))
            {
                var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repo.Knowledge, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            File.AppendAllText(System.IO.Path.Combine(Path, "triage.yaml"), "\n# a remark\n");
        }

        public string Path => _folder.Path;

        public void Dispose() => _folder.Dispose();
    }
}
