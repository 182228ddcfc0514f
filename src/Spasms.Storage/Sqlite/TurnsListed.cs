using Microsoft.Data.Sqlite;

namespace Spasms.Storage.Sqlite;

/// <summary>The step from form 4 to form 5: lists the turns of every conversation. Once released it is never changed.</summary>
internal static class TurnsListed
{
    private const int Young = 32;

    /// <summary>Fills the lists from the activities, which stand conversation by conversation, and from the turns of form 4, which go.</summary>
    public static void Fill(SqliteConnection connection)
    {
        // A turn that left no words stands before the entry that came next.
        using var entries = Sql.Prepare(
            connection,
            """
            SELECT a.conversation, a.id, a.sequence, t.key, t.last, 1 AS words FROM activities a
                LEFT JOIN turns_before t ON t.conversation = a.conversation AND t.first = a.sequence AND t.last >= t.first
            UNION ALL SELECT conversation, 0, first, key, last, 0 FROM turns_before WHERE last < first
            ORDER BY 1, 3, words
            """);
        using var move = Sql.Prepare(
            connection, "INSERT INTO turns (conversation, last, list) VALUES ($conversation, $last, $list)", "$conversation", "$last", "$list");
        using var keep = Sql.Prepare(connection, "UPDATE conversations SET turns = $list WHERE id = $conversation", "$list", "$conversation");
        using (var rows = entries.ExecuteReader())
        {
            string? conversation = null;
            var (list, listed, end, behind) = (TurnList.Empty, 0, 0L, 0L);
            while (rows.Read())
            {
                if (rows.GetString(0) != conversation)
                {
                    Keep();
                    conversation = rows.GetString(0);
                    (list, listed, end, behind) = (TurnList.Empty, 0, 0, 0);
                }

                var (id, sequence, hasWords) = (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(5) == 1);
                if (hasWords && sequence <= behind)
                {
                    // One more entry of the turn that was listed.
                    continue;
                }

                var last = rows.IsDBNull(4) ? sequence : rows.GetInt64(4);
                var count = (int)(last - sequence + 1);
                list = list.With(end, hasWords ? id : end, count, rows.IsDBNull(3) ? null : TurnList.Hash(rows.GetString(3)));
                end = hasWords ? id + count : end;
                behind = last;
                if (++listed >= Young && hasWords)
                {
                    move.With(conversation, last, list.Bytes).ExecuteNonQuery();
                    (list, listed, end) = (TurnList.Empty, 0, 0);
                }
            }

            Keep();

            void Keep()
            {
                if (conversation is not null)
                {
                    keep.With(list.Bytes, conversation).ExecuteNonQuery();
                }
            }
        }

        Sql.Run(connection, "DROP TABLE turns_before");
    }
}
