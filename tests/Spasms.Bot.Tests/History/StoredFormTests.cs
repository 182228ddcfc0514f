using System.Text;
using System.Text.Json.Nodes;
using Spasms.Bot.Replay;
using Spasms.Bot.Turns;
using Spasms.Dialog;
using Spasms.Dialog.State;
using Spasms.Protocol;
using Spasms.Protocol.Store;
using Spasms.Storage;
using Spasms.Tests;

namespace Spasms.Bot.Tests.History;

/// <summary>States and logs as every release left them, in Forms/, keep loading. A release that changes a form adds its file; none is ever changed.</summary>
public sealed class StoredFormTests
{
    private static string Folder => Repo.PathOf("tests/Spasms.Bot.Tests/History/Forms");

    public static TheoryData<string> States => [.. Directory.GetFiles(Folder, "state.*.json").Select(f => Path.GetFileName(f))];

    public static TheoryData<string> Logs => [.. Directory.GetFiles(Folder, "log.*.jsonl").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_of_any_released_form_loads_and_goes_on(string file)
    {
        Assert.True(DialogStateJson.TryRead("spasms-dialog/1", File.ReadAllBytes(Path.Combine(Folder, file)), out var state));
        Assert.Equal(7, state.Turns);
        Assert.Equal(["calf", "twitch"], state.Thread.Topics);
        var questionnaire = state.Questionnaire!;
        Assert.Equal("screen-body", questionnaire.Pending!.Id);
        Assert.Equal(9, questionnaire.Pending.Options.Length);
        Assert.Contains(questionnaire.Responses, r => r is { Question: "who", Kind: ResponseKind.Read });
        Assert.Equal(file.Contains("since", StringComparison.Ordinal), questionnaire.Since is not null);
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, DialogStateJson.Write(state), out var again));
        Assert.Equal(DialogStateJson.Write(state), DialogStateJson.Write(again));

        // The triage version it began with is not held here: it starts over, and says so.
        var now = RealContent.In("US");
        var turn = DialogEngine.Take(now, now.Knowledge.Triage, state, new UserMessage("none of these", DateTimeOffset.UnixEpoch));
        Assert.NotEmpty(turn.Replies);
        Assert.Equal(now.Knowledge.Triage.Hash, turn.State.Questionnaire!.Book);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task A_log_of_any_released_form_is_read(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, file));
        var entries = lines.Select((line, i) => Entry(JsonNode.Parse(line)!, i + 1)).ToList();
        Assert.All(entries, entry => Assert.True(Activity.TryParse(entry.Body, out _, out _)));
        Assert.All(entries.Where(e => e.Basis is not null), entry => Assert.Equal("US", TurnBasis.Read(entry.Basis)!.Country));
        await using var store = new MemoryStore();
        await store.CommitAsync(new TurnRecord("c", 0, DateTimeOffset.UnixEpoch, [.. entries]), default);
        var now = RealContent.In("US");
        var report = await new Replaying(store, new KeptSnapshots(now, store), DialogEngine.Take).RunAsync("c", default);

        // Their content is not kept beside them, and a log without its basis says so: both are told, neither breaks.
        Assert.True(report!.Unknown > 0 || report.Differences.Any(d => d.Contains("is not kept", StringComparison.Ordinal)));
    }

    private static LogEntry Entry(JsonNode line, long sequence) => new(sequence, Encoding.UTF8.GetBytes((string)line["body"]!))
    {
        Basis = (string?)line["basis"] is { } basis ? Encoding.UTF8.GetBytes(basis) : null,
    };
}
