using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Text;

namespace Spasms.Tests.Compiling;

/// <summary>Torn content must be reported, never thrown over (I2).</summary>
public sealed class MutationTests
{
    private const string Spice = "---\n{}[]()<>#|*_`~&\\\"':;,.!?@%$ \t\r\u0000\u200B\uFFFD\uD800\uDC00âÃโ0123456789-+=\n\n";

    [Fact]
    public void Ten_thousand_torn_files_compile_without_an_exception()
    {
        // A fixed seed: the same ten thousand on every run.
        var random = new Random(20261122);
        var real = KnowledgeFiles.Real;
        for (var i = 0; i < 10_000; i++)
        {
            var file = real[random.Next(real.Length)];
            var part = Excerpt(file.Text, random);
            var torn = new SourceFile(file.Path, Tear(part, random));

            var compilation = KnowledgeCompiler.Compile(KnowledgeFiles.Good.With(torn.Path, torn.Text));

            Assert.Equal(compilation.Knowledge is null, compilation.Diagnostics.Any(d => d.Severity == Severity.Error));
        }
    }

    [Theory]
    [InlineData("[", 50_000)]
    [InlineData("{a: ", 50_000)]
    [InlineData("- ", 50_000)]
    [InlineData("&a [*a, ", 10_000)]
    [InlineData("# ", 10_000)]
    [InlineData("> ", 10_000)]
    [InlineData("![", 10_000)]
    [InlineData("**a ", 10_000)]
    public void Deep_nesting_is_a_fault_and_no_crash(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        foreach (var path in new[] { "vocabulary.yaml", "phrases/en.yaml", "countries/US.yaml", "articles/cramps.md" })
        {
            Assert.Null(KnowledgeCompiler.Compile(KnowledgeFiles.Good.With(path, text)).Knowledge);
        }

        var article = KnowledgeFiles.Good.Single(f => f.Path == "articles/cramps.md").Text;
        Assert.NotEmpty(KnowledgeCompiler.Compile(KnowledgeFiles.Good.With("articles/cramps.md", article + text)).Diagnostics);
    }

    [Fact]
    public void Sentence_and_grade_tools_take_any_text()
    {
        var random = new Random(7);
        var tool = new ReadingGrade(KnowledgeCompiler.Compile(KnowledgeFiles.Good).Knowledge!.Vocabulary);
        for (var i = 0; i < 5_000; i++)
        {
            var text = Tear("", random) + Tear("e.g. a cramp's ", random);

            Assert.True(SentenceEnds.SecondStart(text) < text.Length);
            Assert.True(tool.Of(SentenceEnds.Split(text)).Words >= 0);
        }
    }

    // A dozen lines keep ten thousand compilations short; the front matter is often among them.
    private static string Excerpt(string text, Random random)
    {
        var start = random.Next(3) == 0 ? 0 : random.Next(Math.Max(1, text.Length));
        return text[start..Math.Min(text.Length, start + 1_500)];
    }

    private static string Tear(string text, Random random)
    {
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + random.Next(1, 40));
            text = random.Next(5) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..end] + text[at..],
                2 => text[..at] + Spice[random.Next(Spice.Length)] + text[at..],
                3 => text[..at] + new string(Spice[random.Next(Spice.Length)], random.Next(1, 9)) + text[end..],
                _ => text[..at] + (char)random.Next(char.MaxValue) + text[end..],
            };
        }

        return text;
    }
}
