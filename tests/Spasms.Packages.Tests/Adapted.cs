using System.Runtime.CompilerServices;
using Spasms.Dialog;
using Spasms.Dialog.RecognizersText;
using Spasms.Knowledge;
using Spasms.Search.Lucene;

namespace Spasms.Packages.Tests;

/// <summary>A snapshot on Lucene.Net and Recognizers-Text.</summary>
internal static class Adapted
{
    private static readonly ConditionalWeakTable<KnowledgeBase, LucenePassageIndex> Indexes = [];

    private static readonly TextRecognizer Recognizer = TextRecognizer.Load();

    /// <summary>The same content on the packages; the index is built once for each content.</summary>
    public static Snapshot With(Snapshot own) => own with
    {
        Index = Indexes.GetValue(own.Knowledge, k => LucenePassageIndex.Build(k.Passages, k.Vocabulary)),
        Recognizer = Recognizer,
    };
}
