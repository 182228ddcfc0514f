using Spasms.Dialog.Talk;
using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Search;
using Spasms.Tests.Compiling;

namespace Spasms.Tests.Search;

/// <summary>Whatever people or programs type: no exception, and work that grows with the text and no faster.</summary>
public sealed class SearchFuzzTests
{
    private const int Everyday = 20_000;
    private const int Thorough = 1_000_000;

    private static readonly string[] Pieces =
    [
        "cramp", "cramps", "magnezium", "electromyografy", "what", " ", "  ", "\n", "\t", "\0", "\u0007", "\u001B[31m", "'", "\u2019", "-", ".", ",",
        "1.5", "1,000", "é", "e\u0301", "ñ", "ß", "İ", "ı", "ﬁ", "Ǆ", "\u202E", "\u2066", "\u200D", "\u200B", "\uFEFF", "\uFFFE", "\uD800", "\uDC00", "\uD83E\uDDB5",
        "👨‍👩‍👧", "судорога", "تشنج", "ऐंठन", "抽筋", "つる", "쥐가", "ตะคริว", "y", "yy", "ying", "ied", "ement", "ational", "hello", "thanks", "are", "you", "a", "real", "doctor",
    ];

    private static readonly KnowledgeBase Knowledge = Content.Knowledge;

    private static readonly PassageIndex Index = PassageIndex.Build(Knowledge.Passages, Knowledge.Vocabulary);

    [Fact]
    public void No_text_makes_search_spelling_or_talk_throw_and_work_stays_bounded()
    {
        var tokens = Knowledge.Passages.Sum(p => p.Section.Sentences.Sum(s => s.Text.Length) + p.Section.Path.Sum(h => h.Length) + p.Article.Title.Length + p.Article.AlsoCalled.Sum(a => a.Length) + 20);
        var runs = Environment.GetEnvironmentVariable("CI") == "true" ? Thorough : Everyday;
        var dice = new Random(20261122);
        for (var run = 0; run < runs; run++)
        {
            var text = Text(dice, run % 500 == 0 ? 10_240 : dice.Next(1, 120));
            var words = Words.Of(text);
            Assert.True(words.Length <= text.Length);
            var end = 0;
            foreach (var word in words)
            {
                Assert.InRange(word.Value.Length, 0, 2 * Words.MaxWordLength);
                Assert.True(word.Start >= end && word.Start + word.Length <= text.Length);
                end = word.Start + word.Length;
                Assert.True(Porter2.Stem(word.Value).Length <= word.Value.Length + 1);
                Assert.True(Index.Correct(word.Value) is null or { Length: > 0 });
            }

            var hits = Index.Search(new Query([.. words.Select(w => new QueryTerm(w.Value))], (Aspect)(run % 7)), 5, out var work);
            Assert.True(hits.Length <= 5);
            Assert.True(work.Terms <= words.Length);
            Assert.True(work.Tokens <= tokens);
            Assert.True(work.Postings <= (long)work.Terms * Knowledge.Passages.Length);
            _ = SmallTalk.Find(Knowledge.Talk, text);
            _ = OtherLanguage.Find(Knowledge.Talk, Index, text);
            Assert.Contains(SmallTalk.Strip(Knowledge.Talk, text), text, StringComparison.Ordinal);
        }
    }

    private static string Text(Random dice, int length)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < length)
        {
            text.Append(dice.Next(3) switch
            {
                0 => (char)dice.Next(0x10000),
                1 => (char)dice.Next(0x20, 0x7F),
                _ => "",
            });
            text.Append(Pieces[dice.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
