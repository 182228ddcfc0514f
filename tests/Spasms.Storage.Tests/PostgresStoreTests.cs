using System.Collections.Immutable;
using Npgsql;
using Spasms.Protocol.Store;
using Spasms.Storage.Postgres;

namespace Spasms.Storage.Tests;

public sealed class PostgresStoreTests : StoreContract
{
    private readonly string _schema = SharedPostgres.Server.NewSchema();

    // Under a name of its own, so that a test ends its own backends alone.
    private string Connection => SharedPostgres.Server.ConnectionString(_schema) + ";Application Name=" + _schema;

    private protected override IConversationStore Open() => PostgresStore.Open(Connection);

    [Fact]
    public async Task Two_hosts_see_each_others_turns_and_only_one_keeps_a_version()
    {
        await using var other = PostgresStore.Open(Connection);
        await KeepAsync(Turn("c", 0, "a") with { IdempotencyKey = "k" });
        Assert.Equal(1, (await other.LoadAsync("c", default))!.LastSequence);
        Assert.IsType<CommitResult.Duplicate>(await other.CommitAsync(Turn("c", 1, 1, "x") with { IdempotencyKey = "k" }, default));
        for (var version = 1; version <= 20; version++)
        {
            var turn = Turn("c", version, version, "b" + version);
            var results = await Task.WhenAll(Store.CommitAsync(turn, default).AsTask(), other.CommitAsync(turn, default).AsTask());
            Assert.Single(results, r => r is CommitResult.Committed);
        }

        Assert.Equal(21, (await WordsAsync("c")).Count());
    }

    [Fact]
    public async Task Two_hosts_that_keep_many_of_the_same_conversations_never_block_each_other()
    {
        await using var other = PostgresStore.Open(Connection);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(c => KeepAsync(Turn("c" + c, 0))));
        for (var version = 1; version <= 10; version++)
        {
            var turns = Enumerable.Range(0, 40).Select(c => Turn("c" + c, version, version - 1, "w" + version)).ToArray();
            var results = await Task.WhenAll(turns.Select(t => Store.CommitAsync(t, default).AsTask()).Concat(turns.Reverse().Select(t => other.CommitAsync(t, default).AsTask())));
            Assert.Equal(40, results.Count(r => r is CommitResult.Committed));
            Assert.Equal(40, results.Count(r => r is CommitResult.Conflict));
        }
    }

    [Fact]
    public async Task A_host_hears_what_others_kept_but_not_itself()
    {
        await using var other = PostgresStore.Open(Connection);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var heard = Store.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        Assert.True(await heard.MoveNextAsync());
        Assert.Null(heard.Current);
        await KeepAsync(Turn("own", 0, "a"));
        Assert.IsType<CommitResult.Committed>(await other.CommitAsync(Turn("theirs", 0, "a"), default));
        Assert.Equal("theirs", await WordAsync(heard));
    }

    [Fact]
    public async Task A_host_hears_of_every_turn_where_many_are_kept_on_another()
    {
        await using var other = PostgresStore.Open(Connection);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var heard = Store.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        Assert.True(await heard.MoveNextAsync());
        var kept = new HashSet<string?>();
        for (var round = 0; round < 40; round++)
        {
            var names = Enumerable.Range(0, 10).Select(n => $"c{round}-{n}").ToArray();
            kept.UnionWith(names);
            await Task.WhenAll(names.Select(name => other.CommitAsync(Turn(name, 0, "a"), default).AsTask()));
        }

        while (kept.Count > 0)
        {
            Assert.True(kept.Remove(await WordAsync(heard)));
        }
    }

    [Fact]
    public async Task A_host_hears_of_what_was_forgotten_on_another()
    {
        await using var other = PostgresStore.Open(Connection);
        await KeepAsync(Turn("theirs", 0, "a") with { Person = "ann" });
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var heard = Store.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        Assert.True(await heard.MoveNextAsync());
        await other.ForgetAsync("ann", default);
        Assert.Equal("theirs", await WordAsync(heard));
    }

    [Fact]
    public async Task A_listener_says_look_again_and_again_so_that_a_lost_word_loses_nothing()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var heard = Store.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        for (var look = 0; look < 2; look++)
        {
            Assert.True(await heard.MoveNextAsync());
            Assert.Null(heard.Current);
        }
    }

    [Fact]
    public async Task Killed_backends_are_replaced_and_the_turn_is_kept_once()
    {
        await KeepAsync(Turn("c", 0, "a"));
        for (var version = 1; version <= 5; version++)
        {
            EndBackends();
            await KeepAsync(Turn("c", version, version, "b" + version));
            EndBackends();
            Assert.Equal(version + 1, (await LoadAsync("c"))!.LastSequence);
        }
    }

    [Fact]
    public async Task A_turn_whose_answer_was_lost_is_recognised_when_it_is_tried_again()
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        using var group = PostgresGroup.Open(source);
        List<TurnRecord> turns = [Turn("keyed", 0, "a") with { IdempotencyKey = "k" }, Turn("plain", 0, "b"), Turn("taken", 0, "mine")];
        await KeepAsync(Turn("taken", 0, "theirs"));
        Assert.Equal("Committed Committed Conflict", Names(group.Keep(turns, isRepeat: false, "nobody", "")));
        Assert.Equal("Committed Committed Conflict", Names(group.Keep(turns, isRepeat: true, "nobody", "")));
        Assert.Equal("Duplicate Conflict Conflict", Names(group.Keep(turns, isRepeat: false, "nobody", "")));
        Assert.Equal(["a", "b", "theirs"], [.. await WordsAsync("keyed"), .. await WordsAsync("plain"), .. await WordsAsync("taken")]);

        static string Names(CommitResult[] results) => string.Join(' ', results.Select(r => r.GetType().Name));
    }

    [Fact]
    public async Task A_fault_of_one_write_takes_no_other_with_it()
    {
        var turns = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var turn = Turn("c" + i, 0, "a");
            return i == 7
                ? await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.CommitAsync(turn with { State = new StoredState("no text holds this: \0", []) }, default)) is not null
                : await Store.CommitAsync(turn, default) is CommitResult.Committed;
        }));
        Assert.All(await Task.WhenAll(turns), Assert.True);
        Assert.Null(await Store.LoadAsync("c7", default));
        Assert.Equal(["a"], await WordsAsync("c8"));
    }

    [Fact]
    public async Task After_closing_nothing_is_promised()
    {
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.CommitAsync(Turn("c", 0, "a"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.LoadAsync("c", default));
    }

    private static async Task<string> WordAsync(IAsyncEnumerator<string?> heard)
    {
        do
        {
            Assert.True(await heard.MoveNextAsync());
        }
        while (heard.Current is null);
        return heard.Current;
    }

    // As an administrator would.
    private void EndBackends() =>
        SharedPostgres.Server.Run($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{_schema}'");
}
