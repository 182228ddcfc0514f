using System.Globalization;
using Spasms.Storage.Postgres;
using Xunit;

namespace Spasms.Storage.Tests;

/// <summary>How great a group is hangs on how many talk on all hosts, and not on how many hosts there are.</summary>
public sealed class TalkersTests
{
    private const int Worth = 20;
    private const int Most = 32;

    [Fact]
    public void Where_nobody_talks_a_group_is_one() => Assert.Equal(1, new Talkers().Group(0, Worth, Most));

    [Theory]
    // One person, however quick.
    [InlineData(1, 100, 1)]
    // Half of those who talk.
    [InlineData(16, 40, 8)]
    // No more than come in the time that is worth it: 80 of 250 milliseconds.
    [InlineData(1000, 1, 32)]
    [InlineData(100, 1, 8)]
    [InlineData(20, 1, 1)]
    // Never more than a full one.
    [InlineData(500, 10, 32)]
    public void Half_of_those_who_talk_make_a_group(int people, int turnsOfEach, int group)
    {
        var talkers = new Talkers();
        Talk(talkers, 1000, people, turnsOfEach);

        Assert.Equal(group, talkers.Group(1250, Worth, Most));
    }

    [Fact]
    public void Two_hosts_that_hear_of_each_other_have_the_measure_of_one()
    {
        var (one, first, second) = (new Talkers(), new Talkers(), new Talkers());
        for (var turn = 0; turn < 600; turn++)
        {
            var (name, at) = (Name(turn % 40), 2000 + (turn * 250 / 600));
            one.Add(name, at);
            first.Add(name, at);
            second.Add(name, at);
        }

        Assert.Equal(20, one.Group(2250, Worth, Most));
        Assert.Equal(one.Group(2250, Worth, Most), first.Group(2250, Worth, Most));
        Assert.Equal(one.Group(2250, Worth, Most), second.Group(2250, Worth, Most));
    }

    [Fact]
    public void What_is_long_over_tells_nothing()
    {
        var talkers = new Talkers();
        Talk(talkers, 1000, 64, 10);

        Assert.Equal(32, talkers.Group(1250, Worth, Most));
        Assert.Equal(1, talkers.Group(1500, Worth, Most));

        Talk(talkers, 9000, 64, 10);
        Assert.Equal(1, talkers.Group(9600, Worth, Most));
    }

    private static void Talk(Talkers talkers, long from, int people, int turnsOfEach)
    {
        for (var turn = 0; turn < people * turnsOfEach; turn++)
        {
            talkers.Add(Name(turn % people), from);
        }
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
