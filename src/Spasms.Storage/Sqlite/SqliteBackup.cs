using System.Globalization;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>Copies the database to a file, also while a host is writing, and back again while none is.</summary>
public static class SqliteBackup
{
    private const string Database = "spasms.db";

    /// <summary>Writes a whole and checked copy of a data folder's database. Gives its size in bytes.</summary>
    /// <exception cref="StoreUnavailableException">There is no database, the file is there already, or the disk refuses.</exception>
    public static long Save(string folder, string file)
    {
        if (!File.Exists(Path.Combine(folder, Database)))
        {
            throw new StoreUnavailableException($"There is no database in '{folder}'.");
        }

        if (File.Exists(file))
        {
            throw new StoreUnavailableException($"'{file}' is there already: name a new file.");
        }

        var part = file + ".part";
        try
        {
            SqliteStore.MakePrivate(part);
            Copy(Path.Combine(folder, Database), SqliteOpenMode.ReadWrite, part);
            File.Move(part, file);
            return new FileInfo(file).Length;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The backup to '{file}' failed: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Puts a copy in the place of a data folder's database. What is there now is lost.</summary>
    /// <exception cref="StoreUnavailableException">A host is using the folder, or the file is no whole copy.</exception>
    public static void Restore(string file, string folder)
    {
        if (!File.Exists(file))
        {
            throw new StoreUnavailableException($"There is no file '{file}'.");
        }

        SQLitePCL.Batteries_V2.Init();
        try
        {
            using (var source = Open(file, SqliteOpenMode.ReadOnly))
            {
                Check(source, file);
            }

            using var held = SqliteStore.Hold(folder);
            var database = Path.Combine(folder, Database);
            SqliteStore.MakePrivate(database);
            Copy(file, SqliteOpenMode.ReadOnly, database);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"'{file}' can't be restored: {fault.Message}", fault);
        }
    }

    // A host's connection in WAL mode goes on writing meanwhile; SQLite then starts the copy over by itself.
    private static void Copy(string from, SqliteOpenMode mode, string to)
    {
        SQLitePCL.Batteries_V2.Init();
        using var source = Open(from, mode);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        Sql.Run(target, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN IMMEDIATE; COMMIT;");
        Check(target, to);
    }

    private static void Check(SqliteConnection connection, string file)
    {
        using var check = Sql.Prepare(connection, "PRAGMA integrity_check");
        using var form = Sql.Prepare(connection, "PRAGMA user_version");
        if (check.ExecuteScalar() is not "ok" || Convert.ToInt32(form.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
        {
            throw new StoreUnavailableException($"'{file}' is no whole database of this program.");
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
