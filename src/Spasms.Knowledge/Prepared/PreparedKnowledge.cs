using System.Collections.Immutable;
using Spasms.Knowledge.Questions;

namespace Spasms.Knowledge.Prepared;

/// <summary>
/// A compiled <see cref="KnowledgeBase"/> as bytes, so that a host need not compile the content that it was published with.
/// The files stay the truth: whoever reads one compares it with the files that it was made from, and compiles where they differ.
/// </summary>
public static class PreparedKnowledge
{
    /// <summary>The knowledge as bytes, good for this build of the compiler only.</summary>
    public static byte[] Write(KnowledgeBase knowledge) => Form.Write(Whole, knowledge);

    /// <summary>The knowledge from the bytes.</summary>
    /// <exception cref="IOException">The bytes end too early, or can't be read.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public static KnowledgeBase Read(Stream bytes) => Form.Read<KnowledgeBase>(Whole, bytes);

    private static KnowledgeBase Whole(Form form, KnowledgeBase? knowledge)
    {
        // Of the compiler's code: another build may compile the same files otherwise.
        var build = typeof(PreparedKnowledge).Module.ModuleVersionId.ToString();
        if (form.Text(build) != build)
        {
            throw new InvalidDataException("Another build of the compiler made it.");
        }

        var hash = form.Text(knowledge?.Hash);
        var articles = form.List(knowledge?.Articles ?? [], ArticleForm.Article);
        return new KnowledgeBase(
            hash,
            articles,
            KnowledgeCompiler.PassagesOf(articles),
            TalkForm.Vocabulary(form, knowledge?.Vocabulary),
            RedFlagForm.Book(form, knowledge?.RedFlags),
            TriageForm.Book(form, knowledge?.Triage),
            form.List(knowledge?.Countries ?? [], ArticleForm.Country),
            form.List([.. (knowledge?.Phrases.Values ?? []).OrderBy(b => b.Language, StringComparer.Ordinal)], ArticleForm.Phrases).ToImmutableDictionary(b => b.Language, StringComparer.Ordinal))
        {
            Questions = TalkForm.Questions(form, knowledge?.Questions),
            Asked = AskedQuestions.In(form, knowledge?.Asked),
            Talk = TalkForm.Talk(form, knowledge?.Talk),
            Result = TriageForm.Result(form, knowledge?.Result),
            Safety = SafetyForm.Book(form, knowledge?.Safety),
        };
    }
}
