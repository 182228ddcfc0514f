namespace Spasms.Tests.Answers;

public sealed class SearchMeasurement(ITestOutputHelper output)
{
    [Fact]
    public void The_bot_answers_the_tune_questions_as_well_as_it_is_known_to()
    {
        var now = RealSnapshot.Value;
        var judged = SearchCase.All().Select(c => Judged.Run(now, c)).ToArray();
        output.WriteLine(SearchTable.Of(judged));
        foreach (var wrong in judged.Where(j => !j.Right && !j.Case.Held))
        {
            output.WriteLine($"{wrong.Case.Id} {string.Join(',', wrong.Kinds)} <{wrong.Trace}> {wrong.Text}");
        }

        Assert.NotEmpty(judged);
    }
}
