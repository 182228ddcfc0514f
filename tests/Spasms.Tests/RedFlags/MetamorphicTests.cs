using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

/// <summary>Every sign, told in other ways: the level never falls but by a true denial.</summary>
public sealed class MetamorphicTests
{
    private const string Filler = "So I have had leg cramps on and off since the spring and I stretch most evenings with a strap. ";

    public static TheoryData<string> Ways => [.. Changes.Keys];

    private static readonly Dictionary<string, Func<string, string>> Changes = new(StringComparer.Ordinal)
    {
        ["minimised in front"] = t => "it's probably nothing but " + t,
        ["minimised behind"] = t => t + ", my wife says it's nothing",
        ["apologetic"] = t => "sorry to bother you, I'm sure it's silly: " + t,
        ["another topic in front"] = t => "my eyelid twitches when I'm tired. " + t,
        ["another topic behind"] = t => t + ". also what helps against night cramps?",
        ["a typo in another word"] = t => "yesterdy I was tird. " + t,
        ["a filler story in front"] = t => Filler + Filler + t,
        ["a filler story behind"] = t => t + ". " + Filler + Filler,
        ["shouted"] = t => t.ToUpperInvariant(),
        ["without apostrophes"] = t => t.Replace("'", "", StringComparison.Ordinal),
        ["with typographic apostrophes"] = t => t.Replace('\'', '\u2019'),
        ["with pauses"] = t => t.Replace(", ", "... ", StringComparison.Ordinal),
        ["with a question behind"] = t => t + ", should I worry?",
        ["waved away by a doctor's friend"] = t => t + ". my friend says it's only a cramp",
        ["told to wait"] = t => "my mum reckons I should just wait and see. " + t,
        ["as a silly question"] = t => "probably silly but " + t,
        ["in another's words"] = t => "hi, writing for someone else. " + t,
        ["with thanks behind"] = t => t + " thanks",
        ["as a title"] = t => "QUESTION: " + t,
        ["with line breaks"] = t => "hello\n" + t + "\nany ideas",
        ["with a healthy past"] = t => "never had anything wrong with me. " + t,
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Told_otherwise_a_sign_keeps_its_level(string way)
    {
        var fallen = RedFlagCases.Caught
            .Concat(RedFlagCases.Of("emergency"))
            .Concat(RedFlagCases.Of("crisis"))
            .Select(c => (Told: Changes[way](c.Text), Was: RedFlagCases.Level(c.Text)))
            .Where(c => RedFlagCases.Level(c.Told) < c.Was)
            .Select(c => $"was {c.Was}, is {RedFlagCases.Show(c.Told)}");

        Assert.Equal("", string.Join('\n', fallen));
    }

    // Two neighbours swapped in the longest word: it may be read under correction, and then leads to a question at least;
    // where the word is past recognition, the other words may not carry the sign alone.
    [Fact]
    public void A_typo_in_the_longest_word_lets_few_signs_go_unheard()
    {
        var told = RedFlagCases.Caught.Concat(RedFlagCases.Of("emergency")).Concat(RedFlagCases.Of("crisis"))
            .Where(c => RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency).Select(c => RedFlagCases.Level(Swapped(c.Text))).ToArray();

        Assert.InRange(told.Count(l => l >= RedFlagLevel.Ask) / (double)told.Length, 0.9, 1);
    }

    [Fact]
    public void Told_in_another_order_few_signs_go_unheard()
    {
        var told = RedFlagCases.Caught.Concat(RedFlagCases.Of("emergency"))
            .Where(c => c.Text.Split(", ").Length == 2 && RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency)
            .Select(c => RedFlagCases.Level(string.Join(", ", c.Text.Split(", ").Reverse()))).ToArray();

        Assert.True(told.Length > 100);
        Assert.InRange(told.Count(l => l >= RedFlagLevel.Emergency) / (double)told.Length, 0.98, 1);
    }

    [Fact]
    public void Told_of_another_person_few_signs_go_unheard()
    {
        var told = RedFlagCases.Caught.Concat(RedFlagCases.Of("emergency"))
            .Where(c => RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency && Other(c.Text) != c.Text)
            .Select(c => RedFlagCases.Level(Other(c.Text))).ToArray();

        Assert.True(told.Length > 300);
        Assert.InRange(told.Count(l => l >= RedFlagLevel.Emergency) / (double)told.Length, 0.98, 1);
    }

    private static string Swapped(string text)
    {
        var longest = text.Split(' ').MaxBy(w => w.Length)!;
        return longest.Length < 6 ? text : text.Replace(longest, longest[..2] + longest[3] + longest[2] + longest[4..], StringComparison.Ordinal);
    }

    private static string Other(string text) => string.Join(' ', text.Split(' ').Select(word => word.ToLowerInvariant() switch
    {
        "i" => "he",
        "i'm" or "im" => "he's",
        "i've" or "ive" => "he's",
        "my" => "his",
        "me" => "him",
        "myself" => "himself",
        "am" => "is",
        _ => word,
    }));

    [Theory]
    [InlineData("I have chest pain", "I have no chest pain")]
    [InlineData("I have trouble breathing", "I have no trouble breathing")]
    [InlineData("my face is drooping on one side", "my face is not drooping on one side")]
    [InlineData("I had a seizure this morning", "I have not had a seizure")]
    [InlineData("I am suicidal", "I am not suicidal")]
    [InlineData("my jaw is locked", "my jaw is not locked")]
    [InlineData("she fainted", "she never fainted")]
    public void A_true_denial_lets_the_level_fall(string sign, string denied)
    {
        Assert.True(RedFlagCases.Level(sign) >= RedFlagLevel.Emergency, RedFlagCases.Show(sign));
        Assert.True(RedFlagCases.Level(denied) < RedFlagLevel.Emergency, RedFlagCases.Show(denied));
    }

    [Theory]
    [InlineData("No, I can't breathe")]
    [InlineData("not only cramps but chest pain")]
    [InlineData("I never had chest pain like this")]
    [InlineData("no idea why but my face is drooping")]
    [InlineData("nothing helps and I can't feel my legs")]
    [InlineData("I don't want to bother anyone but my chest hurts")]
    public void A_no_that_denies_something_else_changes_nothing(string text) =>
        Assert.True(RedFlagCases.Level(text) >= RedFlagLevel.Emergency, RedFlagCases.Show(text));
}
