using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Knowledge;

/// <summary>Turns the files of the knowledge folder into a <see cref="KnowledgeBase"/>. Pure; reports all faults at once.</summary>
public static class KnowledgeCompiler
{
    /// <summary>Compiles all files. <see cref="Compilation.Knowledge"/> is null when there is at least one error.</summary>
    public static Compilation Compile(IReadOnlyCollection<SourceFile> files)
    {
        var bag = new DiagnosticBag();
        var knowledge = new KnowledgeBase(
            ContentHash.Of(files),
            [],
            [],
            Vocabulary.Empty,
            RedFlagBook.Empty,
            TriageBook.Empty,
            [],
            ImmutableDictionary<string, PhraseBook>.Empty);
        return new Compilation(bag.HasErrors ? null : knowledge, bag.ToSorted());
    }
}
