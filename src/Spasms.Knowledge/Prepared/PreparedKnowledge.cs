using System.Collections.Immutable;
using Spasms.Knowledge.Questions;

namespace Spasms.Knowledge.Prepared;

/// <summary>
/// A compiled <see cref="KnowledgeBase"/> as bytes, so that a host need not compile the content that it was published with.
/// The files stay the truth: whoever reads one compares it with the files that it was made from, and compiles where they differ.
/// It comes in two halves that take about equally long, so that two threads can read them.
/// </summary>
public static class PreparedKnowledge
{
    /// <summary>The knowledge as bytes, good for this build of the compiler only.</summary>
    public static (byte[] First, byte[] Second) Write(KnowledgeBase knowledge) => (Form.Write(Said, knowledge), Form.Write(Asked, knowledge));

    /// <summary>What the bot says and reads, with nothing of the other half.</summary>
    /// <param name="bytes">As they were written; mapped ones begin at a multiple of eight.</param>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public static KnowledgeBase ReadFirst(Flat<byte> bytes) => Form.Read<KnowledgeBase>(Said, bytes);

    /// <summary>Red flags, questionnaire and asked questions, with nothing of the other half.</summary>
    /// <param name="bytes">As they were written; mapped ones begin at a multiple of eight.</param>
    /// <exception cref="InvalidDataException">They are damaged, or another build made them.</exception>
    public static KnowledgeBase ReadSecond(Flat<byte> bytes) => Form.Read<KnowledgeBase>(Asked, bytes);

    /// <summary>The whole from its halves.</summary>
    public static KnowledgeBase Join(KnowledgeBase first, KnowledgeBase second) =>
        first with { RedFlags = second.RedFlags, Triage = second.Triage, Result = second.Result, Asked = second.Asked, FollowUps = second.FollowUps };

    /// <summary>A sum over bytes that tells chance alterations.</summary>
    public static ulong SumOf(ReadOnlySpan<byte> bytes) => Form.SumOf(0, bytes);

    private static KnowledgeBase Said(Form form, KnowledgeBase? knowledge)
    {
        form.CheckBuild(typeof(PreparedKnowledge).Module);
        var hash = form.Text(knowledge?.Hash);
        var articles = form.List(knowledge?.Articles ?? [], ArticleForm.Article);
        return new KnowledgeBase(
            hash,
            articles,
            KnowledgeCompiler.PassagesOf(articles),
            TalkForm.Vocabulary(form, knowledge?.Vocabulary),
            RedFlags.RedFlagBook.Empty,
            Knowledge.Triage.TriageBook.Empty,
            form.List(knowledge?.Countries ?? [], ArticleForm.Country),
            ByLanguage(form.List([.. (knowledge?.Phrases.Values ?? []).OrderBy(b => b.Language, StringComparer.Ordinal)], ArticleForm.Phrases)))
        {
            Questions = TalkForm.Questions(form, knowledge?.Questions),
            Talk = TalkForm.Talk(form, knowledge?.Talk),
            Safety = SafetyForm.Book(form, knowledge?.Safety),
        };
    }

    private static ImmutableDictionary<string, Phrases.PhraseBook> ByLanguage(ImmutableArray<Phrases.PhraseBook> books)
    {
        var phrases = ImmutableDictionary.CreateBuilder<string, Phrases.PhraseBook>(StringComparer.Ordinal);
        foreach (var book in books)
        {
            phrases.Add(book.Language, book);
        }

        return phrases.ToImmutable();
    }

    private static KnowledgeBase Asked(Form form, KnowledgeBase? knowledge)
    {
        form.CheckBuild(typeof(PreparedKnowledge).Module);
        return new KnowledgeBase("", [], [], Vocabularies.Vocabulary.Empty, RedFlagForm.Book(form, knowledge?.RedFlags), TriageForm.Book(form, knowledge?.Triage), [], ImmutableDictionary<string, Phrases.PhraseBook>.Empty)
        {
            Result = TriageForm.Result(form, knowledge?.Result),
            Asked = AskedQuestions.In(form, knowledge?.Asked),
            FollowUps = FollowUps.In(form, knowledge?.FollowUps),
        };
    }
}
