using System.Text;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using Spasms.Storage.Sqlite;
using Spasms.Tests;

namespace Spasms.Storage.Tests;

/// <summary>How SQLite finds a conversation's turns, beyond what the contract asks: lists that moved, and what came of older forms.</summary>
public sealed class TurnListTests
{
    [Fact]
    public void A_list_gives_back_what_was_added()
    {
        ListedTurn[] turns =
        [
            new(7, 1, 2, long.MinValue), new(9, 3, 0, 5), new(1_000_000_000_000, 3, 1, null), new(1_000_000_000_001, 4, 300, -1),
            new(long.MaxValue - 10, 304, 1, 0),
        ];
        var (list, end) = (TurnList.Empty, 0L);
        foreach (var turn in turns)
        {
            list = list.With(end, turn.Id, turn.Count, turn.Hash);
            end = turn.Id + turn.Count;
        }

        Assert.Equal(turns, list.Read(last: 304));
        Assert.Equal(turns.Select(t => t with { First = t.First + 1000 }), list.Read(last: 1304));
        Assert.Empty(TurnList.Empty.Read(last: 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public async Task A_long_talk_is_read_whole_from_any_place_and_its_keys_stay_known_after_a_restart(int turns)
    {
        var folder = TestFolder.Create();
        await using (var store = SqliteStore.Open(folder))
        {
            for (var n = 0; n < turns; n++)
            {
                // Others talk in between; a turn may leave one entry, several, or none but its key.
                Assert.IsType<CommitResult.Committed>(await store.CommitAsync(Turn("other", n, n, 1), default));
                Assert.IsType<CommitResult.Committed>(await store.CommitAsync(Turn("c", n, Before(n), n % 4) with { IdempotencyKey = n % 5 == 4 ? null : "k" + n }, default));
            }
        }

        await using (var store = SqliteStore.Open(folder))
        {
            var all = (int)Before(turns);
            foreach (var (after, count) in ((int, int)[])[(0, int.MaxValue), (0, 1), (all / 2, 7), (all - 1, 5), (all, 5), (all + 100, 5)])
            {
                var expected = Enumerable.Range(1, all).Skip(after).Take(count).Select(s => (long)s);
                var log = await store.ReadAsync("c", after, count, default);
                Assert.Equal(expected, log.Select(e => e.Sequence));
                Assert.All(log, e => Assert.Equal(Body("c", e.Sequence), e.Body));
            }

            foreach (var n in Enumerable.Range(0, turns).Where(n => n % 5 != 4))
            {
                var again = Assert.IsType<CommitResult.Duplicate>(await store.CommitAsync(Turn("c", turns, all, 1) with { IdempotencyKey = "k" + n }, default));
                Assert.Equal(Enumerable.Range(1, n % 4).Select(i => Before(n) + i), again.Log.Select(e => e.Sequence));
            }

            Assert.Equal(all, (await store.ForgetAsync("c", default)).Activities);
            Assert.Empty(await store.ReadAsync("c", 0, 10, default));
            Assert.Equal(turns, (await store.ReadAsync("other", 0, 1000, default)).Length);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_long_talk_of_an_older_form_is_listed_with_every_key_and_every_entry()
    {
        var folder = TestFolder.Create();
        SQLitePCL.Batteries_V2.Init();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "spasms.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // A hundred turns of two entries, the third of each ten without a key; then a turn that left its key alone.
#pragma warning disable CA2100 // The test's own statements.
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Forms", "sqlite-3.sql")) +
                """
                INSERT INTO conversations VALUES ('long', 'bob', NULL, 1772366400000, 101, 200, NULL, NULL);
                WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
                    INSERT INTO activities SELECT 'long', i, CAST('w' || i AS BLOB), NULL FROM n ORDER BY i * 77 % 200;
                WITH n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 99)
                    INSERT INTO turns SELECT 'long', 'k' || i, 2 * i + 1, 2 * i + 2 FROM n WHERE i % 10 <> 2;
                INSERT INTO turns VALUES ('long', 'silent', 201, 200), ('long', 'between', 11, 10);
                """;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        await using (var store = SqliteStore.Open(folder))
        {
            Assert.Equal(Enumerable.Range(1, 200).Select(n => $"w{n}"), (await store.ReadAsync("long", 0, 1000, default)).Select(e => Encoding.UTF8.GetString(e.Body)));
            foreach (var n in Enumerable.Range(0, 100).Where(n => n % 10 != 2))
            {
                Assert.Equal([(2 * n) + 1L, (2 * n) + 2], await RepeatAsync("k" + n));
            }

            Assert.Empty(await RepeatAsync("silent"));
            Assert.Empty(await RepeatAsync("between"));
            Assert.Equal(["a", "b", "c"], (await store.ReadAsync("c", 0, 10, default)).Select(e => Encoding.UTF8.GetString(e.Body)));
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(Turn("long", 101, 200, 1) with { IdempotencyKey = "k2" }, default));
            Assert.Equal([201], await RepeatAsync("k2"));

            async Task<IEnumerable<long>> RepeatAsync(string key) =>
                Assert.IsType<CommitResult.Duplicate>(await store.CommitAsync(Turn("long", 101, 200, 1) with { IdempotencyKey = key }, default)).Log.Select(e => e.Sequence);
        }

        Directory.Delete(folder, recursive: true);
    }

    // Turn n leaves n % 4 entries.
    private static long Before(int n) => Enumerable.Range(0, n).Sum(i => i % 4);

    private static byte[] Body(string conversation, long sequence) => [(byte)conversation.Length, (byte)sequence, (byte)(sequence >> 8)];

    private static TurnRecord Turn(string conversation, long version, long last, int entries) =>
        new(conversation, version, DateTimeOffset.UnixEpoch, [.. Enumerable.Range(1, entries).Select(i => new LogEntry(last + i, Body(conversation, last + i)))]) { Person = conversation };
}
