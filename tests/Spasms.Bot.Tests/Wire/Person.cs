using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Spasms.Bot.Tests.Wire;

/// <summary>Somebody with a browser that runs no scripts: cookies and forms.</summary>
internal sealed partial class Person : IDisposable
{
    private readonly HttpClient _http;

    public Person(RunningHost host) => _http = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = host.Address };

    public Task<string> GetAsync(string address) => _http.GetStringAsync(address);

    /// <summary>Sends a form and gives the page that comes back.</summary>
    public async Task<string> PostAsync(string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _http.PostAsync(address, content);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<string> SayAsync(string words) => PostAsync("/chat", "text=" + Uri.EscapeDataString(words));

    /// <summary>What the page's script gets for its wish.</summary>
    public async Task<JsonNode> SessionAsync(string wish)
    {
        using var content = new StringContent(wish, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync("/chat/session", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Answers the pending question of a page in the mildest way that there is.</summary>
    public Task<string> AnswerMildlyAsync(string page)
    {
        var options = Option().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        var mild = options.FirstOrDefault(o => o == "none") ?? options.FirstOrDefault(o => o == "no")
            ?? options.FirstOrDefault(o => o is not ("skip" or "not_sure"));
        return mild is null
            ? SayAsync("30")
            : PostAsync("/chat", $"question={Question().Match(page).Groups[1].Value}&turn={Turn().Match(page).Groups[1].Value}&option={mild}");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"option\" value=\"([^\"]+)\"")]
    private static partial Regex Option();

    [GeneratedRegex("name=\"question\" value=\"([^\"]+)\"")]
    private static partial Regex Question();

    [GeneratedRegex("name=\"turn\" value=\"([^\"]+)\"")]
    private static partial Regex Turn();
}
