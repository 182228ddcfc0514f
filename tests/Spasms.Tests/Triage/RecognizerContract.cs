using System.Collections.Immutable;
using System.Globalization;
using Spasms.Dialog.Recognizers;
using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.Triage;

/// <summary>What every recognizer must read: the rows of tests/triage/readings.yaml.</summary>
public abstract class RecognizerContract
{
    private static readonly ImmutableArray<(string Target, string Text, string Read)> Rows = ReadRows();

    public static TheoryData<string, string, string> Readings
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (target, text, read) in Rows)
            {
                data.Add(target, text, read);
            }

            return data;
        }
    }

    protected abstract IRecognizer Recognizer { get; }

    [Theory]
    [MemberData(nameof(Readings))]
    public void A_response_is_read_as_its_row_says(string target, string text, string read)
    {
        var question = TriageWorld.Book.Question(target);
        var type = question?.Type ?? Enum.Parse<QuestionType>(target, ignoreCase: true);
        ImmutableArray<Choosable> options = question is null
            ? []
            : [.. question.Options.Select(o => new Choosable(o.Id, [Words.Normalise(o.Text), .. o.Words, .. o.AskedWords])), new Choosable("none", question.NoneWords)];

        var reading = Recognizer.Read(type, text, options, TriageWorld.At);

        if (double.TryParse(read, CultureInfo.InvariantCulture, out var number))
        {
            Assert.InRange(Assert.IsType<Reading.Value>(reading).Number, (number * 0.98) - 0.001, (number * 1.02) + 0.001);
        }
        else
        {
            Assert.Equal(read, Name(reading));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!?")]
    [InlineData("\ud800")]
    [InlineData("🦵🦵🦵")]
    [InlineData("9999999999999999999999999999999999")]
    public void Nothing_ever_throws_and_nothing_is_made_up(string text) =>
        Assert.All(Enum.GetValues<QuestionType>(), type => Assert.IsNotType<Reading.Truth>(Recognizer.Read(type, text, [], TriageWorld.At)));

    private static string Name(Reading reading) => reading switch
    {
        Reading.Truth truth => truth.Yes ? "yes" : "no",
        Reading.Chosen chosen => string.Join(';', chosen.Options),
        Reading.Value value => value.Number.ToString(CultureInfo.InvariantCulture),
        Reading.None => "none",
        Reading.NotSure => "not-sure",
        Reading.Ambiguous => "ambiguous",
        _ => "nothing",
    };

    private static ImmutableArray<(string Target, string Text, string Read)> ReadRows()
    {
        var bag = new DiagnosticBag();
        var root = YamlText.Parse("readings.yaml", Repo.Read("tests/triage/readings.yaml"), bag) as Node.List;
        ImmutableArray<(string, string, string)> rows =
            [.. (root?.Items ?? []).Select(i => new MapReader(i, bag)).Select(m => (m.OptionalText("type") ?? m.Text("question"), m.Text("text"), m.Text("read")))];
        Assert.Empty(bag.ToSorted());
        return rows;
    }
}

public sealed class PlainRecognizerTests : RecognizerContract
{
    protected override IRecognizer Recognizer => PlainRecognizer.Instance;
}
