using Lucene.Net.Index;
using Lucene.Net.Store;

namespace Spasms.Search.Lucene;

/// <summary>
/// An index folder with versioned commits: each content is committed under its hash, and the last few stay, so that going
/// back to an older content finds its index again.
/// </summary>
internal static class LuceneFolder
{
    /// <summary>Under which a commit keeps the hash of its content.</summary>
    public const string ContentKey = "content";

    private const int Kept = 3;

    /// <summary>The folder's index for this content, read into memory; written first where it isn't there.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="content">Hash of all that goes into the index.</param>
    /// <param name="write">Writes the content into a directory.</param>
    /// <exception cref="IOException">The folder can't be used, or another program is writing it.</exception>
    public static RAMDirectory Open(string folder, string content, Action<global::Lucene.Net.Store.Directory, IndexDeletionPolicy> write)
    {
        using var disk = FSDirectory.Open(folder);
        try
        {
            if (Find(disk, content) is null)
            {
                write(disk, new LastCommits());
            }
        }
        catch (LockObtainFailedException fault)
        {
            throw new IOException($"The index folder {folder} is being written by another program. Give each host a folder of its own.", fault);
        }

        return Read(disk, content);
    }

    // Only what the commit needs is read; the folder is then left alone, and a reload of the content leaks no handle.
    private static RAMDirectory Read(FSDirectory disk, string content)
    {
        var commit = Find(disk, content) ?? throw new IOException("The index folder lost a commit that was just written.");
        var memory = new RAMDirectory();
        foreach (var file in commit.FileNames)
        {
            disk.Copy(memory, file, file, IOContext.READ_ONCE);
        }

        return memory;
    }

    private static IndexCommit? Find(FSDirectory disk, string content) =>
        DirectoryReader.IndexExists(disk)
            ? DirectoryReader.ListCommits(disk).LastOrDefault(c => c.UserData.TryGetValue(ContentKey, out var name) && name == content)
            : null;

    /// <summary>Keeps the newest commits.</summary>
    private sealed class LastCommits : IndexDeletionPolicy
    {
        public override void OnInit<T>(IList<T> commits) => OnCommit(commits);

        public override void OnCommit<T>(IList<T> commits)
        {
            for (var i = 0; i < commits.Count - Kept; i++)
            {
                commits[i].Delete();
            }
        }
    }
}
