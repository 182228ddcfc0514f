namespace Spasms.Storage.Tests;

/// <summary>What was kept long enough goes.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Conversations_that_last_grew_before_a_time_go_whole()
    {
        await KeepAsync(Turn("old", 0, "a", "b") with { IdempotencyKey = "k", ResumeKeyHash = "h", Person = "ann" });
        await KeepAsync(Turn("grown", 0, "c"));
        await KeepAsync(Turn("grown", 1, 1, "d") with { At = Noon.AddDays(2) });
        Assert.Equal(0, await Store.RemoveConversationsAsync(Noon, 10, default));
        Assert.Equal(1, await Store.RemoveConversationsAsync(Noon.AddDays(1), 10, default));
        Assert.Null(await LoadAsync("old"));
        Assert.Empty(await WordsAsync("old"));
        Assert.Null(await Store.FindByResumeKeyAsync("h", default));
        Assert.Equal(["c", "d"], await WordsAsync("grown"));
        await KeepAsync(Turn("old", 0, "e") with { IdempotencyKey = "k" });
    }

    [Fact]
    public async Task At_most_so_many_old_conversations_go_at_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await KeepAsync(Turn("c" + i, 0, "a"));
        }

        Assert.Equal(3, await Store.RemoveConversationsAsync(Noon.AddDays(1), 3, default));
        Assert.Equal(2, await Store.RemoveConversationsAsync(Noon.AddDays(1), 3, default));
        Assert.Equal(0, await Store.RemoveConversationsAsync(Noon.AddDays(1), 3, default));
    }

    [Fact]
    public async Task Notes_about_a_person_stay_when_their_old_conversations_go()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann" });
        await NoteAsync("feedback", "ann", "1");
        await Store.RemoveConversationsAsync(Noon.AddDays(1), 10, default);
        Assert.Equal(["1"], await NotesAsync("feedback", "ann"));
    }
}
