using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Spasms.Bot.Safety;
using Spasms.Dialog.Triage;
using Spasms.Knowledge.Text;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Cli;

/// <summary>
/// The verbs. Settings follow a verb as <c>--Key=value</c> and are left to the configuration; stdout carries what was
/// asked for and nothing else.
/// </summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int Refused = 1;

    /// <summary>Runs the verb of the arguments, or serves where there is none.</summary>
    /// <param name="args">As given to the program.</param>
    /// <param name="serve">Serves until stopped, with the settings of the arguments; gives the exit code.</param>
    /// <param name="adapters">What the settings may choose from; null: our own parts.</param>
    public static int Run(string[] args, Func<string[], int> serve, Adapters? adapters = null)
    {
        // Most starts are those of the host, and need not wait until the verbs are set up.
        if (Array.TrueForAll(args, a => a.StartsWith("--", StringComparison.Ordinal) && a.Contains('=', StringComparison.Ordinal)))
        {
            return serve(args);
        }

        return RunVerb(args, serve, adapters);
    }

    // Apart, so that a start of the host loads nothing of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunVerb(string[] args, Func<string[], int> serve, Adapters? adapters)
    {
        var json = new Option<bool>("--json") { Description = "JSON lines in, JSON lines out" };
        var question = new Argument<string?>("question") { Description = "The question, in quotes", Arity = ArgumentArity.ZeroOrOne };
        var root = new RootCommand("Answers questions about muscle spasms from curated articles. Without a verb it serves the chat. Settings follow as --Key=value; README lists them.");
        var check = new Command("check", "Compile the knowledge folder and list every fault");
        var ask = new Command("ask", "Answer one question, or each line of the input with --json") { question, json };
        var chat = new Command("chat", "Talk in the terminal, or hold many talks over JSON lines with --json") { json };
        var certificate = new Option<string?>("--Out") { Description = "A file for the certificate" };
        var certify = new Command("certify", "Check every rule of the questionnaire and print the certificate as JSON") { certificate };
        var old = new Argument<string>("old") { Description = "The old triage.yaml, or its folder" };
        var now = new Argument<string>("new") { Description = "The new one" };
        var diff = new Command("diff-triage", "List which answers another version of the questionnaire judges differently") { old, now };
        var fhir = new Command("fhir", "Print the questionnaire as a FHIR R4 Questionnaire");
        var hazards = new Command("hazards", "Print the hazard log as Markdown");
        var intended = new Command("intended-use", "Print the intended use, with the certificate's summary, as Markdown");
        var transcript = new Argument<string>("transcript") { Description = "A saved conversation: what ask --json or chat --json printed, or activities" };
        var verify = new Command("verify", "Prove a saved conversation against the content hashes it names") { transcript };
        var conversation = new Argument<string>("conversation") { Description = "The conversation's id" };
        var into = new Argument<string>("file") { Description = "Where to write it; the host looks for " + PreparedContent.FileName + " beside the program" };
        var prepare = new Command("prepare", "Compile the knowledge folder into a file that spares the host the work; a publish does it") { into };
        var replay = new Command("replay", "Work out a kept conversation anew and compare it to the letter") { conversation };
        root.Subcommands.Add(replay);
        root.Subcommands.Add(check);
        root.Subcommands.Add(prepare);
        root.Subcommands.Add(certify);
        root.Subcommands.Add(diff);
        root.Subcommands.Add(verify);
        root.Subcommands.Add(fhir);
        root.Subcommands.Add(hazards);
        root.Subcommands.Add(intended);
        root.Subcommands.Add(ask);
        root.Subcommands.Add(chat);
        var stores = StoreVerbs.Commands(WithSettings).ToArray();
        Array.ForEach(stores, root.Subcommands.Add);
        foreach (var command in new[] { root, check, prepare, certify, diff, ask, chat, verify, replay, fhir, hazards, intended }.Concat(stores))
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        root.SetAction(parsed => serve([.. parsed.UnmatchedTokens]));
        check.SetAction(parsed => WithSettings(parsed, Check));
        prepare.SetAction(parsed => WithSettings(parsed, settings => WithSnapshot(settings, snapshot => Prepare(settings, snapshot, parsed.GetValue(into)!), anew: true)));
        certify.SetAction(parsed => WithSettings(parsed, settings => WithSnapshot(settings, snapshot => CertifyVerb.Run(snapshot, parsed.GetValue(certificate), Console.Out, Console.Error) ? Done : Refused)));
        diff.SetAction(parsed => DiffTriageVerb.Print(parsed.GetValue(old)!, parsed.GetValue(now)!, Console.Out, Console.Error) ? Done : Refused);
        fhir.SetAction(parsed => Print(parsed, (settings, snapshot) => FhirVerb.Text(snapshot, settings)));
        hazards.SetAction(parsed => Print(parsed, (_, snapshot) => HazardLog.Write(snapshot.Knowledge)));
        intended.SetAction(parsed => Print(parsed, (_, snapshot) => IntendedUse.Write(snapshot.Knowledge, Certifier.Certify(snapshot.Knowledge.Triage))));
        ask.SetAction(parsed => WithSettings(parsed, settings => Ask(settings, parsed.GetValue(question), parsed.GetValue(json))));
        chat.SetAction(parsed => WithSettings(parsed, settings => Chat(settings, parsed.GetValue(json))));
        verify.SetAction(parsed => WithSettings(parsed, settings => Verify(settings, parsed.GetValue(transcript)!)));
        replay.SetAction(parsed => WithSettings(parsed, settings => Replay(settings, parsed.GetValue(conversation)!)));
        return root.Parse(args).Invoke();

        int WithSettings(ParseResult parsed, Func<Settings, int> run) => Chosen(parsed, adapters, run);

        int Print(ParseResult parsed, Func<Settings, Dialog.Snapshot, string> text) => WithSettings(parsed, settings => WithSnapshot(settings, snapshot =>
        {
            Console.Out.WriteLine(text(settings, snapshot).TrimEnd());
            return Done;
        }));
    }

    private static int Chosen(ParseResult parsed, Adapters? adapters, Func<Settings, int> run)
    {
        var read = Settings.Read([.. parsed.UnmatchedTokens], adapters);
        foreach (var fault in read.Faults)
        {
            Console.Error.WriteLine(fault);
        }

        return read.Settings is { } settings ? run(settings) : Refused;
    }

    private static int Check(Settings settings)
    {
        var loaded = SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country, Today(), settings.Parts);
        foreach (var diagnostic in loaded.Diagnostics)
        {
            Console.Out.WriteLine(diagnostic);
        }

        if (loaded.Snapshot is not { } snapshot)
        {
            return Refused;
        }

        foreach (var file in Grading.OfArticles(snapshot.Knowledge))
        {
            var hardest = string.Join(", ", file.Hardest.Take(3).Select(h => string.Create(CultureInfo.InvariantCulture, $"line {h.Line} ({h.Grade:0.0})")));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.File}: reading grade {file.Grade.Value:0.0}; hardest: {hardest}"));
        }

        var triage = snapshot.Knowledge.Triage;
        Console.Out.WriteLine($"triage.yaml: rules {triage.RulesHash}, {(triage is { IsApproved: true, Approval: { } approval } ? $"approved by {approval.By}, {approval.Role}, on {approval.Date}" : "not approved by a clinician")}");
        Console.Out.WriteLine($"{snapshot.Knowledge.Articles.Length} articles, {snapshot.Knowledge.Passages.Length} passages, content {snapshot.Knowledge.Hash}");
        return Done;
    }

    private static int Prepare(Settings settings, Dialog.Snapshot snapshot, string file)
    {
        PreparedContent.Write(settings.KnowledgeFolder, snapshot.Knowledge, file);
        return Done;
    }

    private static int Ask(Settings settings, string? question, bool json) => WithSnapshot(settings, snapshot =>
    {
        if (json)
        {
            AskVerb.Lines(snapshot, TimeProvider.System, Console.OpenStandardInput(), Console.OpenStandardOutput());
            return Done;
        }

        if (string.IsNullOrWhiteSpace(question))
        {
            Console.Error.WriteLine("Give the question in quotes: ask \"what causes cramps?\". Or use --json and write lines to the input.");
            return Refused;
        }

        AskVerb.Once(snapshot, question, TimeProvider.System.GetUtcNow(), Console.Out);
        return Done;
    });

    private static int Chat(Settings settings, bool json) => WithSnapshot(settings, snapshot =>
    {
        if (json)
        {
            ChatVerb.Lines(snapshot, settings.AskConsent, TimeProvider.System, Console.OpenStandardInput(), Console.OpenStandardOutput());
        }
        else
        {
            ChatVerb.Terminal(snapshot, settings.AskConsent, TimeProvider.System, Console.In, Console.Out);
        }

        return Done;
    });

    private static int Verify(Settings settings, string path) => WithSnapshot(settings, snapshot =>
    {
        try
        {
            return VerifyVerb.Run(snapshot.Knowledge, hash => VerifyVerb.Stored(settings.DataFolder, hash), File.ReadAllText(path), Console.Out) ? Done : Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            Console.Error.WriteLine(fault.Message);
            return Refused;
        }
    });

    private static int Replay(Settings settings, string conversation) => WithSnapshot(settings, snapshot =>
    {
        try
        {
            var store = BotHost.Open(settings);
            try
            {
                return ReplayVerb.Run(store, snapshot, conversation, Console.Out) ? Done : Refused;
            }
            finally
            {
                store.DisposeAsync().AsTask().Wait();
            }
        }
        catch (StoreUnavailableException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return Refused;
        }
    });

    // Compiled anew or as prepared: the same content.
    private static int WithSnapshot(Settings settings, Func<Dialog.Snapshot, int> run, bool anew = false)
    {
        var loaded = SnapshotLoader.Load(settings.KnowledgeFolder, settings.Country, anew ? Today() : null, settings.Parts);
        if (loaded.Snapshot is { } snapshot)
        {
            return run(snapshot);
        }

        foreach (var diagnostic in loaded.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        return Refused;
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
