namespace Spasms.Bot.Tests.Wire;

public sealed class SecondTriageTests
{
    private const string Secret = "a-secret-of-these-tests-only-0123456789";

    private const string Me = """{"user":{"id":"dl_second"}}""", SomeoneElse = """{"user":{"id":"dl_other"}}""";

    [Fact]
    public async Task A_second_questionnaire_in_another_conversation_of_the_same_person_says_so_until_they_are_forgotten()
    {
        await using var host = await RunningHost.StartRealAsync("DirectLine:Secrets:0=" + Secret);
        var first = await DirectLineClient.StartAsync(host.Http, Me, Secret);
        await first.SayAsync("check my symptoms");
        await first.SayAsync("I have crushing chest pain and I can't breathe");

        Assert.Contains("more careful", await BeginAsync(host, Me), StringComparison.Ordinal);
        Assert.DoesNotContain("more careful", await BeginAsync(host, SomeoneElse), StringComparison.Ordinal);

        var last = await DirectLineClient.StartAsync(host.Http, Me, Secret);
        await last.SayAsync("forget me");
        Assert.DoesNotContain("more careful", await BeginAsync(host, Me), StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(RunningHost host, string person)
    {
        var client = await DirectLineClient.StartAsync(host.Http, person, Secret);
        await client.SayAsync("check my symptoms");
        return string.Join('\n', await client.WordsAsync());
    }
}
