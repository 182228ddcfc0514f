using System.Net.Http.Headers;
using System.Text;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Operations;

/// <summary>The owner's page: counts for whoever holds the key, and nobody's person in it.</summary>
public sealed class OwnerTests
{
    private const string Key = "a key of the owner's own";

    [Fact]
    public async Task Without_a_key_in_the_settings_there_is_no_such_page()
    {
        await using var host = await RunningHost.StartRealAsync();
        Assert.Equal(404, (await GetAsync(host, Key)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another key of some length")]
    public async Task Without_the_right_key_it_is_401(string? key)
    {
        await using var host = await RunningHost.StartRealAsync("OwnerKey=" + Key);
        Assert.Equal(401, (await GetAsync(host, key)).Status);
    }

    [Fact]
    public void A_key_that_can_be_guessed_is_refused() => Assert.NotEmpty(Settings.Read(["--OwnerKey=short"]).Faults);

    [Fact]
    public async Task It_shows_topics_kinds_misses_levels_and_steps_counted_over_many_people_and_none_of_their_words()
    {
        await using var host = await RunningHost.StartRealAsync("OwnerKey=" + Key, "RateLimits:PerAddressPerMinute=0");
        for (var i = 0; i < 6; i++)
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            await client.SayAsync("what is dystonia?");
            await client.SayAsync("who invented the zebrafinch telescope?");
            await client.SayAsync("check my symptoms");
            if (i < 2)
            {
                await client.SayAsync("I have chest pain and can't breathe");
            }
        }

        var (status, page) = await GetAsync(host, Key);
        Assert.Equal(200, status);
        Assert.Contains("""<th scope="row">dystonia</th><td>6</td>""", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("""<th scope="row">answer</th><td>6</td>""", page, StringComparison.Ordinal);
        Assert.Contains("who invented the zebrafinch telescope", page, StringComparison.Ordinal);
        Assert.Contains("""<th scope="row">emergency</th><td>fewer than 5</td>""", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_few_people_asked_is_shown_by_the_nearest_text_alone()
    {
        await using var host = await RunningHost.StartRealAsync("OwnerKey=" + Key);
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("who invented the zebrafinch telescope?");
        Assert.DoesNotContain("zebrafinch", (await GetAsync(host, Key)).Page, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Page)> GetAsync(RunningHost host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/owner");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("owner:" + key)));
        using var response = await host.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
