using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.RedFlags;
using Spasms.Knowledge.Safety;
using Spasms.Knowledge.Talk;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Vocabularies;

namespace Spasms.Knowledge;

/// <summary>Turns the files of the knowledge folder into a <see cref="KnowledgeBase"/>. Pure; reports all faults at once.</summary>
public static class KnowledgeCompiler
{
    private static readonly string[] Single = ["vocabulary.yaml", "plain-words.txt", "small-talk.yaml", "languages.yaml", "questions.yaml", "calibration.yaml", "red-flags.yaml", AlarmWords.Path, "triage.yaml", ResultCompiler.Path, SafetyCompiler.Path, AskedQuestions.Path, FollowUps.Path];

    private static readonly string[] Required = ["vocabulary.yaml", "red-flags.yaml", "triage.yaml", "phrases/en.yaml", "articles/when-to-get-help.md"];

    /// <summary>Compiles all files. <see cref="Compilation.Knowledge"/> is null when there is at least one error.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <param name="today">The day for overdue reviews; null leaves those warnings out.</param>
    /// <param name="earlier">What an earlier version was compiled to: what was learnt from the same is not learnt again.</param>
    public static Compilation Compile(IReadOnlyCollection<SourceFile> files, DateOnly? today = null, KnowledgeBase? earlier = null)
    {
        var bag = new DiagnosticBag();
        CheckFiles(files, bag);
        var vocabulary = One("vocabulary.yaml") is { } words
            ? VocabularyCompiler.Compile(words, One("plain-words.txt"), bag)
            : Vocabulary.Empty;
        var grade = new ReadingGrade(vocabulary);
        var topics = vocabulary.Topics.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Article> articles = [.. In("articles/", ".md").Select(f => ArticleCompiler.Compile(f, topics, grade, today, bag)).OrderBy(a => a.Id, StringComparer.Ordinal)];
        var knowledge = new KnowledgeBase(
            ContentHash.Of(files),
            articles,
            PassagesOf(articles),
            vocabulary,
            One(RedFlagCompiler.Path) is { } flags
                ? RedFlagCompiler.Compile(flags, vocabulary.PlainWords, bag) with { Words = One(AlarmWords.Path) is { } alarms ? AlarmWords.Compile(alarms, bag) : AlarmWords.Empty }
                : RedFlagBook.Empty,
            One("triage.yaml") is { } triage ? TriageCompiler.Compile(triage, bag) : TriageBook.Empty,
            [.. In("countries/", ".yaml").Select(f => CountryCompiler.Compile(f, bag)).OfType<Country>()],
            PhraseCompiler.Compile(In("phrases/", ".yaml"), grade, bag))
        {
            Questions = One("questions.yaml") is { } questions
                ? QuestionCompiler.Compile(questions, One("calibration.yaml"), topics, bag)
                : QuestionBook.Empty,
            Asked = One(AskedQuestions.Path) is { } asked ? AskedQuestions.Compile(asked, PassagesOf(articles), bag, earlier?.Asked) : AskedQuestions.Empty,
            FollowUps = One(FollowUps.Path) is { } followUps ? FollowUps.Compile(followUps, One(AskedQuestions.Path), PassagesOf(articles), bag, earlier?.FollowUps) : FollowUps.Empty,
        };
        knowledge = knowledge with { Talk = TalkCompiler.Compile(One("small-talk.yaml"), One("languages.yaml"), vocabulary, knowledge.English, bag) };
        knowledge = knowledge with
        {
            Result = ResultCompiler.Compile(One(ResultCompiler.Path), knowledge, bag),
            Safety = SafetyCompiler.Compile(One(SafetyCompiler.Path), knowledge, bag),
        };
        foreach (var file in files.Where(f => SpokenIn(f) is not null))
        {
            SpokenText.Check(file, SpokenIn(file)!, grade, bag);
        }

        return new Compilation(bag.HasErrors ? null : knowledge, bag.ToSorted());

        SourceFile? One(string path) => files.FirstOrDefault(f => f.Path == path);

        IEnumerable<SourceFile> In(string folder, string ending) =>
            files.Where(f => IsIn(f, folder, ending)).OrderBy(f => f.Path, StringComparer.Ordinal);
    }

    // The keys under which a file of rules holds what the bot says; phrases and articles have checks of their own.
    private static string[]? SpokenIn(SourceFile file) => file.Path switch
    {
        "triage.yaml" => ["text", "they", "why", "means", "sign", "title"],
        "red-flags.yaml" => ["advice"],
        _ when IsIn(file, "countries/", ".yaml") => ["text"],
        _ => null,
    };

    private static void CheckFiles(IReadOnlyCollection<SourceFile> files, DiagnosticBag bag)
    {
        foreach (var file in files)
        {
            LineRules.CheckCharacters(bag, file);
            if (!Single.Contains(file.Path) && !IsIn(file, "articles/", ".md") && !IsIn(file, "countries/", ".yaml") && !IsIn(file, "phrases/", ".yaml"))
            {
                bag.Report(Codes.StrayFile, Place.Start(file.Path), "Nothing reads this file: move it to articles/, countries/ or phrases/, or take it out.");
            }
        }

        foreach (var path in Required.Where(path => !files.Any(f => f.Path == path)))
        {
            bag.Report(Codes.MissingFile, Place.Start(path), "This file is missing: the bot can't do without it.");
        }

        if (!files.Any(f => IsIn(f, "countries/", ".yaml")))
        {
            bag.Report(Codes.MissingFile, Place.Start("countries"), "There is no country: the bot can't say whom to call.");
        }
    }

    private static bool IsIn(SourceFile file, string folder, string ending) =>
        file.Path.Length > folder.Length + ending.Length
        && file.Path.StartsWith(folder, StringComparison.Ordinal)
        && file.Path.EndsWith(ending, StringComparison.Ordinal)
        && !file.Path.AsSpan(folder.Length).Contains('/');

    /// <summary>Every section that has sentences, numbered by article id and file order.</summary>
    internal static ImmutableArray<Passage> PassagesOf(ImmutableArray<Article> articles)
    {
        var passages = ImmutableArray.CreateBuilder<Passage>();
        foreach (var article in articles)
        {
            foreach (var section in article.Sections)
            {
                if (section.Sentences.Length > 0)
                {
                    passages.Add(new Passage(passages.Count, article, section));
                }
            }
        }

        return passages.ToImmutable();
    }
}
