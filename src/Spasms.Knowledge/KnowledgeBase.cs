using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Safety;
using Spasms.Knowledge.Talk;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Knowledge;

/// <summary>Everything the bot knows, compiled, immutable, under one content hash (I5).</summary>
/// <param name="Hash">SHA-256 over all files.</param>
/// <param name="Articles">By id.</param>
/// <param name="Passages">Every section with sentences, by article id and file order.</param>
/// <param name="Vocabulary">Lay words and topics.</param>
/// <param name="RedFlags">What every message is scanned for.</param>
/// <param name="Triage">The questionnaire.</param>
/// <param name="Countries">By id.</param>
/// <param name="Phrases">By language; English is always there.</param>
public sealed record KnowledgeBase(
    string Hash,
    ImmutableArray<Article> Articles,
    ImmutableArray<Passage> Passages,
    Vocabulary Vocabulary,
    RedFlagBook RedFlags,
    TriageBook Triage,
    ImmutableArray<Country> Countries,
    ImmutableDictionary<string, PhraseBook> Phrases)
{
    /// <summary>How questions are worded.</summary>
    public QuestionBook Questions { get; init; } = QuestionBook.Empty;

    /// <summary>Questions that people asked, by the section that answers them.</summary>
    public AskedQuestions Asked { get; init; } = AskedQuestions.Empty;

    /// <summary>Questions that people asked on in a talk, by the section that answers them.</summary>
    public FollowUps FollowUps { get; init; } = FollowUps.Empty;

    /// <summary>Small talk and other languages.</summary>
    public TalkBook Talk { get; init; } = TalkBook.Empty;

    /// <summary>What a result quotes from the articles.</summary>
    public ResultBook Result { get; init; } = ResultBook.Empty;

    /// <summary>Intended use and hazard log.</summary>
    public SafetyBook Safety { get; init; } = SafetyBook.Empty;

    /// <summary>The bot's own words in English.</summary>
    public PhraseBook English => Phrases.TryGetValue("en", out var book) ? book : PhraseBook.Empty;
}

/// <summary>What the compiler made of the files: a knowledge base unless there was an error, and every fault found.</summary>
public sealed record Compilation(KnowledgeBase? Knowledge, ImmutableArray<Diagnostic> Diagnostics);
