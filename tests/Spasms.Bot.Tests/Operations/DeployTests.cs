using System.Text.RegularExpressions;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Operations;

/// <summary>The files of deploy/ are kept true without Docker: what they name exists here, and they agree with each other.</summary>
public sealed partial class DeployTests
{
    private static readonly string[] Files = ["Dockerfile", "compose.yaml", "Caddyfile", "kubernetes.yaml", "spasms-bot.service", "README.md"];

    // Keys of other programs in the same files.
    private static readonly string[] Others = ["SITE_ADDRESS", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "DOTNET_EnableDiagnostics"];

    [Fact]
    public void Every_file_is_there_and_no_other() =>
        Assert.Equal(Files.Order(StringComparer.Ordinal), Directory.GetFiles(Repo.PathOf("deploy")).Select(f => Path.GetFileName(f)).Where(f => f[0] != '.' && f != "message-keys").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_that_they_name_is_one()
    {
        var named = Named().ToArray();
        Assert.Contains("Urls", named);
        Assert.Contains("Encryption__KeyFile", named);
        Assert.All(named.Except(Others), name => Assert.True(Settings.IsKnown(name), name));
    }

    [Fact]
    public void Values_that_can_be_read_are_understood()
    {
        foreach (var (name, value) in Pairs().Where(p => !p.Value.Contains('$', StringComparison.Ordinal) && !p.Name.StartsWith("Encryption", StringComparison.Ordinal) && !Others.Contains(p.Name)))
        {
            var (_, faults) = Settings.Read(["--" + name.Replace("__", ":", StringComparison.Ordinal) + "=" + value, "--DirectLine:Secrets:0=x", "--ConnectionStrings:Postgres=Host=db"]);
            Assert.True(faults.IsEmpty, $"{name}={value}: {string.Join(' ', faults)}");
        }
    }

    [Fact]
    public void Ports_and_paths_agree()
    {
        var docker = Read("Dockerfile");
        var port = Port().Match(docker).Groups[1].Value;
        Assert.Contains("EXPOSE " + port, docker, StringComparison.Ordinal);
        Assert.Contains("Urls: http://0.0.0.0:" + port, Read("compose.yaml"), StringComparison.Ordinal);
        Assert.Contains($"bot-1:{port} bot-2:{port}", Read("Caddyfile"), StringComparison.Ordinal);
        Assert.Contains("containerPort: " + port, Read("kubernetes.yaml"), StringComparison.Ordinal);
        Assert.Contains("http://0.0.0.0:" + port, Read("kubernetes.yaml"), StringComparison.Ordinal);
        Assert.All(["Dockerfile", "compose.yaml", "kubernetes.yaml"], f => Assert.Contains("/data", Read(f), StringComparison.Ordinal));
        Assert.Contains("StateDirectory=spasms-bot", Read("spasms-bot.service"), StringComparison.Ordinal);
        Assert.Contains("DataFolder=/var/lib/spasms-bot", Read("spasms-bot.service"), StringComparison.Ordinal);
        Assert.Contains("src/Spasms.Bot", docker, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_ask_addresses_that_answer()
    {
        var asked = Files.SelectMany(f => Probe().Matches(Read(f)).Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["/healthz", "/readyz"], asked);
        await using var host = await Wire.RunningHost.StartRealAsync();
        foreach (var path in asked)
        {
            Assert.True((await host.Http.GetAsync(path)).IsSuccessStatusCode, path);
        }
    }

    [Fact]
    public void Nothing_runs_with_more_rights_than_it_needs()
    {
        Assert.Contains("USER $APP_UID", Read("Dockerfile"), StringComparison.Ordinal);
        Assert.Contains("read_only: true", Read("compose.yaml"), StringComparison.Ordinal);
        Assert.All(["runAsNonRoot: true", "readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false"], l => Assert.Contains(l, Read("kubernetes.yaml"), StringComparison.Ordinal));
        Assert.All(["DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="], l => Assert.Contains(l, Read("spasms-bot.service"), StringComparison.Ordinal));
    }

    private static string Read(string file) => Repo.Read("deploy/" + file);

    private static IEnumerable<string> Named() => Pairs().Select(p => p.Name).Distinct();

    private static IEnumerable<(string Name, string Value)> Pairs() =>
    [
        .. Assigned().Matches(string.Join('\n', Read("Dockerfile").Split('\n').Where(l => l.StartsWith("ENV ", StringComparison.Ordinal)))).Select(Pair),
        .. Unit().Matches(Read("spasms-bot.service")).Select(Pair),
        .. Mapped().Matches(Read("compose.yaml")).Select(Pair),
        .. Env().Matches(Read("kubernetes.yaml")).Select(Pair),
    ];

    private static (string, string) Pair(Match match) => (match.Groups[1].Value, match.Groups[2].Value.Trim().Trim('"'));

    [GeneratedRegex(@"(?<=\s)(\w+)=(\S+)")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^Environment=(\w+)=(.+)$", RegexOptions.Multiline)]
    private static partial Regex Unit();

    // Two levels below a service: what stands under environment, whose keys begin with a capital.
    [GeneratedRegex(@"^ {6}([A-Z]\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Mapped();

    [GeneratedRegex(@"- \{name: (\w+), (?:value: ([^}]+)\}|valueFrom)")]
    private static partial Regex Env();

    [GeneratedRegex(@"Urls=http://0\.0\.0\.0:(\d+)")]
    private static partial Regex Port();

    [GeneratedRegex(@"(?:path: |health_uri )(/\w+z)\b")]
    private static partial Regex Probe();
}
