using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spasms.Bot.Cli;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Tests;
using Spasms.Tests.Conversations;

namespace Spasms.Bot.Tests.Verify;

/// <summary>I3 over everything we have to say it with: each reply's every sentence is a quote or the bot's own words.</summary>
public sealed partial class EverySentenceTests
{
    private const int MostQuestions = 40;

    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Questions() => Named("tests/search", "tune-*.yaml");

    public static TheoryData<string> Chats() => Named("tests/conversations", "*.chat");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Each_answer_to_a_tune_question_is_proved(string file)
    {
        var saved = new Saved();
        var talk = new Talk(Verified.Real);
        foreach (var line in File.ReadLines(Repo.PathOf("tests/search/" + file)))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                talk = new Talk(Verified.Real);
            }

            foreach (Match text in Text().Matches(line))
            {
                saved.Add(talk.Take(new UserMessage(JsonSerializer.Deserialize<string>(text.Groups[1].Value)!, At)).Turn.Replies);
            }
        }

        saved.AssertProved();
    }

    [Theory]
    [MemberData(nameof(Chats))]
    public void Each_reply_of_a_golden_conversation_is_proved(string file)
    {
        var chat = ChatFile.Parse(Repo.Read("tests/conversations/" + file));
        var (saved, talk, put) = (new Saved(), new Talk(Verified.In(chat.Country)), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var step in chat.Steps)
        {
            var press = step.Question is { } question ? new Press(question, put.GetValueOrDefault(question), step.Options) : null;
            var replies = talk.Take(new UserMessage(step.Text, At) { AskConsent = chat.Consent, Press = press }).Turn.Replies;
            foreach (var asked in replies.Select(r => r.Question).OfType<AskedQuestion>())
            {
                put[asked.Id] = asked.Turn;
            }

            saved.Add(replies);
        }

        saved.AssertProved();
    }

    [Theory]
    [InlineData("US", "check my symptoms")]
    [InlineData("GB", "my daughter has had cramps in her calves since yesterday and takes a statin")]
    [InlineData("EU", "my eyelid has twitched for three weeks")]
    public void Each_question_reason_summary_and_result_of_the_questionnaire_is_proved(string country, string opening)
    {
        var saved = new Saved();
        for (var choice = 0; choice < 8; choice++)
        {
            var talk = new Talk(Verified.In(country));
            var replies = saved.Add(talk.Take(new UserMessage(opening, At)).Turn.Replies);
            for (var step = 0; step < MostQuestions && replies is [.., { Question: { } asked }]; step++)
            {
                if (choice == 0)
                {
                    saved.Add(talk.Take(new UserMessage("why", At)).Turn.Replies);
                    saved.Add(talk.Take(new UserMessage("what does this mean", At)).Turn.Replies);
                }

                var options = asked.Options;
                var answer = asked.Id is "offer" or "consent" or "confirm" || options.IsEmpty ? "yes"
                    : asked.Id == "summary" ? "ok"
                    : options[Math.Min(options.Length - 1, (choice * (step + 1)) % options.Length)].Text;
                replies = saved.Add(talk.Take(new UserMessage(answer, At)).Turn.Replies);
            }
        }

        saved.AssertProved();
    }

    private static TheoryData<string> Named(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Repo.PathOf(folder), pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("""\btext: ("(?:[^"\\]|\\.)*")""", RegexOptions.CultureInvariant)]
    private static partial Regex Text();

    /// <summary>A transcript in both forms.</summary>
    private sealed class Saved
    {
        private readonly StringBuilder _lines = new();

        public IReadOnlyList<Reply> Add(IReadOnlyList<Reply> replies)
        {
            _lines.Append(Verified.ChatLine("c", replies)).Append('\n');
            foreach (var reply in replies)
            {
                _lines.Append(Verified.Activity(reply)).Append('\n');
            }

            return replies;
        }

        public void AssertProved() => Assert.True(Verified.Run(_lines.ToString(), out var report), report);
    }
}
