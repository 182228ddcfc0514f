using System.Collections.Immutable;
using System.Text;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Tests;

/// <summary>What every store keeps to; a subclass names the store.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private IConversationStore? _store;

    private protected IConversationStore Store => _store!;

    public ValueTask InitializeAsync()
    {
        _store = Open();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await Store.DisposeAsync();
        }

        CleanUp();
        GC.SuppressFinalize(this);
    }

    private protected abstract IConversationStore Open();

    private protected virtual void CleanUp()
    {
    }

    [Fact]
    public async Task What_was_never_opened_is_not_there()
    {
        Assert.Null(await LoadAsync("c"));
        Assert.Empty(await ReadAsync("c"));
    }

    [Fact]
    public async Task A_turn_on_version_0_opens_the_conversation()
    {
        await KeepAsync(Turn("c", 0, "a", "b") with { Person = "ann" });
        var now = await LoadAsync("c");
        Assert.Equal(("c", "ann", 1, 2), (now!.Id, now.Person, now.Version, now.LastSequence));
    }

    [Fact]
    public async Task A_conversation_may_open_without_a_word()
    {
        await KeepAsync(Turn("c", 0));
        Assert.Equal((1, 0), ((await LoadAsync("c"))!.Version, (await LoadAsync("c"))!.LastSequence));
        Assert.Empty(await ReadAsync("c"));
    }

    [Fact]
    public async Task Opening_twice_is_a_conflict()
    {
        await KeepAsync(Turn("c", 0, "a"));
        await ConflictAsync(Turn("c", 0, "b"));
        Assert.Equal(["a"], await WordsAsync("c"));
    }

    [Fact]
    public async Task The_log_is_read_in_order_and_without_gap()
    {
        await KeepAsync(Turn("c", 0, "a", "b"));
        await KeepAsync(Turn("c", 1, 2, "c", "d", "e"));
        Assert.Equal([1L, 2, 3, 4, 5], (await ReadAsync("c")).Select(e => e.Sequence));
        Assert.Equal(["a", "b", "c", "d", "e"], await WordsAsync("c"));
    }

    [Fact]
    public async Task Reading_begins_after_a_place_and_ends_at_the_count()
    {
        await KeepAsync(Turn("c", 0, "a", "b", "c", "d"));
        Assert.Equal(["c", "d"], await WordsAsync("c", after: 2));
        Assert.Equal(["b", "c"], await WordsAsync("c", after: 1, count: 2));
        Assert.Empty(await WordsAsync("c", after: 4));
        Assert.Empty(await WordsAsync("c", after: 400));
    }

    [Fact]
    public async Task Reading_uses_nothing_up()
    {
        await KeepAsync(Turn("c", 0, "a", "b"));
        Assert.Equal(await WordsAsync("c"), await WordsAsync("c"));
    }

    [Fact]
    public async Task Bytes_come_back_as_they_went_in()
    {
        byte[] bytes = [0, 255, 34, 92, 10, .. Encoding.UTF8.GetBytes("Grüße 🙂")];
        await KeepAsync(new TurnRecord("c", 0, Noon, [new LogEntry(1, bytes)]) { State = new StoredState("f", bytes) });
        Assert.Equal(bytes, (await ReadAsync("c"))[0].Body);
        Assert.Equal(bytes, (await LoadAsync("c"))!.State!.Bytes);
    }

    [Fact]
    public async Task A_conversation_begins_without_state()
    {
        await KeepAsync(Turn("c", 0, "a"));
        Assert.Null((await LoadAsync("c"))!.State);
    }

    [Fact]
    public async Task The_state_is_the_last_turns()
    {
        await KeepAsync(Turn("c", 0, "a") with { State = State("one") });
        await KeepAsync(Turn("c", 1, 1, "b") with { State = State("two") });
        Assert.Equal("two", Text((await LoadAsync("c"))!.State!.Bytes));
    }

    [Fact]
    public async Task A_turn_without_state_leaves_the_old_one()
    {
        await KeepAsync(Turn("c", 0, "a") with { State = State("one") });
        await KeepAsync(Turn("c", 1, 1, "b"));
        Assert.Equal("one", Text((await LoadAsync("c"))!.State!.Bytes));
    }

    [Fact]
    public async Task The_states_format_is_kept_beside_it()
    {
        await KeepAsync(Turn("c", 0, "a") with { State = new StoredState("form/7", [1]) });
        Assert.Equal("form/7", (await LoadAsync("c"))!.State!.Format);
    }

    [Fact]
    public async Task An_old_version_is_a_conflict_and_changes_nothing()
    {
        await KeepAsync(Turn("c", 0, "a") with { State = State("one") });
        await KeepAsync(Turn("c", 1, 1, "b") with { State = State("two") });
        await ConflictAsync(Turn("c", 1, 1, "x") with { State = State("three"), IdempotencyKey = "k" });
        Assert.Equal(["a", "b"], await WordsAsync("c"));
        Assert.Equal("two", Text((await LoadAsync("c"))!.State!.Bytes));
        await KeepAsync(Turn("c", 2, 2, "c") with { IdempotencyKey = "k" });
    }

    [Fact]
    public async Task A_future_version_is_a_conflict()
    {
        await KeepAsync(Turn("c", 0, "a"));
        await ConflictAsync(Turn("c", 5, 1, "b"));
        await ConflictAsync(Turn("d", 1, 0, "b"));
    }

    [Fact]
    public async Task A_gap_in_the_log_is_a_conflict()
    {
        await KeepAsync(Turn("c", 0, "a"));
        await ConflictAsync(Turn("c", 1, 2, "b"));
        await ConflictAsync(Turn("c", 1, 0, "b"));
        await ConflictAsync(new TurnRecord("c", 1, Noon, [Entry(2, "b"), Entry(4, "c")]));
        Assert.Equal(["a"], await WordsAsync("c"));
    }

    [Fact]
    public async Task A_known_key_gives_the_first_turns_log()
    {
        await KeepAsync(Turn("c", 0, "a", "b") with { IdempotencyKey = "k1" });
        await KeepAsync(Turn("c", 1, 2, "c", "d", "e") with { IdempotencyKey = "k2" });
        await KeepAsync(Turn("c", 2, 5, "f"));
        Assert.Equal([(3, "c"), (4, "d"), (5, "e")], await DuplicateAsync(Turn("c", 3, 6, "x", "y") with { IdempotencyKey = "k2" }));
        Assert.Equal([(1, "a"), (2, "b")], await DuplicateAsync(Turn("c", 3, 6, "x") with { IdempotencyKey = "k1" }));
        Assert.Equal(6, (await LoadAsync("c"))!.LastSequence);
    }

    [Fact]
    public async Task A_known_key_wins_over_an_old_version()
    {
        await KeepAsync(Turn("c", 0, "a") with { IdempotencyKey = "k" });
        Assert.Equal([(1, "a")], await DuplicateAsync(Turn("c", 0, "x") with { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task A_key_belongs_to_its_conversation()
    {
        await KeepAsync(Turn("c", 0, "a") with { IdempotencyKey = "k" });
        await KeepAsync(Turn("d", 0, "b") with { IdempotencyKey = "k" });
        Assert.Equal(["b"], await WordsAsync("d"));
    }

    [Fact]
    public async Task A_key_of_a_turn_without_words_is_known_too()
    {
        await KeepAsync(Turn("c", 0) with { IdempotencyKey = "open" });
        Assert.Empty(await DuplicateAsync(Turn("c", 0) with { IdempotencyKey = "open" }));
    }

    [Fact]
    public async Task Turns_without_key_are_never_duplicates()
    {
        await KeepAsync(Turn("c", 0, "a"));
        await KeepAsync(Turn("c", 1, 1, "a"));
        Assert.Equal(["a", "a"], await WordsAsync("c"));
    }

    [Fact]
    public async Task Ids_differ_by_case_and_sign()
    {
        await KeepAsync(Turn("c|1", 0, "a"));
        await KeepAsync(Turn("C|1", 0, "b"));
        await KeepAsync(Turn("c%1", 0, "c"));
        Assert.Equal(["a"], await WordsAsync("c|1"));
        Assert.Equal(["b"], await WordsAsync("C|1"));
    }

    [Fact]
    public async Task The_person_is_the_openers_and_stays()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann" });
        await KeepAsync(Turn("c", 1, 1, "b") with { Person = "bob" });
        Assert.Equal("ann", (await LoadAsync("c"))!.Person);
    }

    [Fact]
    public async Task A_conversation_is_found_by_its_resume_key()
    {
        await KeepAsync(Turn("c", 0, "a") with { ResumeKeyHash = "h1" });
        await KeepAsync(Turn("d", 0, "b") with { ResumeKeyHash = "h2" });
        Assert.Equal("c", (await Store.FindByResumeKeyAsync("h1", default))!.Id);
        Assert.Null(await Store.FindByResumeKeyAsync("h3", default));
    }

    [Fact]
    public async Task The_newest_of_a_resume_key_is_found_even_when_the_older_grew_later()
    {
        await KeepAsync(Turn("z", 0, "a") with { ResumeKeyHash = "h" });
        await KeepAsync(Turn("b", 0, "b") with { ResumeKeyHash = "h" });
        await KeepAsync(Turn("z", 1, 1, "c"));
        Assert.Equal("b", (await Store.FindByResumeKeyAsync("h", default))!.Id);
    }

    [Fact]
    public async Task When_it_last_grew_is_kept()
    {
        await KeepAsync(Turn("c", 0, "a"));
        await KeepAsync(Turn("c", 1, 1, "b") with { At = Noon.AddHours(2) });
        Assert.Equal(Noon.AddHours(2), (await LoadAsync("c"))!.Touched);
    }

    [Fact]
    public async Task Notes_come_back_by_kind_and_person_oldest_first()
    {
        await NoteAsync("consent", "ann", "1");
        await NoteAsync("miss", "ann", "2");
        await NoteAsync("consent", "bob", "3");
        await NoteAsync("consent", "ann", "4");
        Assert.Equal(["1", "3", "4"], await NotesAsync("consent", null));
        Assert.Equal(["1", "4"], await NotesAsync("consent", "ann"));
        Assert.Empty(await NotesAsync("feedback", null));
    }

    [Fact]
    public async Task A_turns_notes_are_kept_with_it_or_not_at_all()
    {
        var note = new Note("triage", "p", DateTimeOffset.UnixEpoch, [1]);
        await KeepAsync(Turn("c", 0, "a") with { Notes = [note] });
        await Store.CommitAsync(Turn("c", 0, "b") with { Notes = [note] }, default);
        Assert.Single(await Store.ReadNotesAsync("triage", "p", default));
    }

    [Fact]
    public async Task A_note_keeps_its_time()
    {
        await NoteAsync("consent", "ann", "1");
        Assert.Equal(Noon, (await Store.ReadNotesAsync("consent", "ann", default))[0].At);
    }

    [Fact]
    public async Task Notes_of_a_kind_go_when_they_are_older_than_asked()
    {
        await NoteAsync("upload", "ann", "1");
        Assert.Equal((0, 0), (await Store.RemoveNotesAsync("upload", Noon, default), await Store.RemoveNotesAsync("miss", Noon.AddDays(1), default)));
        Assert.Equal(1, await Store.RemoveNotesAsync("upload", Noon.AddSeconds(1), default));
        Assert.Empty(await NotesAsync("upload", null));
    }

    [Fact]
    public async Task Forgetting_removes_a_persons_every_row_and_says_how_many()
    {
        await KeepAsync(Turn("c", 0, "a", "b") with { Person = "ann", IdempotencyKey = "k", ResumeKeyHash = "h" });
        await KeepAsync(Turn("d", 0, "c") with { Person = "ann" });
        await NoteAsync("consent", "ann", "1");
        Assert.Equal(new Forgotten(2, 3, 1), await Store.ForgetAsync("ann", default));
        Assert.Null(await LoadAsync("c"));
        Assert.Empty(await WordsAsync("c"));
        Assert.Empty(await NotesAsync("consent", "ann"));
        Assert.Null(await Store.FindByResumeKeyAsync("h", default));
    }

    [Fact]
    public async Task Forgetting_one_leaves_the_others()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann" });
        await KeepAsync(Turn("d", 0, "b") with { Person = "anna", IdempotencyKey = "k" });
        await NoteAsync("consent", "anna", "1");
        await Store.ForgetAsync("ann", default);
        Assert.Equal(["b"], await WordsAsync("d"));
        Assert.Equal(["1"], await NotesAsync("consent", "anna"));
        Assert.Equal([(1, "b")], await DuplicateAsync(Turn("d", 1, 1, "x") with { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task Forgetting_nobody_removes_nothing() =>
        Assert.Equal(new Forgotten(0, 0, 0), await Store.ForgetAsync("nobody", default));

    [Fact]
    public async Task A_forgotten_conversation_can_begin_anew()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann", IdempotencyKey = "k" });
        await Store.ForgetAsync("ann", default);
        await KeepAsync(Turn("c", 0, "b") with { Person = "ann", IdempotencyKey = "k" });
        Assert.Equal(["b"], await WordsAsync("c"));
    }

    [Fact]
    public async Task A_turn_that_stands_on_a_forgotten_conversation_is_a_conflict_though_a_new_one_came_to_the_same_version()
    {
        await KeepAsync(Turn("c", 0, "a") with { Person = "ann" });
        await Store.ForgetAsync("ann", default);
        await KeepAsync(Turn("c", 0, "b") with { Person = "ann", At = Noon.AddMinutes(1) });
        await ConflictAsync(Turn("c", 1, 1, "x") with { Since = Noon });
        await KeepAsync(Turn("c", 1, 1, "c") with { Since = (await LoadAsync("c"))!.Touched });
        Assert.Equal(["b", "c"], await WordsAsync("c"));
    }

    [Fact]
    public async Task A_snapshot_is_kept_once_under_its_hash()
    {
        await Store.SaveSnapshotAsync("h", Encoding.UTF8.GetBytes("first"), default);
        await Store.SaveSnapshotAsync("h", Encoding.UTF8.GetBytes("second"), default);
        Assert.Equal("first", Text((await Store.ReadSnapshotAsync("h", default))!));
        Assert.Null(await Store.ReadSnapshotAsync("other", default));
    }

    private protected static TurnRecord Turn(string conversation, long version, params string[] words) =>
        Turn(conversation, version, 0, words);

    private protected static TurnRecord Turn(string conversation, long version, long last, params string[] words) =>
        new(conversation, version, Noon, [.. words.Select((w, i) => Entry(last + i + 1, w))]) { Person = "someone" };

    private protected async Task KeepAsync(TurnRecord turn) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(turn, default));

    private protected async Task<IEnumerable<string>> WordsAsync(string conversation, long after = 0, int count = 1000) =>
        (await Store.ReadAsync(conversation, after, count, default)).Select(e => Text(e.Body));

    private static LogEntry Entry(long sequence, string words) => new(sequence, Encoding.UTF8.GetBytes(words));

    private static StoredState State(string text) => new("f", Encoding.UTF8.GetBytes(text));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private async Task ConflictAsync(TurnRecord turn) =>
        Assert.IsType<CommitResult.Conflict>(await Store.CommitAsync(turn, default));

    private async Task<IEnumerable<(long, string)>> DuplicateAsync(TurnRecord turn) =>
        Assert.IsType<CommitResult.Duplicate>(await Store.CommitAsync(turn, default)).Log.Select(e => (e.Sequence, Text(e.Body)));

    private async Task NoteAsync(string kind, string person, string text) =>
        await Store.AddNoteAsync(new Note(kind, person, Noon, Encoding.UTF8.GetBytes(text)), default);

    private async Task<IEnumerable<string>> NotesAsync(string kind, string? person) =>
        (await Store.ReadNotesAsync(kind, person, default)).Select(n => Text(n.Bytes));

    private protected async Task<StoredConversation?> LoadAsync(string conversation) => await Store.LoadAsync(conversation, default);

    private async Task<ImmutableArray<LogEntry>> ReadAsync(string conversation) => await Store.ReadAsync(conversation, 0, 1000, default);
}
