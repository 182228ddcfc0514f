namespace Spasms.Bot.Tests.Wire;

/// <summary>Settings that are refused before anything listens.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Urls=http://0.0.0.0:3978", "secret")]
    [InlineData("Urls=http://*:3978", "secret")]
    [InlineData("Urls=http://localhost:1;http://[::]:2", "secret")]
    [InlineData("Urls=http://192.168.1.5:80", "secret")]
    [InlineData("Kestrel:Endpoints:Other:Url=http://0.0.0.0:1", "There is no setting")]
    [InlineData("Urls=localhost", "addresses like")]
    [InlineData("Storage=postgres", "ConnectionStrings:Postgres")]
    [InlineData("Storage=floppy", "Storage")]
    [InlineData("Consent=maybe", "Consent")]
    [InlineData("DirectLine:TokenLifetime=soon", "DirectLine:TokenLifetime")]
    [InlineData("DirectLine:AllowedOrigins:0=clinic", "origins like")]
    [InlineData("RateLimits:PerUserPerMinute=-1", "RateLimits:PerUserPerMinute")]
    [InlineData("PublicUrl=chat.example", "PublicUrl")]
    [InlineData("Contry=GB", "Contry")]
    public void A_wrong_setting_is_named_with_what_it_takes(string setting, string expected)
    {
        var (settings, faults) = Settings.Read(["--" + setting]);
        Assert.Null(settings);
        Assert.Contains(faults, f => f.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://localhost:3978")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:5000")]
    [InlineData("http://127.5.5.5:80;http://LOCALHOST:81")]
    public void This_machine_alone_needs_no_secret(string urls) =>
        Assert.Empty(Settings.Read(["--Urls=" + urls]).Faults);

    [Fact]
    public void With_a_secret_any_address_may_be_listened_on() =>
        Assert.Empty(Settings.Read(["--Urls=http://0.0.0.0:3978", "--DirectLine:Secrets:0=a-secret-of-some-length"]).Faults);

    [Fact]
    public void A_given_folder_counts_from_the_working_directory_and_a_default_one_from_the_clone()
    {
        var (settings, _) = Settings.Read(["--DataFolder=here"]);
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "here"), settings!.DataFolder);
        Assert.Equal(Path.Combine(Home.Folder, "knowledge"), settings.KnowledgeFolder);
        Assert.True(File.Exists(Path.Combine(Home.Folder, "Spasms.Bot.sln")));
    }

    [Theory]
    [InlineData("--Country=XX")]
    [InlineData("--KnowledgeFolder=nowhere")]
    [InlineData("--Urls=http://0.0.0.0:1")]
    public void A_bad_first_start_ends_with_1(string argument) =>
        Assert.Equal(1, BotHost.Run(["--Storage=memory", argument]));
}
