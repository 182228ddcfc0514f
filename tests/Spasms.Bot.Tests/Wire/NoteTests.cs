using System.Text.Json.Nodes;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Tests.Wire;

/// <summary>What is kept beside the talk: thumbs with their words, and the notice that a message was sent under.</summary>
public sealed class NoteTests
{
    [Fact]
    public async Task A_thumb_and_its_words_are_kept_with_the_answer_and_its_content_until_the_person_is_forgotten()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("can statins make my legs cramp?");
        var answer = (await client.ReadAsync()).Last()!;
        var thumb = answer["entities"]!.AsArray().SelectMany(e => e!["potentialAction"]?.AsArray() ?? []).First(a => (string?)a!["@type"] == "DislikeAction")!;

        await JudgeAsync(client, thumb);
        await JudgeAsync(client, thumb, "I wanted to know which one");

        var notes = await store!.ReadNotesAsync("feedback", null, CancellationToken.None);
        Assert.Equal(2, notes.Length);
        var kept = JsonNode.Parse(notes[1].Bytes)!;
        Assert.Equal((string)answer["id"]!, (string)kept["answer"]!);
        Assert.Equal((string)answer["channelData"]!["content"]!, (string)kept["content"]!);
        Assert.Equal(("dislike", "I wanted to know which one"), ((string)kept["reaction"]!, (string)kept["comment"]!));
        Assert.Equal("message", (string)(await client.ReadAsync()).Last(a => (string?)a!["type"] != "event")!["type"]!);

        await client.SayAsync("forget me");
        Assert.Empty(await store.ReadNotesAsync("feedback", null, CancellationToken.None));
    }

    [Fact]
    public async Task A_thumb_of_the_plain_form_is_kept_and_thanked_for_and_an_emergency_among_its_words_is_answered()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s, "Country=GB");
        using var person = new Person(host);
        var page = await person.SayAsync("can statins make my legs cramp?");
        var answer = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "name=\"answer\" value=\"([^\"]+)\"").Groups[1].Value);

        page = await person.PostAsync("/chat/feedback", $"answer={Uri.EscapeDataString(answer)}&reaction=DislikeAction&comment=which+one%3F");
        Assert.Contains("Thank you", page, StringComparison.Ordinal);
        Assert.DoesNotContain("said bot care", page, StringComparison.Ordinal);
        var kept = JsonNode.Parse(Assert.Single(await store!.ReadNotesAsync("feedback", null, CancellationToken.None)).Bytes)!;
        Assert.Equal((answer, "dislike", "which one?"), ((string)kept["answer"]!, (string)kept["reaction"]!, (string)kept["comment"]!));

        page = await person.PostAsync("/chat/feedback", $"answer={Uri.EscapeDataString(answer)}&reaction=LikeAction&comment=I+have+crushing+chest+pain+and+can%27t+breathe");
        Assert.Contains("said bot care emergency-level", page, StringComparison.Ordinal);
        Assert.Equal(2, (await store.ReadNotesAsync("feedback", null, CancellationToken.None)).Length);

        await person.PostAsync("/chat/feedback", $"answer={Uri.EscapeDataString(answer)}&reaction=SomeAction");
        Assert.Equal(2, (await store.ReadNotesAsync("feedback", null, CancellationToken.None)).Length);
    }

    [Fact]
    public async Task An_emergency_among_the_words_is_answered_and_the_pending_question_stays()
    {
        await using var host = await RunningHost.StartRealAsync(s => s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what is a cramp?");
        var thumb = JsonNode.Parse($$$"""{"@type":"LikeAction","object":{"@id":"{{{(string)(await client.ReadAsync()).Last()!["id"]!}}}"}}""")!;
        await client.SayAsync("check my symptoms");
        var before = (await client.ReadAsync()).Count;

        await JudgeAsync(client, thumb, "yes");
        Assert.Equal(before + 1, (await client.ReadAsync()).Count);

        await JudgeAsync(client, thumb, "I have crushing chest pain and can't breathe");
        Assert.Contains((await client.ReadAsync()).Skip(before + 1), a => (string?)a!["channelData"]?["urgency"] == "emergency");
    }

    [Fact]
    public async Task A_thumb_for_what_the_bot_never_said_is_not_kept()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        var mine = await client.SayAsync("hello");
        foreach (var id in new[] { mine, client.Conversation + "|0000099", "other|0000001", "" })
        {
            await JudgeAsync(client, JsonNode.Parse($$$"""{"@type":"LikeAction","object":{"@id":"{{{id}}}"}}""")!);
        }

        Assert.Empty(await store!.ReadNotesAsync("feedback", null, CancellationToken.None));
    }

    [Fact]
    public async Task The_version_of_the_notice_is_kept_with_the_first_message_of_a_conversation()
    {
        IConversationStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = s);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.PostAsync("""{"type":"message","text":"hello","channelData":{"notice":"abcd1234"}}""");
        await client.PostAsync("""{"type":"message","text":"what is a cramp?","channelData":{"notice":"ffff0000"}}""");

        var note = Assert.Single(await store!.ReadNotesAsync("notice", null, CancellationToken.None));
        Assert.Equal("abcd1234", (string)JsonNode.Parse(note.Bytes)!["notice"]!);
    }

    private static async Task JudgeAsync(DirectLineClient client, JsonNode thumb, string? words = null)
    {
        var action = thumb.DeepClone();
        if (words is not null)
        {
            action["result"] = new JsonObject { ["@type"] = "UserReview", ["reviewBody"] = words };
        }

        var posted = new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["entities"] = new JsonArray(action) };
        Assert.Equal(200, (await client.PostAsync(posted.ToJsonString())).Status);
    }
}
