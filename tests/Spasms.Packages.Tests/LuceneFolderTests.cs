using System.Collections.Immutable;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Spasms.Dialog;
using Spasms.Knowledge.Articles;
using Spasms.Search;
using Spasms.Search.Lucene;
using Spasms.Bot;

namespace Spasms.Packages.Tests;

public sealed class LuceneFolderTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("spasms-lucene-").FullName;

    private static readonly Snapshot Real = SnapshotLoader.Load(Settings.Read([]).Settings!.KnowledgeFolder, "US").Snapshot!;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_gives_the_same_hits_as_memory_and_is_written_once()
    {
        var written = Build(Real.Knowledge.Passages);
        var first = Commits();
        var read = Build(Real.Knowledge.Passages);
        var query = Query.Of("magnesium", "cramps", "pregnancy");

        Assert.Equal(LucenePassageIndex.Build(Real.Knowledge.Passages, Real.Knowledge.Vocabulary).Search(query, 20), written.Search(query, 20));
        Assert.Equal(written.Search(query, 20), read.Search(query, 20));
        Assert.Equal(first, Commits());
    }

    [Fact]
    public void An_older_content_finds_its_commit_again()
    {
        Build(Real.Knowledge.Passages);
        Build(Real.Knowledge.Passages[..100]);
        var two = Commits();
        Build(Real.Knowledge.Passages);

        Assert.Equal(2, two.Length);
        Assert.Equal(two, Commits());
    }

    [Fact]
    public void Only_the_newest_commits_stay()
    {
        for (var count = 10; count < 16; count++)
        {
            Build(Real.Knowledge.Passages[..count]);
        }

        Assert.Equal(3, Commits().Length);
    }

    [Fact]
    public void A_folder_that_another_program_is_writing_is_refused_with_what_to_do()
    {
        using var disk = FSDirectory.Open(_folder);
        using var other = new IndexWriter(disk, new IndexWriterConfig(Lucene.Net.Util.LuceneVersion.LUCENE_48, null));

        Assert.Contains("folder of its own", Assert.Throws<IOException>(() => Build(Real.Knowledge.Passages)).Message, StringComparison.Ordinal);
    }

    private LucenePassageIndex Build(ImmutableArray<Passage> passages) => LucenePassageIndex.Build(passages, Real.Knowledge.Vocabulary, _folder);

    private ImmutableArray<string> Commits()
    {
        using var disk = FSDirectory.Open(_folder);
        return [.. DirectoryReader.ListCommits(disk).Select(c => c.SegmentsFileName)];
    }
}
