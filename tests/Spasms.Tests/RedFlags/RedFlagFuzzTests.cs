using System.Text;
using Spasms.Dialog.RedFlags;

namespace Spasms.Tests.RedFlags;

public sealed class RedFlagFuzzTests
{
    private const string Odd = "\0\u0007\u200D\u202E\uD800\uDC00\uFFFF\u0301'’.,;!?-…\n\t🙂胸a1";

    [Fact]
    public void No_text_makes_the_scan_throw_or_point_outside_the_message()
    {
        var words = RedFlagCases.Of("emergency").Concat(RedFlagCases.Of("languages")).SelectMany(c => c.Text.Split(' ')).ToArray();
        var dice = new Random(20261122);
        for (var run = 0; run < 4000; run++)
        {
            var text = new StringBuilder();
            for (var part = dice.Next(30); part >= 0; part--)
            {
                text.Append(dice.Next(4) == 0 ? Odd[dice.Next(Odd.Length)].ToString() : words[dice.Next(words.Length)]);
                text.Append(dice.Next(5) == 0 ? "" : " ");
            }

            var message = text.ToString();
            foreach (var hit in RedFlagScan.Scan(RedFlagCases.Now, message).Hits)
            {
                Assert.InRange(hit.Start, 0, message.Length);
                Assert.InRange(hit.Start + hit.Length, hit.Start, message.Length);
            }
        }
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
