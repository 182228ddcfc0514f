using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spasms.Bot.Tests.Wire;
using Spasms.Tests;
using Spasms.Tests.Conversations;

namespace Spasms.Bot.Tests.Conversations;

/// <summary>
/// Every file of tests/conversations over Direct Line: the same kinds, questions, buttons, citations and words as in-process.
/// Words are compared as a set, since Markdown writes a table's header once and plain text with every row.
/// </summary>
public sealed partial class WireConversationTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Repo.PathOf("tests/conversations"), "*.chat").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_bot_says_over_direct_line_what_the_golden_conversation_says(string file)
    {
        var chat = ChatFile.Parse(await File.ReadAllTextAsync(Repo.PathOf("tests/conversations/" + file), TestContext.Current.CancellationToken));
        await using var host = await RunningHost.StartRealAsync("Country=" + chat.Country, "Consent=" + (chat.Consent ? "ask" : "given"));
        var client = await DirectLineClient.StartAsync(host.Http);
        var put = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var seen = (await client.ReadAsync()).Count;
        foreach (var step in chat.Steps)
        {
            var (status, _) = await client.PostAsync(Post(step, put).ToJsonString());
            Assert.Equal(200, status);

            // Forgetting closes the conversation with the last words on the socket; a new one begins where a page would.
            if (step.Text == "forget me")
            {
                client = await DirectLineClient.StartAsync(host.Http);
                seen = (await client.ReadAsync()).Count;
                continue;
            }

            var log = await client.ReadAsync();
            var replies = log.Skip(seen + 1).Select(a => a!).ToArray();
            seen = log.Count;
            foreach (var reply in replies)
            {
                if (reply["channelData"]?["question"] is { } question)
                {
                    put[(string)question["id"]!] = question;
                }
            }

            Assert.Equal(Expected(step), replies.Select(Seen), EqualityComparer<Said>.Default);
        }
    }

    private static JsonObject Post(ChatStep step, Dictionary<string, JsonNode> put)
    {
        var message = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = "me" } };
        if (step.Question is { } question)
        {
            message["value"] = new JsonObject
            {
                ["question"] = question,
                ["turn"] = put.TryGetValue(question, out var asked) ? (int)asked["turn"]! : 0,
                ["options"] = new JsonArray([.. step.Options.Select(o => JsonValue.Create(o))]),
            };
        }
        else
        {
            message["text"] = step.Text;
        }

        return message;
    }

    private static IEnumerable<Said> Expected(ChatStep step)
    {
        foreach (var part in step.Expected.Split("bot ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var places = lines.Skip(1).Select(l => Place().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);
            var words = lines.Skip(1).Where(l => !Place().IsMatch(l)).SelectMany(Words);
            yield return Said.Of(lines[0].Split(' ')[0].TrimEnd(':'), places, words);
        }
    }

    private static Said Seen(JsonNode reply)
    {
        var text = string.Join('\n', ((string)reply["text"]!).Split('\n').Where(l => !Definition().IsMatch(l)));
        var buttons = (reply["suggestedActions"]?["actions"] as JsonArray ?? []).Select(a => (string)a!["title"]!);
        var places = ((reply["entities"]?[0]?["citation"] as JsonArray) ?? [])
            .Select(c => new Uri((string)c!["appearance"]!["url"]!))
            .Select(u => $"{Uri.UnescapeDataString(u.Segments[^1])}{Uri.UnescapeDataString(u.Fragment)}");
        return Said.Of((string)reply["channelData"]!["kind"]!, places, Words(text).Concat(buttons.SelectMany(Words)));
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"^  \[\d+\]: (\S+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\[\d+\]: ")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>What is compared of a reply.</summary>
    private sealed record Said(string Kind, string Places, string Words)
    {
        public static Said Of(string kind, IEnumerable<string> places, IEnumerable<string> words) =>
            new(kind, string.Join(' ', places), string.Join(' ', words.Distinct().Order(StringComparer.Ordinal)));
    }
}
