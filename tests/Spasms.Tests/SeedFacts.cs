using System.Security.Cryptography;
using System.Text;
using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;
using Spasms.Tests.Compiling;
using Spasms.Tests.House;

namespace Spasms.Tests;

/// <summary>The founding texts: every fact of theirs is carried over, and no sentence.</summary>
public sealed class SeedFacts
{
    private const string Table = "tests/seed-facts.yaml";

    public static TheoryData<string, string, string, string[]> Facts
    {
        get
        {
            var bag = new DiagnosticBag();
            var data = new TheoryData<string, string, string, string[]>();
            foreach (var row in ((Node.List)YamlText.Parse(Table, Repo.Read(Table), bag)!).Items.Select(n => new MapReader(n, bag)))
            {
                data.Add($"{row.Text("seed")}: {row.Text("fact")}", row.Text("article"), row.Text("section"), [.. row.Texts("must")]);
                row.Done();
            }

            return bag.HasErrors ? throw new InvalidOperationException(string.Join('\n', bag.ToSorted())) : data;
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_fact_of_the_founding_texts_stands_in_its_passage(string fact, string article, string section, string[] must)
    {
        var passage = Parsed.Real.Passages.FirstOrDefault(p => p.Article.Id == article && p.Section.Anchor == section);

        Assert.True(passage is not null, $"{fact}: there is no passage {article}#{section}.");
        var text = string.Join('\n', passage.Section.Sentences.Select(s => s.Text));
        Assert.All(must, m => Assert.True(text.Contains(m, StringComparison.OrdinalIgnoreCase), $"{fact}: '{m}' is not in {article}#{section}:\n{text}"));
    }

    [Fact]
    public void No_eight_words_in_a_row_are_taken_over_from_the_founding_texts()
    {
        // The founding texts are not ours to keep here: the file holds hashes of their runs of eight words.
        var taken = Repo.Read("tests/seed-shingles.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

        var found =
            from article in Parsed.Real.Articles
            from sentence in article.Sections.SelectMany(s => s.Sentences)
            from run in RunsOf(sentence.Text)
            where taken.Contains(HashOf(run))
            select $"articles/{article.Id}.md:{sentence.Line}: {run}";
        Assert.NotEmpty(taken);
        Check.None(found);
    }

    private static IEnumerable<string> RunsOf(string text)
    {
        var words = Words.Of(text).Select(w => w.Value).ToArray();
        for (var i = 0; i + 8 <= words.Length; i++)
        {
            yield return string.Join(' ', words[i..(i + 8)]);
        }
    }

    private static string HashOf(string run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run)))[..12];
}
