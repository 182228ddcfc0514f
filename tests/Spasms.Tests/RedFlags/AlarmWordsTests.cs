using System.Collections.Immutable;
using Spasms.Dialog.RedFlags;
using Spasms.Knowledge.RedFlags;
using Spasms.Tests.Answers;

namespace Spasms.Tests.RedFlags;

/// <summary>The second reader: what it learnt, and that it can be learnt anew by anyone.</summary>
public sealed class AlarmWordsTests
{
    /// <summary>Every message of the tests that says what it is; the held part is never learnt.</summary>
    private static ImmutableArray<(string Text, bool Alarm)> Messages { get; } =
    [
        .. new[] { "emergency", "emergency-nerves", "emergency-voices", "crisis" }.SelectMany(f => RedFlagCases.Of(f)).Select(c => (c.Text, true)),
        .. RedFlagCases.Caught.Select(c => (c.Text, RedFlagCases.Level(c.Text) >= RedFlagLevel.Emergency)),
        .. new[] { "look-alike", "look-alike-nerves", "look-alike-voices", "look-alike-questions", "harmless" }.SelectMany(f => RedFlagCases.Of(f)).Select(c => (c.Text, false)),
        .. RedFlagCases.Now.Knowledge.RedFlags.Families.SelectMany(f => f.Harmless).Select(t => (t, false)),
        .. RedFlagCases.Of("known-misses").Select(c => (c.Text, c.Heading == "missed")),
        .. SearchCase.All().Where(c => !c.Held && c.File != "languages").SelectMany(c => c.Turns.SelectMany(t => Of(c, t))),
    ];

    /// <summary>What people asked, where nothing but words could take it for an emergency: nobody said of the others that they are none.</summary>
    private static IEnumerable<string> Asked =>
        Repo.Read("knowledge/asked.txt").Split('\n').Where(l => l.Length > 0 && l[0] is not ('[' or '#'))
            .Where(t => RedFlagScan.Leads(RedFlagCases.Now, t) == 0 && !RedFlagScan.Scan(RedFlagCases.Now, t).Hits.Any(h => h.Level >= RedFlagLevel.Emergency && h.Family != RedFlagScan.ManySigns));

    private static IEnumerable<(string, bool)> Of(SearchCase question, SearchTurn turn) =>
        turn.Kinds is ["emergency"] ? [(turn.Text, true)]
        : turn.Kinds.Contains("emergency") ? []
        : [(turn.Text, false)];

    [Fact]
    public void The_words_are_learnt_from_the_messages_on_request()
    {
        if (Environment.GetEnvironmentVariable("WRITE_ALARM_WORDS") == "1")
        {
            File.WriteAllText(Repo.PathOf("knowledge/" + AlarmWords.Path), AlarmWordsLearner.Learn([.. Messages.Concat(Asked.Select(t => (Text: t, Alarm: false))).DistinctBy(m => m.Text, StringComparer.OrdinalIgnoreCase).Select(Example)]));
        }

        Assert.InRange(RedFlagCases.Now.Knowledge.RedFlags.Words.Threshold, -100, 150);
        Assert.InRange(RedFlagCases.Now.Knowledge.RedFlags.Words.Agreement, -200, 50);
        Assert.InRange(RedFlagCases.Now.Knowledge.RedFlags.Words.Weights.Length, 20000, 100000);
    }

    [Fact]
    public void Alone_it_hears_most_emergencies_and_leaves_the_others_be()
    {
        var said = Messages.Select(m => (m.Alarm, Heard: Heard(m.Text))).ToArray();

        Assert.InRange(said.Count(m => m.Alarm && m.Heard) / (double)said.Count(m => m.Alarm), 0.75, 1);
        Assert.InRange(said.Count(m => !m.Alarm && m.Heard) / (double)said.Count(m => !m.Alarm), 0, 0.005);
    }

    [Fact]
    public void A_denied_word_is_another_word_than_one_told()
    {
        var words = RedFlagCases.Now.Knowledge.RedFlags.Words;

        Assert.True(words.Weights[words.Find("chest")].Alarm > 0);
        Assert.True(words.Weights[words.Find("D:chest")].Alarm < 0);
    }

    private static AlarmExample Example((string Text, bool Alarm) message) =>
        new(Read(message.Text).Written(), message.Alarm, message.Alarm && RedFlagCases.Level(message.Text) == RedFlagLevel.Crisis, RedFlagScan.Leads(RedFlagCases.Now, message.Text));

    private static bool Heard(string text) => new SecondReader(Read(text), RedFlagCases.Now.Knowledge.RedFlags.Words).Read() is not null;

    private static AlarmFeatures Read(string text) => AlarmFeatures.Of(RedFlagCases.Now, text);
}
