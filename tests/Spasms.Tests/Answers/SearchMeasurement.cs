using Spasms.Dialog;

namespace Spasms.Tests.Answers;

public class SearchMeasurement(ITestOutputHelper output)
{
    // A little below what the tune part reaches: a change that costs more than a few questions shows here.
    private static readonly (string File, double Floor)[] Floors =
    [
        ("answerable", 92), ("offtopic", 95), ("lookalikes", 94), ("own-trouble", 89), ("dialogues", 75),
    ];

    /// <summary>What the bot answers from; another index proves itself by a subclass with its snapshot.</summary>
    protected virtual Snapshot Now => RealSnapshot.Value;

    [Fact]
    public void The_bot_answers_the_tune_questions_as_well_as_it_is_known_to()
    {
        var now = Now;
        var judged = SearchCase.All().Select(c => Judged.Run(now, c)).ToArray();
        output.WriteLine(SearchTable.Of(judged));
        foreach (var wrong in judged.Where(j => !j.Right && !j.Case.Held))
        {
            output.WriteLine($"{wrong.Case.Id} {string.Join(',', wrong.Kinds)} <{wrong.Trace}> {wrong.Text}");
        }

        foreach (var (file, floor) in Floors)
        {
            var tune = judged.Where(j => !j.Case.Held && j.Case.File == file).ToArray();
            var right = 100.0 * tune.Count(j => j.Right) / tune.Length;
            Assert.True(right >= floor, $"{file}: {right:F1} % right, known to reach {floor} %.");
        }
    }
}
