using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Wire;

/// <summary>
/// Every file of tests/protocol over the running host: requests and what must come back, named by the requirement. See
/// tests/protocol/README.md for the form.
/// </summary>
public sealed partial class ProtocolCorpusTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Repo.PathOf("tests/protocol"), "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_host_keeps_to_the_requirement(string file)
    {
        var corpus = JsonNode.Parse(await File.ReadAllTextAsync(Repo.PathOf("tests/protocol/" + file)))!;
        Assert.Equal((string)corpus["requirement"]!, file.Split('.')[0].Split('-', 2)[0]);
        Assert.False(string.IsNullOrEmpty((string?)corpus["says"]));
        var settings = corpus["settings"]?.AsArray().Select(s => (string)s!).ToArray() ?? [];
        await using var host = await RunningHost.StartAsync(settings);
        var saved = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = host.Address.Authority, ["big"] = new string('a', 262_200) };

        // Limits count by the minute: begin one.
        host.Clock.Advance(TimeSpan.FromSeconds(60 - host.Clock.GetUtcNow().Second));
        var number = 0;
        foreach (var step in corpus["steps"]!.AsArray())
        {
            number++;
            if (step!["advanceSeconds"] is { } seconds)
            {
                host.Clock.Advance(TimeSpan.FromSeconds((int)seconds));
                continue;
            }

            await RunAsync(host, step, saved, $"{file}, step {number}");
        }
    }

    private static async Task RunAsync(RunningHost host, JsonNode step, Dictionary<string, string> saved, string where)
    {
        using var request = Request(step, saved);
        using var response = await host.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var expected = step["expect"]!;
        Assert.True((int)expected["status"]! == (int)response.StatusCode, $"{where}: status {(int)response.StatusCode} {text}");
        foreach (var (name, value) in expected["headers"]?.AsObject() ?? [])
        {
            var given = response.Headers.TryGetValues(name, out var all) || response.Content.Headers.TryGetValues(name, out all) ? string.Join(", ", all) : "";
            Assert.True(given.Length > 0 && given.Contains((string)value!, StringComparison.OrdinalIgnoreCase), $"{where}: header {name} is '{given}'");
        }

        var json = text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null;
        if ((int)response.StatusCode >= 400)
        {
            Check.IsError(response, json!);
        }

        if (expected["json"] is { } shape)
        {
            Match(Fill(shape.ToJsonString(), saved), json, where + ": ");
        }

        foreach (var part in expected["contains"]?.AsArray() ?? [])
        {
            Assert.True(text.Contains(Fill((string)part!, saved), StringComparison.Ordinal), $"{where}: lacks {part} in {text}");
        }

        foreach (var part in expected["lacks"]?.AsArray() ?? [])
        {
            Assert.False(text.Contains(Fill((string)part!, saved), StringComparison.Ordinal), $"{where}: holds {part}");
        }

        foreach (var (name, path) in step["save"]?.AsObject() ?? [])
        {
            saved[name] = At(json, (string)path!)?.ToString() ?? throw new InvalidOperationException($"{where}: nothing at {path}");
        }
    }

    private static HttpRequestMessage Request(JsonNode step, Dictionary<string, string> saved)
    {
        var send = Fill((string)step["send"]!, saved).Split(' ', 2);
        var request = new HttpRequestMessage(new HttpMethod(send[0]), send[1]);
        if (step["bearer"] is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Fill((string)bearer!, saved));
        }

        if ((step["raw"] ?? step["body"]) is { } body)
        {
            request.Content = new StringContent(Fill(step["raw"] is null ? body.ToJsonString() : (string)body!, saved), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in step["headers"]?.AsObject() ?? [])
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse((string)value!);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, Fill((string)value!, saved));
            }
        }

        return request;
    }

    // An object must hold what the shape holds, a list must be as long; "$number", "$text" and "$any" stand for values.
    private static void Match(string shape, JsonNode? given, string where) => Match(JsonNode.Parse(shape), given, where);

    private static void Match(JsonNode? shape, JsonNode? given, string where)
    {
        switch (shape)
        {
            case JsonObject wanted:
                Assert.True(given is JsonObject, where + "is no object");
                foreach (var (name, value) in wanted)
                {
                    Match(value, given[name], $"{where}{name} ");
                }

                break;
            case JsonArray wanted:
                Assert.True(given is JsonArray list && list.Count == wanted.Count, $"{where}has not {wanted.Count} elements: {given?.ToJsonString()}");
                for (var i = 0; i < wanted.Count; i++)
                {
                    Match(wanted[i], given![i], $"{where}[{i}] ");
                }

                break;
            default:
                var isRight = shape?.ToString() switch
                {
                    "$any" => true,
                    "$absent" => given is null,
                    "$number" => given?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
                    "$text" => given?.GetValueKind() == System.Text.Json.JsonValueKind.String && given.ToString().Length > 0,
                    _ => JsonNode.DeepEquals(shape, given),
                };
                Assert.True(isRight, $"{where}is {given?.ToJsonString() ?? "absent"}, not {shape?.ToJsonString()}");
                break;
        }
    }

    private static JsonNode? At(JsonNode? json, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(json, (node, name) => node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node?[name]);

    private static string Fill(string text, Dictionary<string, string> saved) =>
        Name().Replace(text, m => saved.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Name();
}
