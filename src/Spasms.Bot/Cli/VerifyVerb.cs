using System.Text;
using Spasms.Bot.Cli.Verify;
using Spasms.Knowledge;
using Spasms.Protocol.Store;
using Spasms.Storage.Sqlite;

namespace Spasms.Bot.Cli;

/// <summary><c>verify TRANSCRIPT</c>: proves a saved conversation against the content hashes it names.</summary>
internal static class VerifyVerb
{
    /// <summary>Verifies and reports. True when every sentence is proved.</summary>
    /// <param name="knowledge">The content of the knowledge folder.</param>
    /// <param name="older">An older content by its hash or that of its questionnaire, or null where it isn't held here.</param>
    /// <param name="text">The transcript.</param>
    /// <param name="output">Receives one line a finding, and a closing line.</param>
    public static bool Run(KnowledgeBase knowledge, Func<string, KnowledgeBase?> older, string text, TextWriter output)
    {
        var transcript = SavedTranscript.Read(text);
        var known = new Dictionary<string, CitableContent?>(StringComparer.Ordinal);
        var verification = new Verification(CitableContent.Of(knowledge), hash =>
        {
            if (!known.TryGetValue(hash, out var content))
            {
                known[hash] = content = older(hash) is { } found ? CitableContent.Of(found) : null;
            }

            return content;
        });
        var findings = transcript.Faults.Concat(transcript.Replies.SelectMany(reply => verification.Of(reply))).ToArray();
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        var citations = transcript.Replies.Sum(r => r.Citations.Length);
        var proved = findings.Length == 0 && transcript.Replies.Length > 0;
        output.WriteLine($"{transcript.Replies.Length} replies, {citations} citations, content {knowledge.Hash[..12]}: {(proved ? "proved" : findings.Length == 0 ? "nothing to prove" : $"{findings.Length} not proved")}");
        return proved;
    }

    /// <summary>Reads older contents from a data folder. Nothing is made there; with no database nothing is held.</summary>
    /// <exception cref="StoreUnavailableException">A host is using the folder, or the disk refuses.</exception>
    public static KnowledgeBase? Stored(string dataFolder, string hash)
    {
        if (!File.Exists(Path.Combine(dataFolder, "spasms.db")))
        {
            return null;
        }

        var store = SqliteStore.Open(dataFolder);
        try
        {
            var name = Read(Snapshots.TriageKey(hash)) is { } holder ? Encoding.ASCII.GetString(holder) : hash;
            return Read(name) is { } bytes ? KnowledgeCompiler.Compile(Snapshots.Files(bytes)).Knowledge : null;
        }
        finally
        {
            store.DisposeAsync().AsTask().Wait();
        }

        byte[]? Read(string name) => store.ReadSnapshotAsync(name, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
