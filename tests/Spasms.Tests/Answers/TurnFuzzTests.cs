using System.Text;
using Spasms.Dialog;
using Spasms.Dialog.RedFlags;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Text;

namespace Spasms.Tests.Answers;

/// <summary>
/// Whole turns on whatever people or programs type: no exception, and work that grows with the words and no faster. Every
/// day 5,000 turns. With CI=true a million texts go through the red-flag scan and the reader, where all parsing happens,
/// and 60,000 of them through whole turns: a million whole turns would take longer than the rest of CI.
/// </summary>
public sealed class TurnFuzzTests
{
    private const int Turns = 5_000;
    private const int ThoroughTurns = 60_000;
    private const int ThoroughReadings = 1_000_000;
    private const int Long = 10_240;

    // Questions to the index: so many a word, and so many for any message (each of at most three questions is searched).
    private const int PerWord = 24;
    private const int PerMessage = 200;

    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly bool Thorough = Environment.GetEnvironmentVariable("CI") == "true";

    private static readonly string[] Pieces =
    [
        " ", " ", "  ", "\n", "\t", "\0", "\u0007", "\u001B[31m", "'", "\u2019", "-", ".", ",", "?", "? ", "! ", "; ", "1.5", "10 mg", "é", "e\u0301", "ß", "İ", "ﬁ",
        "\u202E", "\u2066", "\u200D", "\u200B", "\uFEFF", "\uD800", "\uDC00", "\uD83E\uDDB5", "👨‍👩‍👧", "судорога", "تشنج", "抽筋", "つる", "쥐가",
        "what causes ", "how is it ", "can ", "spasm ", "cramps ", "my leg ", "neck ", "baclofen ", "i can't breathe ", "numb ", "pregnant ", "and ", "why", "tell me more",
        "the second one", "no i meant ", "check my symptoms", "yes", "not sure", "start over", "magnezium ", "twich ", "stop ", "help", "thanks", "45", "3 weeks",
    ];

    [Fact]
    public void No_text_makes_a_turn_throw_and_its_work_stays_bounded()
    {
        var index = new CountingIndex(RealSnapshot.Value.Index);
        var now = RealSnapshot.Value with { Index = index };
        var dice = new Random(20261127);
        var state = DialogState.New;
        for (var run = 0; run < (Thorough ? ThoroughTurns : Turns); run++)
        {
            var text = Text(dice, run % 1000 == 0 ? Long : dice.Next(1, 120));
            var before = index.Asked;
            state = DialogEngine.Take(now, now.Knowledge.Triage, run % 7 == 0 ? DialogState.New : state, new UserMessage(text, At)).State;
            var asked = index.Asked - before;
            Assert.True(asked <= PerMessage + ((long)PerWord * Words.Of(text).Length), $"{asked} questions to the index for {text.Length} characters");
        }
    }

    [Fact]
    public void No_text_makes_the_scan_or_the_reader_throw()
    {
        var now = RealSnapshot.Value;
        var halves = Math.Min(Environment.ProcessorCount, 8);
        var each = (Thorough ? ThoroughReadings : Turns) / halves;
        Parallel.For(0, halves, half =>
        {
            var dice = new Random(half);
            for (var run = 0; run < each; run++)
            {
                var text = Text(dice, run % 5000 == 0 ? Long : dice.Next(1, 60));
                Assert.True(RedFlagScan.Scan(now, text).Hits.Length <= text.Length, text);
                Assert.True(QuestionReader.Read(now.Tables, now.Index, text).Questions.Length <= 3, text);
            }
        });
    }

    private static string Text(Random dice, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            if (dice.Next(4) == 0)
            {
                text.Append((char)dice.Next(0x10000));
            }

            text.Append(Pieces[dice.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
