using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Spasms.Bot;
using Spasms.Bot.Packages;
using Spasms.Dialog;
using Spasms.Tests;
using Spasms.Tests.Conversations;

namespace Spasms.Packages.Tests;

/// <summary>The SDK's door says what our own says, in every golden conversation.</summary>
public sealed partial class BotBuilderTests(BotBuilderTests.Doors doors) : IClassFixture<BotBuilderTests.Doors>
{
    // What each door makes anew or the SDK leaves to the channel.
    private static readonly string[] OfTheDoor = ["id", "timestamp", "localTimestamp", "serviceUrl", "callerId", "replyToId", "inputHint", "importance", "deliveryMode", "locale", "attachmentLayout"];

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Repo.PathOf("tests/conversations"), "*.chat").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_golden_conversation_is_the_same_through_both_doors(string file)
    {
        var chat = ChatFile.Parse(await File.ReadAllTextAsync(Repo.PathOf("tests/conversations/" + file), TestContext.Current.CancellationToken));
        var own = (await doors.OpenAsync("own", chat)).Talk(file);
        var sdk = (await doors.OpenAsync("botbuilder", chat)).Talk(file);
        foreach (var (step, number) in chat.Steps.Select((s, i) => (s, i)))
        {
            var expected = await own.SayAsync(step, number);
            var said = await sdk.SayAsync(step, number);

            Assert.NotEmpty(expected);
            Assert.Equal(expected.Select(Words), said.Select(Words));
        }
    }

    [Fact]
    public async Task A_person_who_comes_is_greeted_once()
    {
        var sdk = (await doors.OpenAsync("botbuilder", ChatFile.Parse(""))).Talk("greeted");
        var came = new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "me" }) };

        Assert.Single(await sdk.PostAsync(came.DeepClone().AsObject(), "c1"));
        Assert.Empty(await sdk.PostAsync(came, "c2"));
    }

    [Fact]
    public async Task A_repeat_gets_the_same_words_again()
    {
        var sdk = (await doors.OpenAsync("botbuilder", ChatFile.Parse(""))).Talk("repeat");
        var first = await sdk.PostAsync(new JsonObject { ["type"] = "message", ["text"] = "what causes cramps?" }, "m1");
        var again = await sdk.PostAsync(new JsonObject { ["type"] = "message", ["text"] = "something else" }, "m1");

        Assert.Equal(first.Select(Words), again.Select(Words));
    }

    [Fact]
    public async Task Without_credentials_it_posts_to_no_address_that_is_not_listed()
    {
        var sdk = (await doors.OpenAsync("botbuilder", ChatFile.Parse(""))).Talk("elsewhere");
        var (status, _) = await sdk.SendAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "hello",
            ["serviceUrl"] = "https://elsewhere.example.org/",
            ["conversation"] = new JsonObject { ["id"] = "c" },
        });

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task An_invoke_that_nobody_handles_is_501()
    {
        var sdk = (await doors.OpenAsync("botbuilder", ChatFile.Parse(""))).Talk("invoke");
        var (status, _) = await sdk.SendAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "adaptiveCard/action",
            ["serviceUrl"] = "http://127.0.0.1:9/",
            ["conversation"] = new JsonObject { ["id"] = "c" },
        });

        Assert.Equal(HttpStatusCode.NotImplemented, status);
    }

    private static string Words(JsonNode reply)
    {
        var words = reply.DeepClone().AsObject();
        foreach (var name in OfTheDoor)
        {
            words.Remove(name);
        }

        return Address().Replace(Sorted(words)!.ToJsonString(), "http://host");
    }

    // Each host has its own port, and signs a result's address with its own key.
    [GeneratedRegex(@"http://127\.0\.0\.1:\d+|(?<=/result/[\w-]+\.\d+\.)[\w-]+")]
    private static partial Regex Address();

    // The SDK writes fields in an order of its own and leaves empty lists out.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject some => new JsonObject(some
            .Where(p => p.Value is not null and not JsonArray { Count: 0 })
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray all => new JsonArray([.. all.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Hosts that are running, one for each kind of door and setting.</summary>
    public sealed class Doors : IAsyncDisposable
    {
        private readonly Dictionary<string, Door> _open = new(StringComparer.Ordinal);

        internal async Task<Door> OpenAsync(string word, ChatFile chat)
        {
            var key = $"{word} {chat.Country} {chat.Consent}";
            return _open.TryGetValue(key, out var door) ? door : _open[key] = await Door.OpenAsync(word, chat);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var door in _open.Values)
            {
                await door.DisposeAsync();
            }
        }
    }

    /// <summary>A running host with one kind of door.</summary>
    internal sealed class Door : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly HttpClient _http;

        private Door(WebApplication app)
        {
            _app = app;
            _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        }

        public static async Task<Door> OpenAsync(string word, ChatFile chat)
        {
            var (settings, faults) = Settings.Read(
                [$"--Host={word}", "--Urls=http://127.0.0.1:0", "--Storage=memory", $"--Country={chat.Country}", $"--Consent={(chat.Consent ? "ask" : "given")}", "--RateLimits:PerUserPerMinute=0", "--RateLimits:PerAddressPerMinute=0"],
                PackagedAdapters.All);
            Assert.Empty(faults);
            var loaded = SnapshotLoader.Load(settings!.KnowledgeFolder, settings.Country, parts: settings.Parts);
            var app = BotHost.Build(settings, loaded, DialogEngine.Take, TimeProvider.System, BotHost.Open(settings));
            await app.StartAsync();
            return new Door(app);
        }

        public Talk Talk(string name) => new(_http, name);

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    /// <summary>One conversation of one person.</summary>
    internal sealed class Talk(HttpClient http, string name)
    {
        private readonly Dictionary<string, int> _put = new(StringComparer.Ordinal);

        public async Task<IReadOnlyList<JsonNode>> SayAsync(ChatStep step, int number)
        {
            var message = new JsonObject { ["type"] = "message" };
            if (step.Question is { } question)
            {
                message["value"] = new JsonObject
                {
                    ["question"] = question,
                    ["turn"] = _put.GetValueOrDefault(question),
                    ["options"] = new JsonArray([.. step.Options.Select(o => JsonValue.Create(o))]),
                };
            }
            else
            {
                message["text"] = step.Text;
            }

            var replies = await PostAsync(message, $"a{number}");
            foreach (var asked in replies.Select(r => r["channelData"]?["question"]).OfType<JsonNode>())
            {
                _put[(string)asked["id"]!] = (int)asked["turn"]!;
            }

            return replies;
        }

        public async Task<IReadOnlyList<JsonNode>> PostAsync(JsonObject activity, string id)
        {
            activity["id"] = id;
            activity["deliveryMode"] = "expectReplies";
            activity["channelId"] = "test";
            activity["serviceUrl"] = "http://127.0.0.1:9/";
            activity["conversation"] = new JsonObject { ["id"] = name };
            activity["from"] = new JsonObject { ["id"] = name };
            activity["recipient"] = new JsonObject { ["id"] = "bot" };
            var (status, body) = await SendAsync(activity);
            Assert.Equal(HttpStatusCode.OK, status);
            return [.. body!["activities"]!.AsArray().OfType<JsonNode>()];
        }

        public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(JsonObject activity)
        {
            using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return (response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
        }
    }
}
