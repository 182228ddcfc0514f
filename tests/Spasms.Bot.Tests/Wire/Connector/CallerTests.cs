using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.Wire.Connector;

/// <summary>Who may call <c>/api/messages</c> (Bot Framework REST, "Authentication").</summary>
public sealed class CallerTests
{
    private const string Tenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";

    [Fact]
    public async Task Without_a_token_nobody_may_not_even_this_machine()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var (status, _) = await DirectLineClient.SendAsync(host.Http, HttpMethod.Post, "/api/messages", body: new Channel(host, azure).Message("x", "1"));
        Assert.Equal(401, status);
    }

    [Theory]
    [InlineData("aud", "another-app")]
    [InlineData("iss", "https://evil.example")]
    [InlineData("iss", "https://sts.windows.net/another-tenant/")]
    [InlineData("serviceurl", "https://evil.example/")]
    [InlineData("serviceurl", null)]
    [InlineData("exp", null)]
    public async Task A_token_with_a_wrong_claim_is_refused(string claim, string? value)
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        var (status, _) = await channel.PostAsync(channel.Message("x", "1"), azure.Token(host.Clock.GetUtcNow(), (claim, value)));
        Assert.True(status is 401 or 403, $"{claim} {value}: {status}");
        Assert.Empty(azure.Posts);
    }

    [Theory]
    [InlineData(-4, 60, 200)]
    [InlineData(-6, 60, 401)]
    [InlineData(60, 4, 200)]
    [InlineData(60, 6, 401)]
    public async Task Clocks_may_differ_by_five_minutes(int endsIn, int beginsIn, int expected)
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        var now = host.Clock.GetUtcNow();
        var begins = beginsIn == 60 ? now.AddHours(-1) : now.AddMinutes(beginsIn);
        var token = azure.Token(now, ("exp", now.AddMinutes(endsIn).ToUnixTimeSeconds()), ("nbf", begins.ToUnixTimeSeconds()));
        Assert.Equal(expected, (await channel.PostAsync(channel.Message("x", "1"), token)).Status);
    }

    [Fact]
    public async Task Forged_tokens_are_refused()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        var good = azure.Token(host.Clock.GetUtcNow());
        var parts = good.Split('.');
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        using var stranger = RSA.Create(2048);
        string[] forged =
        [
            FakeAzure.Sign(new JsonObject { ["alg"] = "none" }, claims, _ => []),
            FakeAzure.Sign(new JsonObject { ["alg"] = "none", ["kid"] = azure.KeyId }, claims, _ => []),
            FakeAzure.Sign(new JsonObject { ["alg"] = "HS256", ["kid"] = azure.KeyId }, claims, b => HMACSHA256.HashData(azure.PublicKey, b)),
            FakeAzure.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = azure.KeyId }, claims, b => stranger.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            FakeAzure.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = "unknown" }, claims, b => stranger.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            FakeAzure.Sign(new JsonObject { ["alg"] = "RS256" }, claims, b => stranger.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            good + "x",
            "..",
            "x.y.z",
            new string('a', 20_000),
        ];
        foreach (var token in forged)
        {
            Assert.Equal(401, (await channel.PostAsync(channel.Message("x", "1"), token)).Status);
        }
    }

    [Fact]
    public async Task A_key_that_is_not_endorsed_for_the_channel_is_refused()
    {
        await using var azure = await FakeAzure.StartAsync();
        azure.Endorsements = ["webchat"];
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        Assert.Equal(403, (await channel.PostAsync(channel.Message("x", "1"))).Status);
    }

    [Fact]
    public async Task Keys_are_read_once_and_again_when_they_are_rolled_over()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("a", "1"))).Status);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("b", "2"))).Status);
        Assert.Equal(1, azure.KeyReads);
        var old = azure.Token(host.Clock.GetUtcNow());
        azure.RollOver();
        Assert.Equal(200, (await channel.PostAsync(channel.Message("c", "3"))).Status);
        Assert.Equal(2, azure.KeyReads);
        Assert.Equal(401, (await channel.PostAsync(channel.Message("d", "4"), old)).Status);
    }

    [Fact]
    public async Task While_the_keys_can_t_be_had_nobody_is_let_in_by_a_first_token_and_everybody_by_keys_that_are_known()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        azure.IsDown = true;
        Assert.Equal(401, (await channel.PostAsync(channel.Message("a", "1"))).Status);
        azure.IsDown = false;
        Assert.Equal(200, (await channel.PostAsync(channel.Message("b", "2"))).Status);
        azure.IsDown = true;
        host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(200, (await channel.PostAsync(channel.Message("c", "3"))).Status);
        azure.RollOver();
        Assert.Equal(401, (await channel.PostAsync(channel.Message("d", "4"))).Status);
        azure.IsDown = false;
        Assert.Equal(200, (await channel.PostAsync(channel.Message("e", "5"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"issuer\":7,\"jwks_uri\":[]}")]
    [InlineData("{\"jwks_uri\":\"http://[\"}")]
    [InlineData("{\"jwks_uri\":\"ftp://127.0.0.1/keys\"}")]
    [InlineData("{\"jwks_uri\":\"http://127.0.0.1:1/keys\"}")]
    [InlineData("{\"jwks_uri\":\"{0}/nonsense\"}")]
    [InlineData("{\"jwks_uri\":\"{0}/openid\"}")]
    public async Task Metadata_that_is_none_is_401_until_it_is_mended(string metadata)
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        azure.Metadata = metadata.Replace("{0}", azure.Address, StringComparison.Ordinal);
        Assert.Equal(401, (await channel.PostAsync(channel.Message("a", "1"))).Status);
        azure.Metadata = null;
        Assert.Equal(200, (await channel.PostAsync(channel.Message("b", "2"))).Status);
    }

    [Fact]
    public async Task Made_up_keys_don_t_make_the_bot_read_the_keys_without_end()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        for (var i = 0; i < 40; i++)
        {
            var token = FakeAzure.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = "made-up-" + i }, new JsonObject { ["iss"] = "x" }, b => b);
            Assert.Equal(401, (await channel.PostAsync(channel.Message("x", "1"), token)).Status);
        }

        Assert.InRange(azure.KeyReads, 1, 13);
        Assert.Equal(200, (await channel.PostAsync(channel.Message("a", "1"))).Status);
    }

    [Theory]
    [InlineData("1.0", "appid", FakeAzure.AppId, "https://sts.windows.net/" + Tenant + "/", 200)]
    [InlineData("2.0", "azp", FakeAzure.AppId, "https://login.microsoftonline.com/" + Tenant + "/v2.0", 200)]
    [InlineData("2.0", "azp", FakeAzure.AppId, "https://login.microsoftonline.com/mine/v2.0", 200)]
    [InlineData("2.0", "azp", FakeAzure.AppId, "https://login.microsoftonline.com/theirs/v2.0", 401)]
    [InlineData("2.0", "azp", "friend", "https://login.microsoftonline.com/" + Tenant + "/v2.0", 200)]
    [InlineData("2.0", "azp", "stranger", "https://login.microsoftonline.com/" + Tenant + "/v2.0", 403)]
    [InlineData("2.0", "appid", FakeAzure.AppId, "https://login.microsoftonline.com/" + Tenant + "/v2.0", 401)]
    [InlineData("3.0", "azp", FakeAzure.AppId, "https://login.microsoftonline.com/" + Tenant + "/v2.0", 401)]
    [InlineData(null, "appid", FakeAzure.AppId, "https://sts.windows.net/" + Tenant + "/", 401)]
    public async Task The_Emulator_and_named_bots_may_call_with_a_token_of_the_directory(string? version, string claim, string app, string issuer, int expected)
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync([.. azure.Settings, "MicrosoftAppTenantId=mine", "Connector:AllowedCallers:0=friend"]);
        var channel = new Channel(host, azure);
        var token = azure.Token(host.Clock.GetUtcNow(), ("iss", issuer), ("ver", version), (claim, app), ("serviceurl", null));
        var activity = channel.Activity("message", """ "text":"x","id":"1","deliveryMode":"expectReplies" """);
        Assert.Equal(expected, (await channel.PostAsync(activity, token)).Status);
    }

    [Fact]
    public async Task A_serviceUrl_that_no_channel_signed_for_must_be_listed()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await RunningHost.StartAsync(azure.Settings);
        var channel = new Channel(host, azure);
        var token = azure.Token(host.Clock.GetUtcNow(), ("iss", $"https://sts.windows.net/{Tenant}/"), ("ver", "1.0"), ("appid", FakeAzure.AppId), ("serviceurl", null));
        Assert.Equal(400, (await channel.PostAsync(channel.Message("x", "1"), token)).Status);
        Assert.Empty(azure.Posts);
    }
}
