using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.History;

/// <summary>
/// One person: says one thing after the other, sends each again until it is acknowledged, and meanwhile follows the stream over
/// sockets that break. It notes what it was promised and what it saw.
/// </summary>
internal sealed class HistoryClient(int number, int turns, Random dice, Uri[] hosts, HttpClient http, Action acknowledged)
{
    private static readonly string[] Sayings =
    [
        "what causes leg cramps", "how can I prevent cramps at night", "hello", "thanks", "check my symptoms", "yes", "no", "not sure",
        "34", "my calf", "two days", "back", "skip", "does magnesium help", "what is dystonia", "I have crushing chest pain", "start over",
        "my leg has been twitching for a week and I am worried", "tell me more", "who won the cup", "ok",
    ];

    private string _token = "";

    public string Conversation { get; private set; } = "";

    /// <summary>Each message's key and the id it was acknowledged under, in order.</summary>
    public List<(string Key, string Id)> Acknowledged { get; } = [];

    /// <summary>The places of the log as the sockets brought them.</summary>
    public List<long> Seen { get; } = [];

    /// <summary>Answers that no client should get.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Opens the conversation and says everything.</summary>
    public async Task TalkAsync(CancellationToken cancel)
    {
        var opened = await AgainAsync(() => Request(HttpMethod.Post, "v3/directline/conversations", null), cancel);
        (Conversation, _token) = ((string)opened["conversationId"]!, (string)opened["token"]!);
        for (var turn = 1; turn <= turns; turn++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{number}-{turn}");
            var body = new JsonObject
            {
                ["type"] = "message",
                ["text"] = Sayings[dice.Next(Sayings.Length)],
                ["from"] = new JsonObject { ["id"] = "me" },
                ["channelData"] = new JsonObject { ["clientActivityID"] = key },
            }.ToJsonString();
            HttpRequestMessage Post() => Request(HttpMethod.Post, $"v3/directline/conversations/{Conversation}/activities", body);

            // Now and then impatient: the same is sent twice at once, or given up half way.
            if (dice.Next(12) == 0)
            {
                _ = GiveUpAsync(Post(), dice.Next(30));
            }

            Acknowledged.Add((key, (string)(await AgainAsync(Post, cancel))["id"]!));
            acknowledged();
        }
    }

    /// <summary>Follows the stream until the end of the log is reached or the time is up.</summary>
    public async Task FollowAsync(Func<long?> end, CancellationToken cancel)
    {
        var watermark = "";
        using var buffer = new MemoryStream();
        while (!cancel.IsCancellationRequested && !(end() is { } last && Seen.Count >= last))
        {
            try
            {
                if (Conversation.Length == 0 || _token.Length == 0)
                {
                    await Task.Delay(50, cancel);
                    continue;
                }

                var answer = await AgainAsync(() => Request(HttpMethod.Get, $"v3/directline/conversations/{Conversation}?watermark={watermark}", null), cancel);
                using var socket = new ClientWebSocket();
                await socket.ConnectAsync(new Uri((string)answer["streamUrl"]!), cancel);
                for (var frames = dice.Next(3, 60); frames > 0; frames--)
                {
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                    patience.CancelAfter(TimeSpan.FromSeconds(20));
                    watermark = Take(await FrameAsync(socket, buffer, patience.Token)) ?? watermark;
                    if (end() is { } reached && Seen.Count >= reached)
                    {
                        break;
                    }
                }
            }
            catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(dice.Next(50, 300), CancellationToken.None);
            }
        }
    }

    /// <summary>The whole log, polled page by page.</summary>
    public async Task<List<JsonNode>> ReadAsync(CancellationToken cancel)
    {
        var log = new List<JsonNode>();
        var watermark = "";
        while (true)
        {
            var page = await AgainAsync(() => Request(HttpMethod.Get, $"v3/directline/conversations/{Conversation}/activities?watermark={watermark}", null), cancel);
            var activities = page["activities"]!.AsArray();
            log.AddRange(activities.Select(a => a!).Where(a => a["channelData"]?["unsaved"] is null));
            if ((string)page["watermark"]! == watermark || activities.Count == 0)
            {
                return log;
            }

            watermark = (string)page["watermark"]!;
        }
    }

    /// <summary>The place in the log that an activity's id tells; 0 for one that is not in it.</summary>
    public static long PlaceOf(JsonNode activity) =>
        long.TryParse(((string)activity["id"]!).Split('|')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;

    private string? Take(string frame)
    {
        if (frame.Length == 0 || JsonNode.Parse(frame) is not { } set)
        {
            return null;
        }

        Seen.AddRange(set["activities"]!.AsArray().Where(a => (string?)a!["type"] != "typing").Select(a => PlaceOf(a!)).Where(p => p > 0));
        return (string?)set["watermark"];
    }

    private static async Task<string> FrameAsync(ClientWebSocket socket, MemoryStream buffer, CancellationToken cancel)
    {
        buffer.SetLength(0);
        var part = new byte[16_384];
        while (true)
        {
            var read = await socket.ReceiveAsync(part.AsMemory(), cancel);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException("closed");
            }

            buffer.Write(part, 0, read.Count);
            if (read.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
            }
        }
    }

    // Down, slow or gone: try again, as every client does. Anything else is a broken promise.
    private async Task<JsonNode> AgainAsync(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                using var message = request();
                using var response = await http.SendAsync(message, cancel);
                var text = await response.Content.ReadAsStringAsync(cancel);
                if (response.IsSuccessStatusCode)
                {
                    return JsonNode.Parse(text)!;
                }

                if ((int)response.StatusCode != 503)
                {
                    lock (Refused)
                    {
                        Refused.Add($"{(int)response.StatusCode} for {message.Method}: {text}");
                    }
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                // It may have been kept or not: the same again tells.
                await Task.Delay(dice.Next(20, 100), cancel);
            }

            await Task.Delay(dice.Next(20, 150), cancel);
        }
    }

    private async Task GiveUpAsync(HttpRequestMessage request, int milliseconds)
    {
        using var message = request;
        using var patience = new CancellationTokenSource(milliseconds);
        try
        {
            using var response = await http.SendAsync(message, patience.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            // Given up, as meant.
            return;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, new Uri(hosts[dice.Next(hosts.Length)], path));
        if (_token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return request;
    }
}
