using System.CommandLine;
using Spasms.Protocol.Store;
using Spasms.Storage.Sqlite;

namespace Spasms.Bot.Cli;

/// <summary><c>backup FILE</c>, <c>restore FILE</c> and <c>rekey</c>: for the SQLite database of the data folder.</summary>
internal static class StoreVerbs
{
    /// <summary>The commands, each with its action.</summary>
    /// <param name="withSettings">Reads the settings of the arguments and runs with them.</param>
    public static IEnumerable<Command> Commands(Func<ParseResult, Func<Settings, int>, int> withSettings)
    {
        var file = new Argument<string>("file") { Description = "The copy" };
        var backup = new Command("backup", "Copy the SQLite database to a new file; a host may go on meanwhile") { file };
        var restore = new Command("restore", "Put a copy in the place of the SQLite database; no host may be running on it") { file };
        var rekey = new Command("rekey", "Encrypt all that is kept in SQLite anew with the first key; no host may be running on it");
        backup.SetAction(parsed => withSettings(parsed, settings => Run(settings, () =>
            Console.Out.WriteLine($"{SqliteBackup.Save(settings.DataFolder, parsed.GetValue(file)!)} bytes in {parsed.GetValue(file)}"))));
        restore.SetAction(parsed => withSettings(parsed, settings => Run(settings, () => SqliteBackup.Restore(parsed.GetValue(file)!, settings.DataFolder))));
        rekey.SetAction(parsed => withSettings(parsed, settings => Run(settings, () =>
        {
            var keys = settings.MessageKeys ?? throw new StoreUnavailableException("There is no key: set Encryption:Keys:0 or Encryption:KeyFile.");
            Console.Out.WriteLine($"{SqliteRekey.RunAsync(settings.DataFolder, keys, TimeProvider.System.GetUtcNow()).GetAwaiter().GetResult()} rows encrypted with the key {keys.WriterId}");
        })));
        return [backup, restore, rekey];
    }

    private static int Run(Settings settings, Action action)
    {
        try
        {
            if (settings.Storage != StorageKind.Sqlite)
            {
                throw new StoreUnavailableException("This is for Storage=sqlite; README says what to do for PostgreSQL.");
            }

            action();
            return 0;
        }
        catch (StoreUnavailableException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
