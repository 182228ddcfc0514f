using System.Text;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;
using SQLitePCL;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// A statement that every turn runs, over SQLite's own calls: ADO.NET would look up each parameter by its name and make a
/// reader each time, which costs more than the statement. Used by one thread.
/// </summary>
internal sealed class HotStatement : IDisposable
{
    private const int ShortText = 128;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _room = [];

    /// <summary>Prepares it once.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="text">With a question mark for each value.</param>
    public HotStatement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, text, out _statement), raw.SQLITE_OK);
    }

    /// <summary>Runs it with these values, each null, a string, a long, bytes or an entry's words, and gives the number of rows that it changed.</summary>
    /// <exception cref="SqliteException">SQLite refuses.</exception>
    public int Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(i + 1, values[i]), raw.SQLITE_OK);
        }

        var came = raw.sqlite3_step(_statement);
        var rows = raw.sqlite3_changes(_database);
        if (came != raw.SQLITE_DONE)
        {
            // Taken before the reset, which would put its own word in the place of the message.
            var refusal = Refusal(came);
            raw.sqlite3_reset(_statement);
            throw refusal;
        }

        raw.sqlite3_reset(_statement);
        return rows;
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        string text => Bind(place, text),
        EntryBody words => Bind(place, words),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} can't be kept.", nameof(value)),
    };

    // SQLite takes a copy of its own, so that what stands here may be written over.
    private int Bind(int place, string text)
    {
        if (text.Length is 0 or > ShortText)
        {
            return raw.sqlite3_bind_text(_statement, place, text);
        }

        Span<byte> bytes = stackalloc byte[ShortText * 3];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private int Bind(int place, EntryBody words)
    {
        if (_room.Length < words.Length)
        {
            _room = GC.AllocateUninitializedArray<byte>(Math.Max(words.Length, 2 * _room.Length));
        }

        words.CopyTo(_room);
        return words.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, place, 0) : raw.sqlite3_bind_blob(_statement, place, _room.AsSpan(0, words.Length));
    }

    private void Check(int came, int expected)
    {
        if (came != expected)
        {
            throw Refusal(came);
        }
    }

    private SqliteException Refusal(int code) =>
        new($"SQLite error {code}: {raw.sqlite3_errmsg(_database).utf8_to_string()}", code, raw.sqlite3_extended_errcode(_database));
}
