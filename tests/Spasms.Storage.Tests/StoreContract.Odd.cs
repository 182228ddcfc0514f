using Spasms.Protocol.Store;

namespace Spasms.Storage.Tests;

/// <summary>The same contract: odd names, big turns, and many at once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task What_a_turn_was_worked_out_from_stays_at_its_first_entry()
    {
        await KeepAsync(new TurnRecord("c", 0, Noon, [Entry(1, "a") with { Basis = [1, 0, 2] }, Entry(2, "b")]));
        Assert.Equal(new byte[]?[] { [1, 0, 2], null }, (await ReadAsync("c")).Select(e => e.Basis));
    }

    [Fact]
    public async Task Places_are_told_of_what_is_there()
    {
        await KeepAsync(Turn("c", 0, "a", "b"));
        await KeepAsync(Turn("d", 0));
        var places = await Store.PlacesAsync(["c", "d", "e", "c"], default);
        Assert.Equal([("c", 2L), ("d", 0L)], places.Select(p => (p.Key, p.Value)).Order());
        Assert.Empty(await Store.PlacesAsync([], default));
    }

    [Fact]
    public async Task Names_may_be_long_and_hold_any_character()
    {
        foreach (var name in (string[])[new string('n', 5000), "a\0b", "quote'\"\\;--", "zeile\nzwei", "Grüße 🙂", " "])
        {
            await KeepAsync(Turn(name, 0, "a") with { Person = name, IdempotencyKey = name, ResumeKeyHash = name });
            Assert.Equal(name, (await LoadAsync(name))!.Id);
            Assert.Equal(["a"], await WordsAsync(name));
            Assert.Equal([(1, "a")], await DuplicateAsync(Turn(name, 1, 1, "x") with { IdempotencyKey = name }));
            Assert.Equal(1, (await Store.PlacesAsync([name], default))[name]);
            Assert.Equal(1, (await Store.ForgetAsync((await LoadAsync(name))!.Person, default)).Conversations);
        }
    }

    [Fact]
    public async Task A_repeat_on_a_version_that_never_was_is_still_known()
    {
        await KeepAsync(Turn("c", 0, "a") with { IdempotencyKey = "k" });
        Assert.Equal([(1, "a")], await DuplicateAsync(Turn("c", -1, 1, "x") with { IdempotencyKey = "k" }));
        await ConflictAsync(Turn("c", -1, 1, "x") with { IdempotencyKey = "new" });
        await ConflictAsync(Turn("d", -1, "x"));
    }

    [Fact]
    public async Task A_turn_of_a_forgotten_conversation_is_a_conflict()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann" });
        await Store.ForgetAsync("ann", default);
        await ConflictAsync(Turn("c", 1, 1, "b"));
        Assert.Empty(await WordsAsync("c"));
    }

    [Fact]
    public async Task Big_turns_are_kept_whole()
    {
        var big = new string('w', 250_000);
        await KeepAsync(Turn("c", 0, Enumerable.Repeat(big, 5).ToArray()) with { State = State(big) });
        Assert.Equal(Enumerable.Repeat(big, 5), await WordsAsync("c"));
        Assert.Equal(big, Text((await LoadAsync("c"))!.State!.Bytes));
    }

    [Fact]
    public async Task Of_many_turns_at_once_those_that_lose_a_race_leave_the_others_alone()
    {
        await KeepAsync(Turn("c", 0, "a"));
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
            await Store.CommitAsync(i % 2 == 0 ? Turn("c", 0, "lost") : Turn("other" + i, 0, "kept"), default))));
        Assert.Equal(50, results.Count(r => r is CommitResult.Conflict));
        Assert.Equal(50, results.Count(r => r is CommitResult.Committed));
        Assert.Equal(["a"], await WordsAsync("c"));
    }

    [Fact]
    public async Task Of_many_at_once_on_one_version_exactly_one_is_kept()
    {
        await KeepAsync(Turn("c", 0, "a"));
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            Task.Run(async () => await Store.CommitAsync(Turn("c", 1, 1, "b" + i), default))));
        Assert.Single(results, r => r is CommitResult.Committed);
        Assert.Equal(31, results.Count(r => r is CommitResult.Conflict));
        Assert.Equal(2, (await LoadAsync("c"))!.LastSequence);
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_is_kept_and_the_others_get_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            Task.Run(async () => await Store.CommitAsync(Turn("c", 0, "b" + i) with { IdempotencyKey = "k" }, default))));
        Assert.Single(results, r => r is CommitResult.Committed);
        var kept = (await WordsAsync("c")).Single();
        Assert.All(results.OfType<CommitResult.Duplicate>(), d => Assert.Equal(kept, Text(d.Log.Single().Body)));
        Assert.Equal(31, results.Count(r => r is CommitResult.Duplicate));
    }

    [Fact]
    public async Task Many_conversations_at_once_are_each_kept_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(c => Task.Run(async () =>
        {
            for (var v = 0; v < 10; v++)
            {
                await KeepAsync(Turn("c" + c, v, v * 2, "q" + v, "a" + v));
            }
        })));
        for (var c = 0; c < 50; c++)
        {
            Assert.Equal(Enumerable.Range(0, 10).SelectMany(v => new[] { "q" + v, "a" + v }), await WordsAsync("c" + c));
        }
    }
}
