using Spasms.Bot.Replay;
using Spasms.Dialog;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Cli;

/// <summary><c>replay CONVERSATION</c>: works out a kept conversation anew and compares it to the letter.</summary>
internal static class ReplayVerb
{
    /// <summary>Replays and reports. True when everything came out as it is kept.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="snapshot">The content of the knowledge folder; older contents come from the store.</param>
    /// <param name="conversation">Its id.</param>
    /// <param name="output">Receives one line a difference, and a closing line; never a person's words.</param>
    public static bool Run(IConversationStore store, Snapshot snapshot, string conversation, TextWriter output)
    {
        var replaying = new Replaying(store, new KeptSnapshots(snapshot, store), DialogEngine.Take);
        if (replaying.RunAsync(conversation, CancellationToken.None).GetAwaiter().GetResult() is not { } report)
        {
            output.WriteLine($"{conversation}: there is nothing to replay");
            return false;
        }

        foreach (var difference in report.Differences)
        {
            output.WriteLine(difference);
        }

        if (report.Unknown > 0)
        {
            output.WriteLine($"{report.Unknown} turns were kept by a release that didn't keep what they were worked out from");
        }

        output.WriteLine($"{conversation}: {report.Turns} turns, {report.Replies} replies: {(report.IsSame ? "the same to the letter" : $"{report.Differences.Length} differences")}");
        return report.IsSame;
    }
}
