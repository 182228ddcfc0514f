using Spasms.Dialog.Talk;
using Spasms.Knowledge;
using Spasms.Knowledge.Yaml;
using Spasms.Search;
using Spasms.Tests.Compiling;

namespace Spasms.Tests.Talk;

public sealed class TalkTests
{
    private static readonly KnowledgeBase Knowledge = Content.Knowledge;

    private static readonly PassageIndex Index = PassageIndex.Build(Knowledge.Passages, Knowledge.Vocabulary);

    [Fact]
    public void Each_message_of_the_small_talk_table_is_read_as_it_says() =>
        AssertTable("small-talk.yaml", "intent", "none", text => SmallTalk.Find(Knowledge.Talk, text)?.Intent);

    [Fact]
    public void Each_message_of_the_language_table_is_read_as_it_says() =>
        AssertTable("languages.yaml", "tag", "en", text => OtherLanguage.Find(Knowledge.Talk, Index, text));

    [Fact]
    public void Every_language_has_its_own_words_and_every_intent_has_a_phrase()
    {
        Assert.All(Knowledge.Talk.Languages, l => Assert.Contains("{number}", Knowledge.Phrases[l.Tag]["other-language"], StringComparison.Ordinal));
        Assert.All(Knowledge.Talk.Intents, i => Assert.NotEqual(i.Phrase, Knowledge.English[i.Phrase]));
        Assert.True(Knowledge.Talk.Languages.Length >= 14);
        Assert.True(Knowledge.Talk.Intents.Length >= 20);
    }

    [Theory]
    [InlineData("answerable")]
    [InlineData("offtopic")]
    [InlineData("emergencies")]
    [InlineData("lookalikes")]
    [InlineData("same-day")]
    [InlineData("own-trouble")]
    [InlineData("smalltalk")]
    public void No_English_measurement_message_is_taken_for_another_language(string file) =>
        AssertNone(Measured(file), t => OtherLanguage.Find(Knowledge.Talk, Index, t) is not null);

    [Theory]
    [InlineData("answerable")]
    [InlineData("offtopic")]
    [InlineData("emergencies")]
    [InlineData("lookalikes")]
    [InlineData("same-day")]
    [InlineData("own-trouble")]
    public void No_message_about_something_is_taken_for_small_talk(string file) =>
        AssertNone(Measured(file), t => SmallTalk.Find(Knowledge.Talk, t) is not null);

    [Fact]
    public void Every_foreign_measurement_message_is_taken_for_another_language() =>
        AssertNone(Measured("languages"), t => OtherLanguage.Find(Knowledge.Talk, Index, t) is null);

    [Theory]
    [InlineData("hi, what causes cramps? thanks", "what causes cramps")]
    [InlineData("Good morning! How are you? My leg hurts.", "My leg hurts.")]
    [InlineData("what causes cramps?", "what causes cramps?")]
    [InlineData("thanks", "thanks")]
    [InlineData("ok and how is it treated", "and how is it treated")]
    [InlineData("no, I meant my neck", "no, I meant my neck")]
    [InlineData("", "")]
    public void Greeting_and_thanks_come_off_around_a_question(string text, string rest) =>
        Assert.Equal(rest, SmallTalk.Strip(Knowledge.Talk, text));

    private static void AssertTable(string file, string key, string nothing, Func<string, string?> read)
    {
        var wrong = new List<string>();
        foreach (var row in Rows("tests/Spasms.Tests/Talk/" + file))
        {
            var expected = row.Text(key);
            wrong.AddRange(row.Texts("says")
                .Select(text => (text, found: read(text) ?? nothing))
                .Where(r => r.found != expected)
                .Select(r => $"'{r.text}' should be {expected}, was read as {r.found}"));
        }

        AssertNone(wrong, _ => true);
    }

    private static void AssertNone(IEnumerable<string> texts, Func<string, bool> isWrong)
    {
        string[] wrong = [.. texts.Where(isWrong)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    // Those with an answer of the measured kind only; a case may allow small talk beside.
    private static IEnumerable<string> Measured(string file) =>
        Rows($"tests/search/tune-{file}.yaml").Where(r => !r.Texts("kind").Contains("smalltalk") || file == "smalltalk").Select(r => r.Text("text"));

    private static IEnumerable<MapReader> Rows(string path)
    {
        var bag = new DiagnosticBag();
        var root = YamlText.Parse(path, Repo.Read(path), bag);
        return Assert.IsType<Node.List>(root).Items.Select(n => new MapReader(n, bag));
    }
}
