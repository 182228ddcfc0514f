using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Spasms.Bot.Cli;
using Spasms.Bot.Tests.Wire;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Storage.Sqlite;

namespace Spasms.Bot.Tests.Verify;

/// <summary><c>verify</c> on true transcripts and on such as someone touched.</summary>
public sealed class VerifyTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_true_transcript_is_proved_in_each_of_its_forms()
    {
        var replies = Replies("what causes muscle spasms", "how do relaxants work?", "I have chest pain and my jaw hurts");

        Assert.All([Lines(replies), Activities(replies)], transcript => Assert.True(Verify(transcript, out var report), report));
    }

    [Fact]
    public void One_changed_byte_in_a_quote_is_found()
    {
        var transcript = Lines(Replies("what causes leg cramps"));
        var quote = JsonNode.Parse(transcript)!["replies"]![0]!["citations"]![0]!["quote"]!.GetValue<string>();
        var changed = quote[..^2] + (quote[^2] == 'x' ? 'y' : 'x') + quote[^1];

        // Everywhere, so that text and citation still agree with each other.
        Assert.False(Verify(Replace(transcript, quote, changed), out var report));
        Assert.Contains("not found", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Spasms are always harmless.")]
    [InlineData("I have nothing on spasms, bananas cure them.")]
    [InlineData("Yes. It can be cured with vinegar.")]
    [InlineData("Cramps come from ghosts. [1]")]
    public void A_foreign_sentence_is_found(string foreign)
    {
        var replies = Replies("what causes leg cramps");

        Assert.All([Lines(replies), Activities(replies)], transcript =>
        {
            var root = JsonNode.Parse(transcript)!;
            var reply = root is JsonArray activities ? activities[0]! : root["replies"]![0]!;
            reply["text"] = reply["text"]!.GetValue<string>() + " " + foreign;
            Assert.False(Verify(root.ToJsonString(), out var report));
            Assert.Contains("not the bot's own words", report, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_wrong_hash_is_found_and_told_from_a_wrong_quote()
    {
        var root = JsonNode.Parse(Lines(Replies("what causes leg cramps")))!;
        root["replies"]![0]!["citations"]![0]!["hash"] = new string('0', 64);

        Assert.False(Verify(root.ToJsonString(), out var report));
        Assert.Contains("changed content", report, StringComparison.Ordinal);
        Assert.Contains("the line stands there today", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_that_is_kept_proves_what_was_made_from_it()
    {
        var replies = Replies("what causes leg cramps");
        var transcript = Lines(replies);
        var article = replies[0].Citations[0].Article;
        var files = KnowledgeFolder.Read(Spasms.Tests.Repo.Knowledge).Files;
        var path = $"articles/{article}.md";
        var newer = files.Select(f => f.Path == path ? f with { Text = f.Text.Replace("reviewed: 2026", "reviewed: 2025", StringComparison.Ordinal) } : f);
        var today = KnowledgeCompiler.Compile([.. newer]).Knowledge!;

        using var report = new StringWriter();
        Assert.False(VerifyVerb.Run(today, _ => null, transcript, report));
        Assert.True(VerifyVerb.Run(today, hash => hash == Verified.Real.Knowledge.Hash ? Verified.Real.Knowledge : null, transcript, report), report.ToString());
    }

    [Fact]
    public async Task What_the_host_kept_is_found_by_its_hash_and_by_that_of_its_rules()
    {
        using var folder = new TempFolder();
        var (real, settings) = (Verified.Real, Settings.Read(["--DataFolder=" + folder.Path]).Settings!);
        Assert.Null(VerifyVerb.Stored(folder.Path, real.Knowledge.Hash));
        await using (var store = SqliteStore.Open(folder.Path))
        {
            await new Snapshots(real, settings, store, NullLogger.Instance).KeepAsync(Snapshots.Canonical(KnowledgeFolder.Read(Spasms.Tests.Repo.Knowledge).Files));
        }

        Assert.Equal(real.Knowledge.Hash, VerifyVerb.Stored(folder.Path, real.Knowledge.Hash)?.Hash);
        Assert.Equal(real.Knowledge.Hash, VerifyVerb.Stored(folder.Path, real.Knowledge.Triage.Hash)?.Hash);
        Assert.Null(VerifyVerb.Stored(folder.Path, new string('0', 64)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("no JSON at all")]
    [InlineData("""{"weather":"fine"}""")]
    [InlineData("""{"text":"only a question"}""")]
    public void What_holds_no_reply_proves_nothing(string transcript) => Assert.False(Verify(transcript, out _));

    private static bool Verify(string transcript, out string report) => Verified.Run(transcript, out report);

    private static Reply[] Replies(params string[] texts)
    {
        var talk = new Talk(Verified.Real);
        return [.. texts.SelectMany(t => talk.Take(new UserMessage(t, At)).Turn.Replies)];
    }

    private static string Lines(Reply[] replies) => Verified.ChatLine("c", replies);

    private static string Activities(Reply[] replies) => "[" + string.Join(",", replies.Select(Verified.Activity)) + "]";

    private static string Replace(string transcript, string old, string changed) =>
        transcript.Replace(Inner(old), Inner(changed), StringComparison.Ordinal);

    private static string Inner(string text) => JsonSerializer.Serialize(text)[1..^1];
}
