using System.Collections.Immutable;
using Spasms.Dialog.RedFlags;
using Spasms.Knowledge.RedFlags;
using Spasms.Tests.Answers;

namespace Spasms.Tests.RedFlags;

/// <summary>The second reader: what it learnt, and that it can be learnt anew by anyone.</summary>
public sealed class AlarmWordsTests
{
    private static readonly string[] s_emergencies = ["emergency", "emergency-nerves", "emergency-voices", "crisis"];
    private static readonly string[] s_harmless = ["look-alike", "look-alike-nerves", "look-alike-voices", "look-alike-questions", "look-alike-known", "harmless"];

    // Tags of thoughts of self-harm.
    private static readonly string[] s_crisis = ["self-harm", "suicide"];

    /// <summary>Every message of the tests that says what it is; the held part is never learnt.</summary>
    private static ImmutableArray<Message> Messages { get; } =
    [
        .. s_emergencies.SelectMany(f => RedFlagCases.Of(f).Select(c => new Message(c.Text, true, f == "crisis", f is "emergency" or "crisis" ? Voice.Sign : Voice.Known))),
        .. RedFlagCases.Caught.Select(c => new Message(c.Text, RedFlagScan.Signs(RedFlagCases.Now, c.Text).Signs is not { Leads: 0, Plain: false, Crisis: false }, s_crisis.Contains(c.Family), Voice.Sign)),
        .. s_harmless.SelectMany(f => RedFlagCases.Of(f)).Select(c => new Message(c.Text, false, false, Voice.Known)),
        .. RedFlagCases.Now.Knowledge.RedFlags.Families.SelectMany(f => f.Harmless).Select(t => new Message(t, false, false, Voice.Known)),
        .. RedFlagCases.Of("known-misses").Select(c => new Message(c.Text, c.Heading == "missed", false, Voice.Known)),
        .. SearchCase.All().Where(c => !c.Held && c.File != "languages").SelectMany(c => c.Turns.SelectMany(t => Of(c, t))),
    ];

    /// <summary>What people asked, where nothing but words could take it for an emergency: nobody said of the others that they are none.</summary>
    private static IEnumerable<Message> Asked => Unsigned(Lines("asked.txt")).Select(t => new Message(t, false, false, Voice.Question));

    /// <summary>With what people begin to tell of small trouble, ours or another, likewise.</summary>
    private static IEnumerable<Message> Told =>
        Unsigned(Lines("follow-ups.txt").Where(l => l[0] == '|').Select(l => l[1..].Trim())).Select(t => new Message(t, false, false, Voice.Known));

    private static IEnumerable<string> Lines(string file) => Repo.Read("knowledge/" + file).Split('\n').Where(l => l.Length > 0 && l[0] is not ('[' or '#'));

    private static IEnumerable<string> Unsigned(IEnumerable<string> texts) =>
        texts.Where(t => RedFlagScan.Signs(RedFlagCases.Now, t).Signs is { Leads: 0, Plain: false, Crisis: false });

    private static IEnumerable<Message> Of(SearchCase question, SearchTurn turn) =>
        turn.Kinds is ["emergency"] ? [new Message(turn.Text, true, question.Tags.Any(s_crisis.Contains), VoiceOf(question))]
        : turn.Kinds.Contains("emergency") ? []
        : [new Message(turn.Text, false, false, VoiceOf(question))];

    // The first batches are what patterns were written after.
    private static Voice VoiceOf(SearchCase question) => question switch
    {
        { File: "emergencies", Batch: >= 3 } => Voice.Emergency,
        { File: "lookalikes", Batch: >= 3 } => Voice.LookAlike,
        { File: "own-trouble", Batch: >= 4 } => Voice.OwnTrouble,
        { File: "answerable" } => Voice.Question,
        _ => Voice.Known,
    };

    [Fact]
    public void The_words_are_learnt_from_the_messages_on_request()
    {
        if (Environment.GetEnvironmentVariable("WRITE_ALARM_WORDS") == "1")
        {
            File.WriteAllText(Repo.PathOf("knowledge/" + AlarmWords.Path), AlarmWordsLearner.Learn([.. Messages.Concat(Asked).Concat(Told).DistinctBy(m => m.Text, StringComparer.OrdinalIgnoreCase).Select(Example)]));
        }

        var scale = RedFlagCases.Now.Knowledge.RedFlags.Words.Scale;
        Assert.InRange(scale.Threshold, -150, 150);
        Assert.InRange(scale.Against, -600, scale.Threshold);
        Assert.InRange(scale.Hushed, -400, scale.Threshold);
        Assert.InRange(scale.FirstLead, 20, 300);
        Assert.InRange(RedFlagCases.Now.Knowledge.RedFlags.Words.Weights.Length, 20000, 140000);
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

    private static AlarmExample Example(Message message)
    {
        var (signs, features, sentences) = RedFlagScan.Signs(RedFlagCases.Now, message.Text);
        return new AlarmExample(features.Written(), [.. sentences.Select(s => features.Written(s.From, s.To))], signs, message.Alarm, message.Crisis, message.Voice);
    }

    private static bool Heard(string text)
    {
        var (_, features, _) = RedFlagScan.Signs(RedFlagCases.Now, text);
        return new SecondReader(features, RedFlagCases.Now.Knowledge.RedFlags.Words, default).Read() is not null;
    }

    private sealed record Message(string Text, bool Alarm, bool Crisis, Voice Voice);
}
