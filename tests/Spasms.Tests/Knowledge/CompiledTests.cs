using Spasms.Knowledge;
using Spasms.Knowledge.Articles;

namespace Spasms.Tests.Compiling;

public sealed class CompiledTests
{
    private static readonly KnowledgeBase Good = KnowledgeCompiler.Compile(KnowledgeFiles.Good).Knowledge!;

    [Fact]
    public void An_article_keeps_what_its_front_matter_says()
    {
        var cramps = Good.Articles[0];

        Assert.Equal(("cramps", "Cramps", "CC BY 4.0", new DateOnly(2026, 1, 31)), (cramps.Id, cramps.Title, cramps.Licence, cramps.Reviewed));
        Assert.Equal(["muscle cramps"], cramps.AlsoCalled);
        Assert.Equal([Aspect.Definition, Aspect.Causes, Aspect.Treatment], cramps.Aspects);
        Assert.Equal(new Source("nhs", "NHS", "Leg cramps", 2023, "https://www.nhs.uk/conditions/leg-cramps/"), cramps.Sources[0]);
        Assert.Null(cramps.Sources[1].Url);
        Assert.Equal(ContentHash.Of(cramps.Markdown), cramps.Hash);
    }

    [Fact]
    public void A_part_of_a_section_inherits_its_aspect_and_has_its_path()
    {
        var thirst = SectionOf("thirst");

        Assert.Equal((Aspect.Causes, 3), (thirst.Aspect, thirst.Level));
        Assert.Equal(["What causes cramps", "Thirst"], thirst.Path);
        Assert.Equal(["thirst", "cramp"], thirst.Topics);
        Assert.Equal(["nhs", "cdc"], thirst.Sources);
    }

    [Fact]
    public void The_direct_word_comes_from_the_aspect_unless_it_is_named()
    {
        Assert.Null(SectionOf("what").Direct);
        Assert.Equal("it-can", SectionOf("thirst").Direct);
        Assert.Equal("yes", SectionOf("help").Direct);
    }

    [Fact]
    public void A_sentence_is_the_line_without_its_list_marker()
    {
        Assert.Equal(
            [new Sentence("Too little water can cause a cramp.", 22, false), new Sentence("heat and sweat", 23, true)],
            SectionOf("thirst").Sentences);
    }

    [Fact]
    public void Passages_are_the_sections_with_sentences_by_article_and_file_order()
    {
        Assert.Equal(["cramps#what", "cramps#thirst", "cramps#help", "when-to-get-help#doctor"], Good.Passages.Select(p => p.Id));
        Assert.Equal([0, 1, 2, 3], Good.Passages.Select(p => p.Ordinal));
    }

    [Fact]
    public void A_topic_owns_its_words_its_name_and_its_id_normalised()
    {
        Assert.Equal(["muscle cramp", "charley horse", "cramp"], Good.Vocabulary.Topics[0].Words);
        Assert.Equal(["leg cramp"], Good.Vocabulary.Topics[1].Words);
        Assert.Equal(["water", "leg", "house", "garden"], Good.Vocabulary.PlainWords);
    }

    [Fact]
    public void Windows_line_ends_make_the_same_sentences()
    {
        var windows = KnowledgeFiles.Good.Select(f => f with { Text = f.Text.ReplaceLineEndings("\r\n") }).ToArray();

        var compilation = KnowledgeCompiler.Compile(windows);

        Assert.Empty(compilation.Diagnostics);
        Assert.Equal(
            Good.Passages.SelectMany(p => p.Section.Sentences),
            compilation.Knowledge!.Passages.SelectMany(p => p.Section.Sentences));
    }

    [Fact]
    public void The_same_files_in_any_order_give_the_same_hash_and_any_change_another()
    {
        var turned = KnowledgeCompiler.Compile([.. KnowledgeFiles.Good.Reverse()]).Knowledge!;
        var changed = KnowledgeCompiler.Compile(KnowledgeFiles.Good.With("plain-words.txt", "house")).Knowledge!;

        Assert.Equal(Good.Hash, turned.Hash);
        Assert.Equal(Good.Passages.Select(p => p.Id), turned.Passages.Select(p => p.Id));
        Assert.NotEqual(Good.Hash, changed.Hash);
    }

    [Fact]
    public void Every_real_sentence_is_a_slice_of_its_file()
    {
        foreach (var article in Parsed.Real.Articles)
        {
            var lines = article.Markdown.Split('\n');
            Assert.All(article.Sections.SelectMany(s => s.Sentences), s => Assert.Contains(s.Text, lines[s.Line - 1], StringComparison.Ordinal));
        }
    }

    private static Section SectionOf(string anchor) => Good.Passages.Single(p => p.Section.Anchor == anchor).Section;
}
