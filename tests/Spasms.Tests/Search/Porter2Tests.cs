using Spasms.Search;

namespace Spasms.Tests.Search;

public sealed class Porter2Tests
{
    // Each pair worked out by the steps of the algorithm; the comment on the line names the step it shows.
    [Theory]
    [InlineData("cramps", "cramp")] // 1a: s behind a vowel further left
    [InlineData("gas", "gas")] // 1a: the vowel stands right before the s
    [InlineData("caresses", "caress")] // 1a: sses
    [InlineData("ties", "tie")] // 1a: ies behind one letter
    [InlineData("remedies", "remedi")] // 1a: ies behind more
    [InlineData("virus", "virus")] // 1a: us stays
    [InlineData("agreed", "agre")] // 1b: eed in R1, then 5
    [InlineData("feed", "feed")] // 1b: eed outside R1
    [InlineData("cramping", "cramp")] // 1b: ing
    [InlineData("twitching", "twitch")]
    [InlineData("spring", "spring")] // 1b: no vowel before ing
    [InlineData("locating", "locat")] // 1b: at gets its e, 5 takes it
    [InlineData("stopped", "stop")] // 1b: double
    [InlineData("added", "add")] // 1b: a double from the start
    [InlineData("hoping", "hope")] // 1b: short word gets e
    [InlineData("dying", "die")] // 1b: ying behind one letter
    [InlineData("worry", "worri")] // 1c
    [InlineData("by", "by")] // 1c: too short
    [InlineData("say", "say")] // 1c: vowel before y
    [InlineData("sensational", "sensat")] // 2: ational
    [InlineData("hesitancy", "hesit")] // 2: anci, then 4
    [InlineData("spasticity", "spastic")] // 3: iciti
    [InlineData("dizziness", "dizzi")] // 3: ness
    [InlineData("neurologist", "neurolog")] // 2: ogist
    [InlineData("badly", "bad")] // 2: li behind d
    [InlineData("medical", "medic")] // 3: ical to ic
    [InlineData("painful", "pain")] // 3: ful
    [InlineData("treatment", "treatment")] // 4: ment outside R2
    [InlineData("replacement", "replac")] // 4: ement in R2
    [InlineData("contraction", "contract")] // 4: ion behind t
    [InlineData("controll", "control")] // 5: ll in R2
    [InlineData("muscle", "muscl")] // 5: e in R1, no short syllable before it
    [InlineData("paste", "paste")] // 5: past counts as a short syllable
    [InlineData("emergency", "emergenc")] // R1 behind emerg
    [InlineData("news", "news")] // special words
    [InlineData("evening", "evening")]
    [InlineData("b12", "b12")] // digits are no vowels
    [InlineData("straße", "straße")] // letters outside a to z
    [InlineData("", "")]
    public void A_word_has_the_stem_that_the_steps_give(string word, string stem) => Assert.Equal(stem, Porter2.Stem(word));

    [Theory]
    [InlineData("treat", "treats", "treated", "treating")]
    [InlineData("cause", "causes", "caused", "causing")]
    [InlineData("stretch", "stretches", "stretched", "stretching")]
    [InlineData("injury", "injuries")]
    [InlineData("magnesium")]
    public void Forms_of_a_word_meet_in_one_stem(params string[] forms) =>
        Assert.Single(forms.Select(Porter2.Stem).Distinct(StringComparer.Ordinal));
}
