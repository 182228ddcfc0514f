using Spasms.Knowledge.Text;
using Spasms.Search;

namespace Spasms.Tests.Search;

public sealed class StopWordsTests
{
    [Fact]
    public void Stop_words_stand_in_the_normalised_form_once_each()
    {
        Assert.All(StopWords.All, w => Assert.Equal(w, Words.Normalise(w)));
        Assert.Equal(StopWords.All.Distinct(), StopWords.All);
    }

    [Fact]
    public void Words_that_tell_what_a_question_is_about_are_no_stop_words() =>
        Assert.All(
            ["cause", "treat", "night", "leg", "child", "pregnant", "serious", "test", "stop", "prevent", "pain", "eye", "doctor"],
            w => Assert.False(StopWords.Contains(w)));

    [Fact]
    public void Words_of_mere_form_are_stop_words() =>
        Assert.All(["what", "should", "please", "dont", "im", "my"], w => Assert.True(StopWords.Contains(w)));
}
