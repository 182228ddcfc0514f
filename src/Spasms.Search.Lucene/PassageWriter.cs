using System.Collections.Immutable;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Text;

namespace Spasms.Search.Lucene;

/// <summary>Writes passages into a Lucene directory: one document each, in the order of their ordinals, in one segment.</summary>
internal static class PassageWriter
{
    private static readonly FieldType Text = new() { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS };
    private static readonly FieldType Names = new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY };

    /// <summary>Replaces what the directory holds and commits it under a name.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="passages">By ordinal.</param>
    /// <param name="analyzer">How text becomes terms.</param>
    /// <param name="policy">Which older commits stay.</param>
    /// <param name="name">What the commit is called.</param>
    public static void Write(
        global::Lucene.Net.Store.Directory directory, ImmutableArray<Passage> passages, PassageAnalyzer analyzer, IndexDeletionPolicy policy, string name)
    {
        using var writer = new IndexWriter(directory, new IndexWriterConfig(PassageAnalyzer.Version, analyzer)
        {
            Similarity = PassageSimilarity.Writing,
            IndexDeletionPolicy = policy,
            OpenMode = OpenMode.CREATE_OR_APPEND,
        });
        writer.DeleteAll();
        foreach (var passage in passages)
        {
            writer.AddDocument(Document(passage));
        }

        // One segment, so that a document's number is its place among the passages.
        writer.ForceMerge(1);
        writer.SetCommitData(new Dictionary<string, string> { [LuceneFolder.ContentKey] = name });
        writer.Commit();
    }

    private static Document Document(Passage passage)
    {
        var document = new Document();
        Add(document, Fields.Title, passage.Article.Title, Text);
        foreach (var name in passage.Article.AlsoCalled)
        {
            Add(document, Fields.Title, name, Text);
        }

        foreach (var step in passage.Section.Path.IsEmpty ? [passage.Section.Heading] : passage.Section.Path)
        {
            Add(document, Fields.Heading, step, Text);
        }

        foreach (var sentence in passage.Section.Sentences)
        {
            Add(document, Fields.Body, sentence.Text, Text);
        }

        if (!passage.Section.Topics.IsEmpty)
        {
            document.Add(new Field(Fields.Names, PassageAnalyzer.Token(passage.Section.Topics[0]), Names));
        }

        return document;
    }

    // The same words as everywhere in the house: accents and apostrophes are settled before Lucene sees them.
    private static void Add(Document document, string field, string text, FieldType type) =>
        document.Add(new Field(field, Words.Normalise(text), type));
}
