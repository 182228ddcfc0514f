using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using Spasms.Storage.Encryption;

namespace Spasms.Storage.Sqlite;

/// <summary>Encrypts all that is kept anew with the first key, so that the others can be given up.</summary>
public static class SqliteRekey
{
    // Each with what its place is named after, and its row.
    private static readonly (string Table, string Column, string Names)[] Encrypted =
    [
        ("activities", "body", "SELECT conversation, sequence, id FROM activities"),
        ("activities", "basis", "SELECT conversation, sequence, id FROM activities WHERE basis IS NOT NULL"),
        ("conversations", "state", "SELECT id, 0, rowid FROM conversations WHERE state IS NOT NULL"),
        ("notes", "body", "SELECT kind || char(10) || person, 0, id FROM notes WHERE kind <> 'message-key'"),
    ];

    /// <summary>Rewrites the database of a data folder that no host is using, whole or not at all. Gives the number of rows.</summary>
    /// <exception cref="StoreUnavailableException">A host is using it, a key is missing, or the disk refuses; nothing was changed.</exception>
    public static async Task<int> RunAsync(string folder, MessageKeys keys, DateTimeOffset now)
    {
        var rows = 0;
        var store = SqliteStore.Open(folder);
        await using (store.ConfigureAwait(false))
        {
            // Checks that all keys are here, and names the new one.
            await EncryptedStore.OpenAsync(store, keys, now).ConfigureAwait(false);
            try
            {
                using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "spasms.db"), Pooling = false }.ToString());
                connection.Open();
                Sql.Run(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; BEGIN IMMEDIATE");
                foreach (var (table, column, select) in Encrypted)
                {
                    rows += Rewrite(connection, keys, table, column, select);
                }

                Sql.Run(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException fault)
            {
                throw new StoreUnavailableException("The database could not be encrypted anew.", fault);
            }

            await EncryptedStore.GiveUpOthersAsync(store, keys, now).ConfigureAwait(false);
        }

        return rows;
    }

    private static int Rewrite(SqliteConnection connection, MessageKeys keys, string table, string column, string select)
    {
        var all = new List<(string, long, long)>();
        using (var names = Sql.Prepare(connection, select))
        {
            using var rows = names.ExecuteReader();
            while (rows.Read())
            {
                all.Add((rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2)));
            }
        }

        using var one = Sql.Prepare(connection, $"SELECT {column} FROM {table} WHERE rowid = $row", "$row");
        using var write = Sql.Prepare(connection, $"UPDATE {table} SET {column} = $body WHERE rowid = $row", "$row", "$body");
        foreach (var (name, number, row) in all)
        {
            var place = (table, column) switch
            {
                ("activities", "body") => Places.Log(name, number),
                ("activities", _) => Places.Basis(name, number),
                ("conversations", _) => Places.State(name),
                _ => Places.Note(name.Split('\n', 2)[0], name.Split('\n', 2)[1]),
            };
            var bytes = (byte[])one.With(row).ExecuteScalar()!;
            write.With(row, keys.Seal(keys.Open(bytes, place), place)).ExecuteNonQuery();
        }

        return all.Count;
    }
}
