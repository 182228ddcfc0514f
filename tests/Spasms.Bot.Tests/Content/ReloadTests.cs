using Spasms.Bot.Tests.Wire;
using Spasms.Tests;

namespace Spasms.Bot.Tests.Content;

/// <summary>The knowledge folder changes under a running host (I5).</summary>
public sealed class ReloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_changed_article_is_served_and_a_broken_one_leaves_the_last_good_content()
    {
        using var folder = new TempFolder();
        Copy(Repo.Knowledge, folder.Path);
        await using var host = await RunningHost.StartRealAsync("KnowledgeFolder=" + folder.Path);
        var article = Path.Combine(folder.Path, "articles", "self-help.md");
        var text = await File.ReadAllTextAsync(article, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(article, text.Replace("reviewed: 2026-11-22", "reviewed: 2026-11-23", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await UntilAsync(host, "23 November 2026");

        await File.WriteAllTextAsync(article, "no front matter", TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Contains("23 November 2026", await ReviewedAsync(host), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(RunningHost host, string date)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (!(await ReviewedAsync(host)).Contains(date, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "The changed article was not served.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private static Task<string> ReviewedAsync(RunningHost host) => host.Http.GetStringAsync(new Uri("/articles/self-help", UriKind.Relative));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
