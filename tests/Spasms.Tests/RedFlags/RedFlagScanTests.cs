using Spasms.Dialog.RedFlags;
using Spasms.Knowledge.RedFlags;

namespace Spasms.Tests.RedFlags;

public sealed class RedFlagScanTests
{
    [Theory]
    [InlineData("emergency", RedFlagLevel.Emergency)]
    [InlineData("emergency-nerves", RedFlagLevel.Emergency)]
    [InlineData("emergency-voices", RedFlagLevel.Emergency)]
    [InlineData("crisis", RedFlagLevel.Crisis)]
    [InlineData("urgent", RedFlagLevel.Urgent)]
    [InlineData("languages", RedFlagLevel.Emergency)]
    public void Every_message_of_the_file_is_caught_at_its_level(string file, RedFlagLevel level)
    {
        var missed = RedFlagCases.Of(file).Where(c => RedFlagCases.Level(c.Text) < level).Select(c => RedFlagCases.Show(c.Text));

        Assert.Equal("", string.Join('\n', missed));
    }

    [Theory]
    [InlineData("look-alike")]
    [InlineData("look-alike-nerves")]
    [InlineData("look-alike-known")]
    [InlineData("look-alike-voices")]
    [InlineData("look-alike-questions")]
    [InlineData("harmless")]
    [InlineData("languages-harmless")]
    public void No_look_alike_is_taken_for_an_emergency(string file)
    {
        var alarms = RedFlagCases.Of(file).Where(c => RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency).Select(c => RedFlagCases.Show(c.Text));

        Assert.Equal("", string.Join('\n', alarms));
    }

    [Fact]
    public void What_is_known_to_be_misread_is_misread_still_and_moves_to_its_file_when_mended()
    {
        var mended = RedFlagCases.Of("known-misses")
            .Where(c => RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency == (c.Heading == "missed"))
            .Select(c => RedFlagCases.Show(c.Text));

        Assert.Equal("", string.Join('\n', mended));
    }

    [Fact]
    public void The_files_hold_at_least_250_messages() =>
        Assert.True(RedFlagCases.Files.Sum(f => RedFlagCases.Of(f).Length) >= 250);

    [Fact]
    public void Every_family_catches_its_own_messages()
    {
        var missed = RedFlagCases.Caught
            .Where(c => !RedFlagScan.Scan(RedFlagCases.Now, c.Text).Hits.Any(h => h.Family == c.Family))
            .Select(c => c.Family + ": " + RedFlagCases.Show(c.Text));

        Assert.Equal("", string.Join('\n', missed));
    }

    [Fact]
    public void No_family_takes_its_harmless_messages_for_an_emergency()
    {
        var alarms = RedFlagCases.Now.Knowledge.RedFlags.Families
            .SelectMany(f => f.Harmless)
            .Where(t => RedFlagCases.Level(t) >= RedFlagLevel.Emergency)
            .Select(RedFlagCases.Show);

        Assert.Equal("", string.Join('\n', alarms));
    }

    [Theory]
    [InlineData("my husband's face is drooping", FlagPerson.Other)]
    [InlineData("my face is drooping", FlagPerson.Self)]
    public void The_scan_says_whose_sign_it_is(string text, FlagPerson person) =>
        Assert.Equal(person, RedFlagScan.Scan(RedFlagCases.Now, text).Hits[0].Person);

    [Fact]
    public void A_hit_points_at_the_words_of_the_sign()
    {
        const string Text = "since lunch, I can't breathe, what now";
        var hit = RedFlagScan.Scan(RedFlagCases.Now, Text).Hits[0];

        Assert.Equal("breathing", hit.Family);
        Assert.Equal("can't breathe", Text.Substring(hit.Start, hit.Length));
    }

    [Fact]
    public void A_correction_alone_leads_to_a_question()
    {
        var found = RedFlagScan.Scan(RedFlagCases.Now, "lockjwa");

        Assert.All(found.Hits, h => Assert.True(h.Corrected));
        Assert.True(found.Level <= RedFlagLevel.Ask);
    }

    [Theory]
    [InlineData("my chesst hurts")]
    [InlineData("shes uncnoscious please help")]
    public void A_corrected_word_beside_a_second_cue_raises_the_alarm(string text) =>
        Assert.Equal(RedFlagLevel.Emergency, RedFlagCases.Level(text));
}
