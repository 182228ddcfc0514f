using System.Text;
using Spasms.Dialog.RedFlags;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

public sealed class RedFlagFuzzTests
{
    private const string Odd = "\0\u0007\u200D\u202E\uD800\uDC00\uFFFF\u0301'’.,;!?-…\n\t🙂胸a1";

    // What the tables' depth and three little words between the words of a phrase allow, with room to spare.
    private const int MostStepsForAWord = 3000;

    [Fact]
    public void No_text_makes_the_scan_throw_or_point_outside_the_message_and_work_stays_bounded()
    {
        var words = RedFlagCases.Of("emergency").Concat(RedFlagCases.Of("languages")).SelectMany(c => c.Text.Split(' ')).ToArray();
        var runs = Environment.GetEnvironmentVariable("CI") == "true" ? 1_000_000 : 20_000;
        Parallel.For(0, 20, part =>
        {
            var dice = new Random(20261122 + part);
            for (var run = 0; run < runs / 20; run++)
            {
                Look(Message(dice, words, run % 1000 == 0 ? 2000 : 30));
            }
        });
    }

    private static void Look(string message)
    {
        foreach (var hit in RedFlagScan.Scan(RedFlagCases.Now, message).Hits)
        {
            Assert.InRange(hit.Start, 0, message.Length);
            Assert.InRange(hit.Start + hit.Length, hit.Start, message.Length);
        }

        var lexicon = RedFlagCases.Now.Knowledge.RedFlags.Lexicon;
        var read = MessageWords.Of(RedFlagCases.Now, lexicon, message);
        Assert.InRange(lexicon.Phrases.Find(read.Values, read.EndsSentence, []), 0, MostStepsForAWord * (read.Count + 1));
        if (read.Count > 0)
        {
            var weighed = RedFlagScan.Signs(RedFlagCases.Now, message).Features.Written().Count;
            // Two openings, the length, and each sign once, beside what each word adds.
            Assert.InRange(weighed, 0, read.Values.Sum(v => AlarmWords.PairReach + AlarmWords.BeginningReach + 4 + v.Length) + 3 + lexicon.Patterns.Length);
        }
    }

    private static string Message(Random dice, string[] words, int parts)
    {
        var text = new StringBuilder();
        for (var part = dice.Next(parts); part >= 0; part--)
        {
            text.Append(dice.Next(4) == 0 ? Odd[dice.Next(Odd.Length)].ToString() : words[dice.Next(words.Length)]);
            text.Append(dice.Next(5) == 0 ? "" : " ");
        }

        return text.ToString();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("\uD800")]
    [InlineData("no no no no no if if if can can what is what is")]
    public void Empty_and_broken_texts_hold_no_sign(string text) =>
        Assert.Empty(RedFlagScan.Scan(RedFlagCases.Now, text).Hits);

    [Fact]
    public void A_very_long_message_is_scanned_to_its_end() =>
        Assert.Contains(
            RedFlagScan.Scan(RedFlagCases.Now, string.Concat(Enumerable.Repeat("my calf cramps at night. ", 2000)) + "I can't breathe").Hits,
            h => h.Family == "breathing");
}
