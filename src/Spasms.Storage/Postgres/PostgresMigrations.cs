using System.Globalization;
using Npgsql;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Postgres;

/// <summary>
/// The numbered steps from an empty schema to today's tables. A step that was released is never changed, and leaves tables that
/// the release before it can still use (first expand, and contract a release later): release N runs on forms N and N+1, so that
/// hosts can be replaced one after the other.
/// </summary>
internal static class PostgresMigrations
{
    // Keys are compared byte by byte, whatever language the database sorts by.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE conversations (
            id text COLLATE "C" PRIMARY KEY, person text COLLATE "C" NOT NULL, resume_hash text COLLATE "C",
            opened bigint GENERATED ALWAYS AS IDENTITY, touched timestamptz NOT NULL,
            version bigint NOT NULL, last_sequence bigint NOT NULL, state_format text, state bytea) WITH (fillfactor = 70);
        CREATE INDEX conversations_person ON conversations (person);
        CREATE INDEX conversations_resume ON conversations (resume_hash, opened) WHERE resume_hash IS NOT NULL;
        CREATE TABLE activities (
            conversation text COLLATE "C" NOT NULL, sequence bigint NOT NULL, body bytea NOT NULL, basis bytea,
            PRIMARY KEY (conversation, sequence));
        CREATE TABLE turns (
            conversation text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
            PRIMARY KEY (conversation, key));
        CREATE TABLE notes (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text COLLATE "C" NOT NULL,
            person text COLLATE "C" NOT NULL, at timestamptz NOT NULL, body bytea NOT NULL);
        CREATE INDEX notes_kind ON notes (kind, person);
        CREATE INDEX notes_person ON notes (person);
        CREATE TABLE snapshots (hash text COLLATE "C" PRIMARY KEY, body bytea NOT NULL);
        """,
    ];

    /// <summary>
    /// Brings the schema up to date, one host at a time: a second one waits and finds it done. What the next release made is
    /// left as it is, what a later one made is refused.
    /// </summary>
    public static void Apply(NpgsqlConnection connection)
    {
        if (Scalar(connection, "SELECT current_schema()") is not string)
        {
            throw new StoreUnavailableException("The connection string's search path names no schema that is there: create it first.");
        }

        Run(connection, "SELECT pg_advisory_lock(hashtextextended('spasms migrations ' || current_schema(), 0))");
        try
        {
            Run(connection, "CREATE TABLE IF NOT EXISTS spasms_schema (form int PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())");
            var form = Convert.ToInt32(Scalar(connection, "SELECT coalesce(max(form), 0) FROM spasms_schema"), CultureInfo.InvariantCulture);
            if (form > Steps.Length + 1)
            {
                throw new StoreUnavailableException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has form {form}, made by a newer release; this release runs on forms {Steps.Length} and {Steps.Length + 1}. Use the newer release."));
            }

            for (; form < Steps.Length; form++)
            {
                Run(connection, string.Create(
                    CultureInfo.InvariantCulture, $"BEGIN; {Steps[form]} INSERT INTO spasms_schema (form) VALUES ({form + 1}); COMMIT;"));
            }
        }
        finally
        {
            Run(connection, "SELECT pg_advisory_unlock(hashtextextended('spasms migrations ' || current_schema(), 0))");
        }
    }

    private static object? Scalar(NpgsqlConnection connection, string text)
    {
        using var command = Command(connection, text);
        return command.ExecuteScalar();
    }

    private static void Run(NpgsqlConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file come here.
        command.CommandText = text;
#pragma warning restore CA2100

        // Another host may be at a long step.
        command.CommandTimeout = 300;
        return command;
    }
}
