using System.Globalization;
using Microsoft.Data.Sqlite;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Sqlite;

/// <summary>
/// The numbered steps from an empty file to today's tables. A step that was released is never changed, and leaves tables that
/// the release before it can still use (first expand, and contract a release later): release N runs on forms N and N+1.
/// Forms 4 and 5 come in one release, since one file belongs to one host: what knew form 3 refuses form 5 and says so.
/// </summary>
internal static class Migrations
{
    private static readonly Step[] Steps =
    [
        new("""
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY, person TEXT NOT NULL, resume_hash TEXT, touched INTEGER NOT NULL,
            version INTEGER NOT NULL, last_sequence INTEGER NOT NULL, state_format TEXT, state BLOB) STRICT;
        CREATE INDEX conversations_person ON conversations (person);
        CREATE INDEX conversations_resume ON conversations (resume_hash) WHERE resume_hash IS NOT NULL;
        CREATE TABLE activities (
            conversation TEXT NOT NULL, sequence INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (conversation, sequence)) STRICT, WITHOUT ROWID;
        CREATE TABLE turns (
            conversation TEXT NOT NULL, key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (conversation, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE notes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE INDEX notes_kind ON notes (kind, person);
        CREATE INDEX notes_person ON notes (person);
        CREATE TABLE snapshots (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
        """),
        new("ALTER TABLE activities ADD COLUMN basis BLOB;"),

        // In the order in which they come, and found through an index: a reply then stands in one page and not in a page of its
        // own beside its key's, which halves what a turn writes.
        new("""
        CREATE TABLE log (
            conversation TEXT NOT NULL, sequence INTEGER NOT NULL, body BLOB NOT NULL, basis BLOB, UNIQUE (conversation, sequence)) STRICT;
        INSERT INTO log SELECT conversation, sequence, body, basis FROM activities ORDER BY conversation, sequence;
        DROP TABLE activities;
        ALTER TABLE log RENAME TO activities;
        """),

        // Room for the lists of the next form, which nobody needs yet.
        new("ALTER TABLE conversations ADD COLUMN turns BLOB;"),

        // Activities are found through lists of turns, the youngest of them in the row that each turn writes anyway: an index of
        // the activities and one of the keys had been two more pages to write for every turn.
        new("""
        ALTER TABLE turns RENAME TO turns_before;
        CREATE INDEX turns_before_first ON turns_before (conversation, first);
        ALTER TABLE activities RENAME TO activities_before;
        CREATE TABLE activities (
            id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, sequence INTEGER NOT NULL, key TEXT, body BLOB NOT NULL, basis BLOB) STRICT;
        CREATE TABLE turns (
            conversation TEXT NOT NULL, last INTEGER NOT NULL, list BLOB NOT NULL, PRIMARY KEY (conversation, last)) STRICT, WITHOUT ROWID;
        INSERT INTO activities (conversation, sequence, key, body, basis)
            SELECT a.conversation, a.sequence, t.key, a.body, a.basis FROM activities_before a
            LEFT JOIN turns_before t ON t.conversation = a.conversation AND t.first = a.sequence AND t.last >= t.first
            ORDER BY a.conversation, a.sequence;
        DROP TABLE activities_before;
        """)
        { Then = TurnsListed.Fill },
    ];

    /// <summary>Brings the file up to date; one that the next release made is left as it is, one of a later release is refused.</summary>
    public static void Apply(SqliteConnection connection)
    {
        var version = Version(connection);
        if (version > Steps.Length + 1)
        {
            throw new StoreUnavailableException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has form {version}, made by a newer release; this release runs on forms {Steps.Length} and {Steps.Length + 1}. Use the newer release."));
        }

        for (; version < Steps.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            Sql.Run(connection, Steps[version].Text);
            Steps[version].Then(connection);
            Sql.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            transaction.Commit();
        }
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>From one form to the next, in one transaction.</summary>
    /// <param name="Text">Its statements.</param>
    private sealed record Step(string Text)
    {
        /// <summary>What is done after them.</summary>
        public Action<SqliteConnection> Then { get; init; } = _ => { };
    }
}
