using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Spasms.Bot.Operations;
using Spasms.Bot.Wire.Connector;
using Spasms.Storage.Encryption;

namespace Spasms.Bot;

/// <summary>Which store keeps conversations.</summary>
/// <remarks>In the order of the words of the setting.</remarks>
internal enum StorageKind
{
    /// <summary>Gone when the process ends.</summary>
    Memory,

    /// <summary>One file under the data folder.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database that several hosts may share.</summary>
    Postgres,
}

/// <summary>
/// Every setting, read once and checked. Sources, the later winning: appsettings.json beside the program, the environment
/// (<c>DirectLine__Secrets__0</c>), the command line (<c>--Country=GB</c>).
/// </summary>
internal sealed record Settings
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>The address people reach the host by, where the request doesn't show it (a proxy in between); null: the request's.</summary>
    public required string? PublicUrl { get; init; }

    /// <summary>Whose emergency numbers are given: ISO code or EU.</summary>
    public required string Country { get; init; }

    /// <summary>Where conversations and keys are kept; absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The knowledge folder; absolute.</summary>
    public required string KnowledgeFolder { get; init; }

    /// <summary>Which store.</summary>
    public required StorageKind Storage { get; init; }

    /// <summary>How the PostgreSQL database is reached, as Npgsql takes it; empty with the other stores.</summary>
    public string PostgresConnection { get; init; } = "";

    /// <summary>True when the questionnaire asks consent first (<c>Consent=ask</c>).</summary>
    public required bool AskConsent { get; init; }

    /// <summary>True when later bad content stops the host instead of leaving the last good snapshot serving.</summary>
    public required bool Strict { get; init; }

    /// <summary>Hashes of triage versions whose questionnaires start over with the newest.</summary>
    public ImmutableArray<string> RecalledTriage { get; init; } = [];

    /// <summary>Master keys of Direct Line; empty means local mode.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>How long a token is good.</summary>
    public required TimeSpan TokenLifetime { get; init; }

    /// <summary>How long the address of a stream is good.</summary>
    public TimeSpan StreamLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Origins of other sites whose pages may chat.</summary>
    public required ImmutableArray<string> AllowedOrigins { get; init; }

    /// <summary>After how long a silence the page asks "Continue?" before it shows a conversation; null: never.</summary>
    public TimeSpan? ContinueAfter { get; init; }

    /// <summary>Messages a user may send in a minute; 0 is no limit.</summary>
    public required int PerUserPerMinute { get; init; }

    /// <summary>Messages an address may send in a minute; 0 is no limit.</summary>
    public required int PerAddressPerMinute { get; init; }

    /// <summary>Megabytes of files that people may send in a day, all together; 0: files are refused.</summary>
    public required int UploadMegabytesPerDay { get; init; }

    /// <summary>How long things are kept.</summary>
    public required Retention Retention { get; init; }

    /// <summary>What messages are encrypted with at rest; null: they are not.</summary>
    public required MessageKeys? MessageKeys { get; init; }

    /// <summary>Opens the owner's page; null: there is none.</summary>
    public required string? OwnerKey { get; init; }

    /// <summary>True when nothing but emergencies is answered (<c>Answers=off</c>).</summary>
    public required bool AnswersAreOff { get; init; }

    /// <summary>Credentials and addresses of the Bot Connector.</summary>
    public required ConnectorSettings Connector { get; init; }

    /// <summary>Index, recognizer and channel door, as chosen.</summary>
    public Parts Parts { get; init; } = Parts.Own;

    /// <summary>All of it as the framework reads it, for logging and the server.</summary>
    public required IConfiguration Configuration { get; init; }

    // Keys that are ours, and first parts of keys that the framework reads.
    private static readonly ImmutableArray<string> Known =
    [
        "Urls", "Country", "DataFolder", "KnowledgeFolder", "Storage", "ConnectionStrings:Postgres", "Consent", "Strict", "RecalledTriage",
        "DirectLine:Secrets", "DirectLine:TokenLifetime", "DirectLine:AllowedOrigins",
        "RateLimits:PerUserPerMinute", "RateLimits:PerAddressPerMinute", "PublicUrl", "ContinueAfter",
        "Uploads:MegabytesPerDay", "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId", "OpenIdMetadata",
        "Connector:EmulatorOpenIdMetadata", "Connector:LoginUrl", "Connector:ServiceUrls", "Connector:AllowedCallers",
        "Index", "IndexFolder", "Recognizers", "Host",
        "Logging", "Answers", .. Retention.Keys, .. EncryptionSettings.Keys, OwnerRoutes.KeySetting, .. OtlpExport.Keys,
    ];

    /// <summary>Reads the settings. Faults name the key and say what it takes; with any there are no settings.</summary>
    /// <param name="args"><c>--Key=value</c> arguments.</param>
    /// <param name="adapters">What may be chosen; null: our own parts.</param>
    public static (Settings? Settings, ImmutableArray<string> Faults) Read(string[] args, Adapters? adapters = null)
    {
        adapters ??= Adapters.OwnOnly;
        var faults = ImmutableArray.CreateBuilder<string>();
        CheckArguments(args, faults);
        if (faults.Count > 0)
        {
            return (null, faults.ToImmutable());
        }

        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        var settings = new Settings
        {
            Urls = Text("Urls", "http://localhost:3978"),
            PublicUrl = PublicUrl(),
            Country = Text("Country", "US"),
            DataFolder = Folder("DataFolder", "data"),
            KnowledgeFolder = Folder("KnowledgeFolder", "knowledge"),
            Storage = (StorageKind)OneOf("Storage", (int)StorageKind.Sqlite, ["memory", "sqlite", "postgres"]),
            PostgresConnection = Text("ConnectionStrings:Postgres", ""),
            AskConsent = OneOf("Consent", 0, ["given", "ask"]) > 0,
            Strict = OneOf("Strict", 0, ["false", "true"]) > 0,
            RecalledTriage = Texts("RecalledTriage"),
            Secrets = Texts("DirectLine:Secrets"),
            TokenLifetime = TimeSpan.FromSeconds(Number("DirectLine:TokenLifetime", 3600, 1, 86_400)),
            AllowedOrigins = Origins("DirectLine:AllowedOrigins"),
            ContinueAfter = Number("ContinueAfter", 30, 0, 100_000) is var minutes and > 0 ? TimeSpan.FromMinutes(minutes) : null,
            PerUserPerMinute = Number("RateLimits:PerUserPerMinute", 60, 0, 1_000_000),
            PerAddressPerMinute = Number("RateLimits:PerAddressPerMinute", 600, 0, 1_000_000),
            UploadMegabytesPerDay = Number("Uploads:MegabytesPerDay", 256, 0, 1_000_000),
            Retention = Retention.Read(configuration, faults),
            MessageKeys = EncryptionSettings.Read(configuration, faults),
            OwnerKey = OwnerRoutes.ReadKey(configuration, faults),
            AnswersAreOff = OneOf("Answers", 0, ["on", "off"]) > 0,
            Connector = ConnectorSettings.Read(configuration, faults),
            Parts = ChosenParts(),
            Configuration = configuration,
        };
        if (settings is { Storage: StorageKind.Postgres, PostgresConnection: "" })
        {
            faults.Add("Storage=postgres needs the setting ConnectionStrings:Postgres, such as Host=db;Database=spasms;Username=spasms;Password=...");
        }

        if (Text("Index", Adapters.Own).Equals(Adapters.Own, StringComparison.OrdinalIgnoreCase) && configuration["IndexFolder"] is { Length: > 0 })
        {
            faults.Add("The setting IndexFolder is for an index that keeps files, such as Index=lucene. Leave it out.");
        }

        Listening.Check(settings, faults);
        return (faults.Count == 0 ? settings : null, faults.ToImmutable());

        string Text(string key, string otherwise) => configuration[key] is { Length: > 0 } text ? text : otherwise;

        ImmutableArray<string> Texts(string key) =>
            [.. configuration.GetSection(key).GetChildren().Select(c => c.Value).OfType<string>().Where(v => v.Length > 0)];

        // An origin is scheme, host and port; a path behind them would never match.
        ImmutableArray<string> Origins(string key)
        {
            foreach (var text in Texts(key))
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                {
                    faults.Add($"The setting {key} takes origins like https://www.example.org.");
                    return [];
                }
            }

            return [.. Texts(key).Select(text => new Uri(text).GetLeftPart(UriPartial.Authority).ToLowerInvariant())];
        }

        string? PublicUrl()
        {
            if (configuration["PublicUrl"] is not { Length: > 0 } text)
            {
                return null;
            }

            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                faults.Add("The setting PublicUrl takes an address like https://chat.example.org.");
            }

            return text.TrimEnd('/');
        }

        Parts ChosenParts() => Parts.Of(
            adapters,
            Word("Index", adapters.Indexes.Keys),
            configuration["IndexFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
            Word("Recognizers", adapters.Recognizers.Keys),
            Word("Host", adapters.Doors.Keys));

        string Word(string key, IEnumerable<string> words)
        {
            var text = Text(key, Adapters.Own);
            if (words.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                return text;
            }

            faults.Add($"The setting {key} takes one of {string.Join(", ", words)}. Other engines are in the program Spasms.Bot.Packages; README says how to build it.");
            return Adapters.Own;
        }

        // A folder that is set counts from the working directory; a default one from the repository or the program.
        string Folder(string key, string name) =>
            configuration[key] is { Length: > 0 } set ? Path.GetFullPath(set) : Path.Combine(Home.Folder, name);

        int Number(string key, int otherwise, int least, int most)
        {
            if (configuration[key] is not { Length: > 0 } text)
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            faults.Add($"The setting {key} takes a whole number from {least} to {most}.");
            return otherwise;
        }

        // The place of the word among those that may stand here.
        int OneOf(string key, int otherwise, string[] words)
        {
            if (configuration[key] is not { Length: > 0 } text)
            {
                return otherwise;
            }

            var place = Array.FindIndex(words, w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
            {
                faults.Add($"The setting {key} takes one of {string.Join(", ", words)}.");
            }

            return place < 0 ? otherwise : place;
        }
    }

    /// <summary>True for a key of ours, in the form of the command line or of the environment.</summary>
    internal static bool IsKnown(string name)
    {
        var key = name.Replace("__", ":", StringComparison.Ordinal);
        return Known.Any(k => key.Equals(k, StringComparison.OrdinalIgnoreCase) || key.StartsWith(k + ":", StringComparison.OrdinalIgnoreCase));
    }

    // A misspelt key must not pass silently: the wrong country's number is no small fault.
    private static void CheckArguments(string[] args, ImmutableArray<string>.Builder faults)
    {
        foreach (var arg in args)
        {
            var key = arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..].Split('=', 2)[0].Replace("__", ":", StringComparison.Ordinal) : null;
            if (key is null || !arg.Contains('='))
            {
                faults.Add($"'{arg}' is not understood: settings are written --Key=value.");
            }
            else if (!IsKnown(key))
            {
                faults.Add($"There is no setting '{key}'. Known: {string.Join(", ", Known)}.");
            }
        }
    }
}
