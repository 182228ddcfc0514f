using Spasms.Dialog.Understanding;
using Spasms.Knowledge;
using Spasms.Knowledge.Text;
using Spasms.Tests.Compiling;
using Spasms.Tests.RedFlags;

namespace Spasms.Tests.Answers;

/// <summary>Words typed by their sound are understood as what is meant; words that say something themselves stay.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("shud i strech", "should i strech")]
    [InlineData("wich 1", "which 1")]
    [InlineData("y do my mussels jump", "why do my muscle jump")]
    [InlineData("how dose it work", "how does it work")]
    [InlineData("muscle spams at nite", "muscle spasm at night")]
    [InlineData("how do i no its serious", "how do i know its serious")]
    public void By_sound(string typed, string meant) => Assert.Equal(meant, Meant(typed));

    [Theory]
    [InlineData("is the baclofen dose that i take too high")]
    [InlineData("do i need 2 tablets")]
    [InlineData("what should i do? i no longer sleep")]
    [InlineData("my 8 yr old")]
    [InlineData("it happens to little children")]
    [InlineData("mail spam and a poster")]
    public void Not_what_stands_there_on_purpose(string typed) => Assert.Equal(Words.Normalise(typed), Meant(typed));

    [Fact]
    public void A_spelling_that_stands_for_no_word_is_a_fault()
    {
        var files = KnowledgeFiles.Real.RemoveAll(f => f.Path.EndsWith(".txt", StringComparison.Ordinal));
        var questions = files.Single(f => f.Path == "questions.yaml");
        var wrong = questions with { Text = questions.Text.Replace("spellings:\n", "spellings:\n  - {means: \"?\", typed: [wotsit]}\n", StringComparison.Ordinal) };

        var told = Assert.Single(KnowledgeCompiler.Compile(files.With(questions.Path, wrong.Text)).Diagnostics, d => d.Code == Codes.BadValue);

        Assert.Equal("questions.yaml", told.File);
    }

    private static string Meant(string text) => string.Join(' ', Spelling.Meant(RedFlagCases.Now.Tables, Words.Of(text)).Select(w => w.Value));
}
