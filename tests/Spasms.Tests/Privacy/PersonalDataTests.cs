using System.Text;
using Spasms.Dialog;
using Spasms.Dialog.Privacy;
using Spasms.Dialog.RedFlags;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Tests.RedFlags;

namespace Spasms.Tests.Privacy;

public sealed class PersonalDataTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Held()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in Lines("removed.txt"))
        {
            var parts = line.Split(" => ");
            data.Add(parts[0], parts[1]);
        }

        return data;
    }

    public static TheoryData<string> Kept() => [.. Lines("kept.txt")];

    [Theory]
    [MemberData(nameof(Held))]
    public void What_is_a_persons_own_is_taken_out_and_nothing_else(string message, string kept) =>
        Assert.Equal(kept, Remove(message));

    [Theory]
    [MemberData(nameof(Kept))]
    public void Ages_doses_scales_dates_and_service_numbers_stay(string message) =>
        Assert.Equal(message, Remove(message));

    [Fact]
    public void No_message_of_the_red_flag_cases_loses_a_character()
    {
        var cases = RedFlagCases.Of("emergency").Concat(RedFlagCases.Of("languages"));
        Assert.All(cases, c => Assert.Equal(c.Text, Remove(c.Text)));
    }

    [Fact]
    public void Anything_of_a_persons_own_is_gone_wherever_it_stands_and_a_second_time_changes_nothing()
    {
        string[] own = ["jane@example.com", "07700 900123", "+44 7700 900123", "(202) 555-0143", "4111 1111 1111 1111", "jane at example dot com"];
        string[] around = [.. Lines("kept.txt").Where(l => l.Any(char.IsLetter))];
        var dice = new Random(20261127);
        for (var run = 0; run < 2000; run++)
        {
            var (before, data, after) = (around[dice.Next(around.Length)], own[dice.Next(own.Length)], around[dice.Next(around.Length)]);
            var clean = Remove($"{before} and {data}, {after}");
            Assert.Equal($"{before} and [removed], {after}", clean);
            Assert.Equal(clean, Remove(clean));
        }
    }

    [Fact]
    public void No_text_makes_it_throw_and_no_removal_leaves_another_behind()
    {
        const string Odd = "0123456789 -.()/+@＠٣\uD800\u200B[]\"x atdot,";
        var dice = new Random(7);
        for (var run = 0; run < 20_000; run++)
        {
            var text = new StringBuilder();
            for (var i = dice.Next(40); i >= 0; i--)
            {
                text.Append(Odd[dice.Next(Odd.Length)]);
            }

            var clean = Remove(text.ToString());
            Assert.Equal(clean, Remove(clean));
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("a@")]
    [InlineData("a@a.")]
    [InlineData(" at a dot")]
    [InlineData("0(")]
    public void A_very_long_message_is_looked_through_to_its_end(string part) =>
        Assert.EndsWith(", [removed]", Remove(string.Concat(Enumerable.Repeat(part, 100_000 / part.Length)) + " x, jane@example.com"), StringComparison.Ordinal);

    [Fact]
    public void An_emergency_is_found_beside_and_inside_what_is_taken_out()
    {
        foreach (var text in RedFlagCases.Of("emergency").Select(c => c.Text))
        {
            var mixed = text + ". Call me on 07700 900123, jane@example.com";
            Assert.Equal(RedFlagScan.Scan(RedFlagCases.Now, mixed).Level, RedFlagScan.Scan(RedFlagCases.Now, Remove(mixed)).Level);
        }
    }

    [Fact]
    public void The_dialog_remembers_and_says_none_of_it_and_says_that_it_was_taken_out()
    {
        var now = Content.In("GB");
        var state = DialogState.New;
        foreach (var text in (string[])["My calf cramps at night, I am jane@example.com", "check my symptoms", "07700 900123 is my number", "repeat", "07700 900123 and chest pain, I can't breathe"])
        {
            var turn = DialogEngine.Take(now, now.Knowledge.Triage, state, new UserMessage(text, Noon));
            state = turn.State;
            var words = string.Concat(turn.Replies.Select(r => PlainText.Render(r))) + Encoding.UTF8.GetString(DialogStateJson.Write(state)) + string.Concat(turn.Trace);
            Assert.DoesNotContain("jane@", words, StringComparison.Ordinal);
            Assert.DoesNotContain("900123", words, StringComparison.Ordinal);
            Assert.Equal(text.Contains("9001", StringComparison.Ordinal) || text.Contains('@'), words.Contains(now.Knowledge.English["private-removed"], StringComparison.Ordinal));
            Assert.True(turn.Replies.Count(r => r.Question is not null) <= 1 && turn.Replies.SkipLast(1).All(r => r.Question is null));
        }
    }

    private static string Remove(string text) => PersonalData.Remove(Content.Knowledge, text);

    private static IEnumerable<string> Lines(string file) =>
        Repo.Read("tests/privacy/" + file).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#');
}
