using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Knowledge.Text;

/// <summary>A sentence that is hard to read.</summary>
/// <param name="Line">1-based line in its file.</param>
/// <param name="Grade">Its own grade.</param>
/// <param name="Text">The sentence.</param>
public sealed record HardSentence(int Line, double Grade, string Text);

/// <summary>How hard a file is to read, and where it is hardest: for its author.</summary>
/// <param name="File">Path below the knowledge folder.</param>
/// <param name="Grade">Of all its sentences together.</param>
/// <param name="Hardest">The hardest sentences, hardest first.</param>
public sealed record FileGrade(string File, Grade Grade, ImmutableArray<HardSentence> Hardest);

/// <summary>Grades whole files.</summary>
public static class Grading
{
    private const int Shown = 5;

    /// <summary>The grade of a file's sentences and the hardest of them.</summary>
    public static FileGrade Of(string file, ReadingGrade tool, IEnumerable<(int Line, string Text)> sentences)
    {
        var all = sentences.ToList();
        var hardest = all
            .Select(s => new HardSentence(s.Line, tool.Of([s.Text]).Value, s.Text))
            .OrderByDescending(s => s.Grade)
            .ThenBy(s => s.Line)
            .Take(Shown);
        return new FileGrade(file, tool.Of(all.Select(s => s.Text)), [.. hardest]);
    }

    /// <summary>The grades of all articles of a knowledge base, by id.</summary>
    public static ImmutableArray<FileGrade> OfArticles(KnowledgeBase knowledge)
    {
        var tool = new ReadingGrade(knowledge.Vocabulary);
        return
        [
            .. knowledge.Articles.Select(a =>
                Of($"articles/{a.Id}.md", tool, a.Sections.SelectMany(s => s.Sentences).Select(s => (s.Line, s.Text)))),
        ];
    }

    /// <summary>Reports a file that is harder than it may be, naming the sentences to mend first.</summary>
    internal static void Check(DiagnosticBag bag, string code, string file, double limit, ReadingGrade tool, IEnumerable<(int Line, string Text)> sentences)
    {
        var all = sentences.ToList();
        if (tool.Of(all.Select(s => s.Text)).Value <= limit)
        {
            return;
        }

        var grade = Of(file, tool, all);
        var worst = string.Join(", ", grade.Hardest.Select(h => string.Create(CultureInfo.InvariantCulture, $"line {h.Line} ({h.Grade:0.0})")));
        bag.Report(code, Place.Start(file), string.Create(CultureInfo.InvariantCulture, $"The reading grade is {grade.Grade.Value:0.0}, at most {limit:0} is good. Hardest: {worst}."));
    }
}
