using System.Text;
using Spasms.Knowledge;

namespace Spasms.Bot.Tests.Loading;

public sealed class KnowledgeFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("knowledge-").FullName;

    [Fact]
    public void Files_come_with_forward_slashes_in_order_and_without_a_byte_order_mark()
    {
        Write("b/c.yaml", [.. Encoding.UTF8.Preamble, .. "é: 1"u8]);
        Write("a.md", "text"u8);
        Write("README.md", "for people"u8);
        Write("picture.png", [1, 2, 3]);

        var (files, faults) = KnowledgeFolder.Read(_folder);

        Assert.Empty(faults);
        Assert.Equal([new SourceFile("a.md", "text"), new SourceFile("b/c.yaml", "é: 1")], files);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_reported_with_their_line()
    {
        Write("a.md", [.. "one\ntwo\n"u8, 0xE9, (byte)'\n']);
        Write("b.md", "fine"u8);

        var (files, faults) = KnowledgeFolder.Read(_folder);

        Assert.Equal(["b.md"], files.Select(f => f.Path));
        Assert.Equal(("K002", "a.md", 3), Assert.Single(faults) is var f ? (f.Code, f.File, f.Line) : default);
    }

    [Fact]
    public void A_file_that_is_too_big_is_refused()
    {
        Write("a.md", new byte[KnowledgeFolder.MaxBytes + 1]);

        Assert.Equal("K002", Assert.Single(KnowledgeFolder.Read(_folder).Diagnostics).Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault_and_no_exception()
    {
        var (files, faults) = KnowledgeFolder.Read(Path.Combine(_folder, "none"));

        Assert.Empty(files);
        Assert.Equal("K003", Assert.Single(faults).Code);
    }

    [Fact]
    public void Prepared_content_stands_for_the_very_files_that_it_was_made_from_and_for_no_others()
    {
        CopyReal();
        var file = _folder + ".prepared";

        // With a day it compiles, whatever stands beside the tests.
        var compiled = SnapshotLoader.Load(_folder, "US", new DateOnly(2026, 11, 28));
        PreparedContent.Write(_folder, compiled.Snapshot!.Knowledge, file);

        var found = PreparedContent.Find(_folder, file);
        Assert.Equal(compiled.Snapshot.Knowledge.Hash, found!.Snapshot.Knowledge.Hash);
        Assert.Equal(Snapshots.Canonical(compiled.Files), found.Canonical.ToArray());

        var phrases = Path.Combine(_folder, "phrases", "en.yaml");
        var text = File.ReadAllText(phrases);
        File.WriteAllText(phrases, text + "\n");
        Assert.Null(PreparedContent.Find(_folder, file));
        File.WriteAllText(phrases, text);
        Assert.NotNull(PreparedContent.Find(_folder, file));
        Write("articles/extra.md", "more"u8);
        Assert.Null(PreparedContent.Find(_folder, file));
    }

    [Fact]
    public void A_prepared_file_that_is_damaged_or_missing_is_none()
    {
        CopyReal();
        var file = _folder + ".prepared";
        PreparedContent.Write(_folder, SnapshotLoader.Load(_folder, "US").Snapshot!.Knowledge, file);
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, whole[..^1000]);
        Assert.Null(PreparedContent.Find(_folder, file));

        whole[whole.Length / 2] ^= 1;
        whole[^(whole.Length / 10)] ^= 1;
        File.WriteAllBytes(file, whole);
        var told = "";
        Assert.Null(PreparedContent.Read(file, why => told = why));
        Assert.Contains("altered", told, StringComparison.Ordinal);
        Assert.Null(PreparedContent.Find(_folder, file + ".none"));
        Assert.Null(PreparedContent.Find(_folder + ".none", file));
    }

    [Fact]
    public void A_bad_file_keeps_the_snapshot_away_though_the_rest_compiles()
    {
        CopyReal();
        Assert.NotNull(SnapshotLoader.Load(_folder, "US").Snapshot);
        Write("articles/extra.md", [0xFF]);

        var loaded = SnapshotLoader.Load(_folder, "US");

        Assert.Null(loaded.Snapshot);
        Assert.Contains(loaded.Errors, d => d.Code == "K002");
    }

    [Fact]
    public void An_unknown_country_names_the_known_ones()
    {
        CopyReal();

        var loaded = SnapshotLoader.Load(_folder, "ZZ");

        var error = Assert.Single(loaded.Errors);
        Assert.Null(loaded.Snapshot);
        Assert.Equal("K004", error.Code);
        Assert.All(["US", "GB", "IE", "CA", "AU", "NZ", "IN", "EU"], c => Assert.Contains(c, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_country_is_found_whatever_the_case()
    {
        CopyReal();

        Assert.Equal("GB", SnapshotLoader.Load(_folder, "gb").Snapshot?.Country.Id);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".prepared");
    }

    // The content travels with the program, and so with its tests.
    private void CopyReal()
    {
        var real = Path.Combine(AppContext.BaseDirectory, "knowledge");
        foreach (var file in Directory.EnumerateFiles(real, "*", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(real, file), File.ReadAllBytes(file));
        }
    }

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
