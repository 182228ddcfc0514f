using Spasms.Protocol.Store;
using Spasms.Storage;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Two hosts on one store that tells neither of the other: what a host remembers is old whenever the other had a turn.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private const string Secret = "a secret that both hosts know";

    private readonly MemoryStore _store = new();
    private RunningHost _one = null!;
    private RunningHost _two = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await RunningHost.StartAsync(_ => _store, "DirectLine:Secrets:0=" + Secret);
        _two = await RunningHost.StartAsync(_ => _store, "DirectLine:Secrets:0=" + Secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task A_host_goes_on_where_another_left_a_conversation()
    {
        var (here, there) = await BothAsync();
        await here.SayAsync("a");
        await there.SayAsync("b");
        await there.SayAsync("c");
        await here.SayAsync("d");
        await there.SayAsync("e");
        Assert.Equal(
            ["Welcome.", "a", "turn 1: a", "b", "turn 2: b", "c", "turn 3: c", "d", "turn 4: d", "e", "turn 5: e"], await here.WordsAsync());
    }

    [Fact]
    public async Task A_message_that_another_host_kept_is_not_taken_twice()
    {
        var (here, there) = await BothAsync();
        await here.SayAsync("a");
        var id = await there.SayAsync("b", "c-1");
        Assert.Equal(id, await here.SayAsync("b", "c-1"));
        await here.SayAsync("c");
        Assert.Equal(["Welcome.", "a", "turn 1: a", "b", "turn 2: b", "c", "turn 3: c"], await here.WordsAsync());
    }

    [Fact]
    public async Task What_was_forgotten_on_one_host_no_other_goes_on_with()
    {
        var (here, there) = await BothAsync();
        await here.SayAsync("a");
        await there.SayAsync("forget me");
        Assert.Equal(404, (await here.PostAsync("""{"type":"message","text":"b","from":{"id":"me"}}""")).Status);
        Assert.Empty(await _store.ReadAsync(here.Conversation, 0, 10, default));
    }

    private async Task<(DirectLineClient Here, DirectLineClient There)> BothAsync()
    {
        var here = await DirectLineClient.StartAsync(_one.Http, bearer: Secret);
        return (here, new DirectLineClient(_two.Http, here.Conversation, Secret, here.StreamUrl));
    }
}
