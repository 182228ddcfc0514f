using Spasms.Knowledge.Text;

namespace Spasms.Tests.Compiling;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Ménière's disease", "menieres disease")]
    [InlineData("CRÈME brûlée", "creme brulee")]
    [InlineData("mikä auttaa", "mika auttaa")]
    [InlineData("Straße Łódź Ænima", "strasse lodz aenima")]
    [InlineData("bị chuột rút", "bi chuot rut")]
    [InlineData("göz seğirmesi", "goz segirmesi")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("pH 7.5, 1,000", "ph 7.5 1,000")]
    [InlineData("don\u2019t can't", "dont cant")]
    [InlineData("Почему НОГИ", "почему ноги")]
    public void Words_lose_case_accents_and_apostrophes_the_same_on_every_machine(string text, string words) =>
        Assert.Equal(words, Words.Normalise(text));
}
