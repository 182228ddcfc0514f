using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Articles;

/// <summary>
/// From a file to an <see cref="Article"/>. It reads lines, not a Markdown tree: a line is what gets quoted (I3),
/// and a fault must be shown in the column where it stands.
/// </summary>
internal static partial class ArticleCompiler
{
    /// <summary>Highest reading grade of an article.</summary>
    public const double MaxGrade = 8;

    /// <summary>Reads one article; every fault goes into the bag.</summary>
    /// <param name="file">A file of articles/.</param>
    /// <param name="topics">The ids of the vocabulary.</param>
    /// <param name="grade">The reading-grade tool.</param>
    /// <param name="today">For the overdue warning; null leaves it out.</param>
    /// <param name="bag">Receives the faults.</param>
    public static Article Compile(SourceFile file, IReadOnlySet<string> topics, ReadingGrade grade, DateOnly? today, DiagnosticBag bag)
    {
        var lines = TextLine.Of(file.Text);
        var front = FrontMatter.Read(file, lines.AsSpan(), today, bag);
        var drafts = ReadSections(file.Path, lines, front, bag);
        var sections = new SectionRules(front, topics, bag).Check(drafts);
        Grading.Check(bag, Codes.ArticleGrade, file.Path, MaxGrade, grade, sections.SelectMany(s => s.Sentences).Select(s => (s.Line, s.Text)));
        return new Article(
            front.Id,
            front.Title,
            front.AlsoCalled,
            front.Aspects,
            front.Sources,
            front.Reviewed,
            front.Licence,
            sections,
            file.Text,
            ContentHash.Of(file.Text));
    }

    private static List<Draft> ReadSections(string file, ImmutableArray<TextLine> lines, FrontMatter front, DiagnosticBag bag)
    {
        var drafts = new List<Draft>();
        Draft? current = null;
        foreach (var line in lines)
        {
            if (line.Number <= front.EndLine || string.IsNullOrWhiteSpace(line.Text))
            {
                continue;
            }

            if (HeadingLine.Parse(file, line, bag) is not { } heading)
            {
                AddSentence(file, line, current, bag);
            }
            else if (heading.Level == 1)
            {
                current = null;
                CheckTitle(heading, front, bag);
            }
            else
            {
                current = new Draft(heading, ParentOf(heading, current));
                current.Parent?.HasParts = true;
                drafts.Add(current);
            }
        }

        return drafts;
    }

    private static void AddSentence(string file, TextLine line, Draft? section, DiagnosticBag bag)
    {
        var item = ItemMarker().Match(line.Text);
        var start = item.Success ? item.Length : line.Text.Length - line.Text.AsSpan().TrimStart().Length;
        var sentence = new Sentence(line.Text[start..].Trim(), line.Number, item.Success);
        var at = new Place(file, line.Number, start + 1);
        LineRules.CheckLine(bag, at, sentence.Text, sentence.IsItem);
        if (section is null)
        {
            bag.Report(Codes.OutsideSection, at, "Put this line under a heading of level 2 or more with an anchor.");
        }
        else
        {
            section.Add(sentence, at);
        }
    }

    private static void CheckTitle(HeadingLine heading, FrontMatter front, DiagnosticBag bag)
    {
        if (heading.Text != front.Title)
        {
            bag.Report(Codes.TitleDiffers, heading.At, $"The front matter calls the article '{front.Title}': say the same here.");
        }
    }

    private static Draft? ParentOf(HeadingLine heading, Draft? before)
    {
        while (before is not null && before.Heading.Level >= heading.Level)
        {
            before = before.Parent;
        }

        return before;
    }

    [GeneratedRegex(@"^\s*([-*+]|\d{1,3}[.)])\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex ItemMarker();
}
