using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Cli;
using Spasms.Bot.Wire;
using Spasms.Dialog;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Tests.Verify;

/// <summary>Saves replies as the command line and the wire do, and has them verified.</summary>
internal static class Verified
{
    private static readonly ConcurrentDictionary<string, Lazy<Snapshot>> Loaded = new(StringComparer.Ordinal);

    /// <summary>The real content, for the United States.</summary>
    public static Snapshot Real => In("US");

    /// <summary>The real content, for a country.</summary>
    public static Snapshot In(string country) => Loaded.GetOrAdd(
        country, id => new Lazy<Snapshot>(() => RealContent.In(id))).Value;

    /// <summary>Verifies a transcript against the real content.</summary>
    public static bool Run(string transcript, out string report)
    {
        using var output = new StringWriter();
        var proved = VerifyVerb.Run(Real.Knowledge, _ => null, transcript, output);
        report = output.ToString();
        return proved;
    }

    /// <summary>A line of <c>chat --json</c>.</summary>
    public static string ChatLine(string conversation, IEnumerable<Reply> replies) => JsonSerializer.Serialize(
        new ChatResult(conversation, [.. replies.Select(ReplyForm.Of)], 0) { Content = Real.Knowledge.Hash },
        CliJson.Default.ChatResult);

    /// <summary>The activity of a reply, as Direct Line shows it.</summary>
    public static string Activity(Reply reply) => Encoding.UTF8.GetString(
        (ReplyActivity.Of(reply, "https://bot.example", unsaved: false, new Made(Real.Knowledge.Hash, Real.Knowledge.English) { Page = "https://bot.example/result/x" }) with
        {
            From = new JsonObject { ["id"] = "spasms", ["role"] = "bot" },
        }).ToUtf8());
}
